from collections.abc import Callable

import pytest

from corpus.document import Document
from rules.model import Severity
from rules.provenance.content_credentials import RULE

Read = Callable[..., Document]
Marked = Callable[..., str]


def manifest(data: bytes, *, length: int | None = None) -> str:
    """A manifest as the specification writes it: a byte-order mark, and a variation selector for each byte."""
    header = b"C2PATXT\0\x01" + (len(data) if length is None else length).to_bytes(4)
    return "\ufeff" + "".join(chr(0xFE00 + byte if byte < 16 else 0xE0100 + byte - 16) for byte in header + data)


def test_a_manifest_is_marked_from_its_first_to_its_last_character(marked: Marked) -> None:
    """Wherever in the text it stands; two are two findings."""
    text = f"The council⟦{manifest(b'a')}⟧ met.\n⟦{manifest(bytes(range(256)))}⟧"

    assert marked(RULE, text) == text


@pytest.mark.parametrize(
    ("text", "evidence", "said"),
    [
        pytest.param(manifest(b"abc"), {"version": 1, "bytes": 3}, "whole", id="whole"),
        pytest.param(manifest(b"abc", length=9), {"version": 1, "bytes": 3}, "3 of 9 bytes are there", id="cut"),
        pytest.param(manifest(b"")[:9], {"version": None, "bytes": 0}, "0 of 0 bytes are there", id="only signed"),
    ],
)
def test_it_says_how_much_of_the_manifest_is_there(read: Read, text: str, evidence: object, said: str) -> None:
    """The length that the manifest states is compared with what the text holds."""
    assert RULE.check is not None
    (found,) = RULE.check(read(f"The council met.{text}"), RULE.options())

    assert found.evidence == evidence
    assert said in found.message
    assert RULE.severity is Severity.NOTE
    assert found.repairs == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The council met.\ufeff", id="a byte-order mark"),
        pytest.param("❤\ufe0f \ufeff\ufe0f", id="selectors that dress a picture"),
        pytest.param("\ufeff" + "\ufe00" * 20, id="selectors that say something else"),
        pytest.param(manifest(b"abc")[1:], id="no byte-order mark before it"),
    ],
)
def test_what_bears_no_signature_is_no_manifest(marked: Marked, text: str) -> None:
    """Selectors have other uses."""
    assert marked(RULE, f"The council met.{text}") == f"The council met.{text}"
