import gc
import re
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.config import Configuration
from audit.engine import audit_document
from audit.fingerprint import Fingerprinter
from corpus.document import Document
from corpus.spans import Span

Read = Callable[..., Document]
Configured = Callable[..., Configuration]

SAMPLES = sorted((Path(__file__).parents[2] / "corpus" / "samples").glob("*.txt"))

WRAPPED = (
    "The council of the town met on a long Monday and decided that it\n"
    "would build the bridge over the river that runs through the town\n"
    "of Altmark, and that it would pay for it with the money that had\n"
    "been given by the ministry of works in the capital.\n"
)
BEFORE = "The mayor spoke first.\n\n"
AFTER = "\nNobody else spoke.\n"


def fingerprint(text: str, words: str, rule: str = "a/b") -> str:
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    assert found is not None
    return Fingerprinter().fingerprint(rule, text, Span(*found.span()))


@pytest.mark.parametrize("words", ["The council", "over the river", "town of Altmark", "in the capital.", "build"])
@pytest.mark.parametrize(
    "other",
    [
        BEFORE + WRAPPED,
        WRAPPED + AFTER,
        WRAPPED.replace("\n", "\r\n"),
        WRAPPED.replace("\n", "\r"),
        WRAPPED.replace("\n", " ").strip() + "\n",
        BEFORE + WRAPPED.replace("\n", " ") + AFTER,
        WRAPPED.replace(" that it\nwould", "\nthat it would").replace("town\nof", "town of"),
        "A heading\n" + WRAPPED,
        WRAPPED + "A caption\n",
    ],
    ids=[
        "put-before", "put-after", "windows", "old-mac", "one-line", "one-line-between", "rewrapped", "heading",
        "caption",
    ],
)  # fmt: skip
def test_what_stays_keeps_its_fingerprint(words: str, other: str) -> None:
    """Text put in elsewhere, other line ends and other wrapping change nothing."""
    assert fingerprint(other, words) == fingerprint(WRAPPED, words)


def test_the_case_of_neighbours_does_not_count() -> None:
    """A sentence in capitals around the same words is the same sentence."""
    assert fingerprint(WRAPPED.upper().replace("BRIDGE", "bridge"), "bridge") == fingerprint(WRAPPED, "bridge")


def test_what_changes_gets_another_fingerprint() -> None:
    """Other words, other neighbours and another rule make another finding."""
    first = fingerprint(WRAPPED, "over the river")

    assert fingerprint(WRAPPED.replace("river", "rivers"), "over the rivers") != first
    assert fingerprint(WRAPPED.replace("bridge", "dam"), "over the river") != first
    assert fingerprint(WRAPPED, "over the river", "a/c") != first
    assert fingerprint(WRAPPED.replace("the river", "the River"), "over the River") != first


@pytest.mark.parametrize("character", ["\xa0", "\u2009", "\u200b", "\x1f", "\x85", "\u3000"])
def test_a_space_that_is_flagged_is_not_any_space(character: str) -> None:
    """Only those that lines are wrapped at count as one."""
    text = f"ten{character}kilometres"

    assert fingerprint(text, text) != fingerprint("ten kilometres", "ten kilometres")


def test_a_repetition_is_numbered() -> None:
    """The same words with the same neighbours are told apart by their number, in the same way each time."""

    def both() -> list[str]:
        fingerprinter = Fingerprinter()
        return [fingerprinter.fingerprint("a/b", "no no", None) for _ in range(2)]

    assert len(set(both())) == 2
    assert both() == both()


@settings(deadline=None)
@given(st.text(alphabet="ab \n\r\x1f\x1e\ud800ß", min_size=1, max_size=30), st.data())
def test_fingerprints_are_unique_in_a_document(text: str, data: st.DataObject) -> None:
    """However often a text repeats itself, no two findings share a fingerprint; all are 32 hexadecimal digits."""
    starts = st.integers(0, len(text) - 1)
    spans = data.draw(
        st.lists(st.builds(lambda start, size: Span(start, min(start + size, len(text))), starts, st.integers(1, 5)))
    )
    fingerprinter = Fingerprinter()

    found = [fingerprinter.fingerprint(rule, text, span) for span in [None, *spans] for rule in ("a/b", "a/c")]

    assert len(set(found)) == len(found)
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in found)


SENTENCES = st.lists(
    st.builds(
        lambda words, end: " ".join(words) + end,
        st.lists(st.sampled_from("the dam town river mayor said twelve of a Altmark https://example.org/a-b/c".split()),
                 min_size=1, max_size=12),
        st.sampled_from([".", "!", "?”", ".)", "…", ""]),
    ),
    min_size=1,
    max_size=5,
)  # fmt: skip
PARAGRAPHS = st.lists(SENTENCES.map(" ".join), min_size=1, max_size=4)


def wrapped(paragraph: str, width: int) -> str:
    return textwrap.fill(paragraph, width, break_long_words=False, break_on_hyphens=False)


def all_fingerprints(paragraphs: list[str], separator: str, end: str, marked: int) -> set[str]:
    """The fingerprints of every run of one to three words of a paragraph, as a rule would find them in order."""
    text = separator.join(paragraphs).replace("\n", end)
    offset = len(separator.join([*paragraphs[:marked], ""]).replace("\n", end))
    words = list(re.finditer(r"\S+", text[offset : offset + len(paragraphs[marked].replace("\n", end))]))
    fingerprinter = Fingerprinter()
    return {
        fingerprinter.fingerprint("a/b", text, Span(offset + first.start(), offset + last.end()))
        for size in (1, 2, 3)
        for first, last in zip(words, words[size - 1 :], strict=False)
    }


@settings(deadline=None)
@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS, st.data())
def test_a_paragraph_keeps_its_fingerprints(
    paragraphs: list[str], before: list[str], after: list[str], data: st.DataObject
) -> None:
    """Whatever is put in around it, however it and they are wrapped, and whatever ends the lines."""
    marked = data.draw(st.integers(0, len(paragraphs) - 1))
    widths = st.integers(40, 130)
    first, second = (
        [wrapped(paragraph, data.draw(widths)) for paragraph in some]
        for some in (paragraphs, [*before, *paragraphs, *after])
    )

    assert all_fingerprints(first, "\n\n", "\n", marked) == all_fingerprints(
        second, "\n\n", data.draw(st.sampled_from(["\n", "\r\n", "\r"])), marked + len(before)
    )


LINES = st.lists(SENTENCES.map(lambda sentences: " ".join(sentences).rstrip(".!?”)…") + "."), min_size=1, max_size=4)


@settings(deadline=None)
@given(LINES, LINES, LINES, st.data())
def test_a_line_that_is_a_paragraph_keeps_its_fingerprints(
    lines: list[str], before: list[str], after: list[str], data: st.DataObject
) -> None:
    """With no blank lines between them, sentences keep neighbours of other lines away."""
    marked = data.draw(st.integers(0, len(lines) - 1))

    assert all_fingerprints(lines, "\n", "\n", marked) == all_fingerprints(
        [*before, *lines, *after], "\n", "\r\n", marked + len(before)
    )


SHORT = st.lists(
    st.lists(st.sampled_from("Share Tweet Email the dam Town 3 news".split()), min_size=1, max_size=3).map(" ".join),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(SHORT, SHORT, SHORT, st.data())
def test_a_short_line_keeps_its_fingerprints(
    lines: list[str], before: list[str], after: list[str], data: st.DataObject
) -> None:
    """Of a list, a menu or a poem nothing is wrapped, though no sentence ends."""
    marked = data.draw(st.integers(0, len(lines) - 1))

    assert all_fingerprints(lines, "\n", "\n", marked) == all_fingerprints(
        [*before, *lines, *after], "\n", "\n", marked + len(before)
    )


def test_lines_of_any_length_are_a_list() -> None:
    """Most of them had room for more."""
    items = ["Bread and butter for the whole of the crew", "Tea", "Salt that was bought in the town", "Two ropes"]
    more = ["Three lamps with their oil", *items[:2], "A chart", *items[2:], "Nails"]

    assert all_fingerprints(items, "\n", "\n", 2) == all_fingerprints(more, "\n", "\n", 4)


@settings(deadline=None)
@given(PARAGRAPHS, st.data())
def test_other_words_have_another_fingerprint(paragraphs: list[str], data: st.DataObject) -> None:
    """One character of what is matched is enough."""
    text = "\n\n".join(wrapped(paragraph, 60) for paragraph in paragraphs)
    words = list(re.finditer(r"\S+", text))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 8, len(words) - 1)))
    span = Span(words[first].start(), words[last].end())
    place = data.draw(st.sampled_from([i for i in range(span.start, span.end) if not text[i].isspace()]))
    character = data.draw(st.characters(exclude_categories=["Zs", "Cc"]).filter(lambda c: c != text[place]))
    other = text[:place] + character + text[place + 1 :]

    assert Fingerprinter().fingerprint("a/b", other, span) != Fingerprinter().fingerprint("a/b", text, span)


def test_many_findings_take_time_linear_in_the_text() -> None:
    """In a text that is one block, one sentence, or nothing but ends of sentences."""

    def seconds(text: str) -> float:
        fingerprinter = Fingerprinter()
        gc.disable()  # what other tests have left is not to be gone through here
        try:
            start = time.process_time()
            for place in range(0, len(text) - 1, 7):
                fingerprinter.fingerprint("a/b", text, Span(place, place + 1))
            return time.process_time() - start
        finally:
            gc.enable()

    def best(text: str) -> float:
        return min(seconds(text) for _ in range(3))

    for unit in ("a", "a ", "a\n", ". ", ".)", ")", " ", "\r", "the dam\n\n"):
        short, long = unit * 8_000, unit * 32_000
        assert best(long) < 12 * max(best(short), 0.01), unit


@pytest.mark.parametrize(
    "path", [path for path in SAMPLES if b"\r" not in path.read_bytes()], ids=lambda path: str(path.name)
)
def test_the_findings_of_a_sample_keep_their_fingerprints(path: Path, read: Read, configured: Configured) -> None:
    """With other line ends and another paragraph at the end, a rule finds the same ones."""

    def found(text: str) -> list[tuple[str, str]]:
        report = audit_document(read(text), configured().plan("a.txt")).report
        return [(finding.rule, finding.fingerprint) for finding in report.findings]

    text = path.read_text("utf-8", errors="replace")

    assert len(set(found(text))) == len(found(text))
    assert found(text.replace("\n", "\r\n")) == found(text)
    assert set(found(f"{text}\n\nThe market opened at ten, the clerk said.\n")) == set(found(text))
