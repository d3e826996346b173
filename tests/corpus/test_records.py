from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.find import Finder, standard_input
from corpus.read import documents
from corpus.records import records
from corpus.sources import Found, Source, Unreadable

_LIMIT = 2 << 20


def _records(data: bytes, limit: int = _LIMIT) -> list[Document | Unreadable]:
    return list(records(data, "a.jsonl", 1, limit))


def _told(found: list[Document | Unreadable]) -> list[tuple[str | None, str]]:
    """The id, and the text or the reason, of each record."""
    return [(one.record, one.text.text if isinstance(one, Document) else one.reason) for one in found]


def _through_file(data: bytes, folder: Path, limit: int) -> tuple[list[Found], list[tuple[str | None, str]]]:
    """The batches of a file, and all that they hold."""
    path = folder / "a.jsonl"
    path.write_bytes(data)
    batches = list(Finder(limit, {}).find([str(path)]))
    found: list[Document | Unreadable] = []
    for batch in batches:
        if isinstance(batch, Source):
            found += documents(batch, limit=limit)
        else:
            assert isinstance(batch, Unreadable)
            found.append(batch)
    return batches, _told(found)


def test_each_line_is_a_document() -> None:
    """With its id, its line, its own bytes, and what it says of itself."""
    line = {
        "id": "a",
        "text": "Größe",
        "Title": " T ",
        "author": ["A", {"name": "B"}],
        "tags": [1, None],
        "url": "https://a.example",
    }
    (document,) = _records(json.dumps(line).encode())
    assert isinstance(document, Document)
    assert (document.path, document.record, document.line, document.media_type) == (
        "a.jsonl",
        "a",
        1,
        "application/x-ndjson",
    )
    assert document.decoded.data == "Größe".encode()
    assert document.decoded.byte_map.byte_at(3) == 4
    assert [value.value for value in document.metadata["title"] if value.origin == "record title"] == ["T"]
    assert [value.value for value in document.metadata["byline"]] == ["A", "B"]
    assert all(value.span is None for value in document.metadata["byline"])


def test_a_record_may_have_any_other_line_separator() -> None:
    """Lines are split on bytes: U+2028, NEL, form feeds and carriage returns belong to the text."""
    text = "a\u2028b\u0085c\fd"
    lines = [json.dumps({"text": text}, ensure_ascii=False), json.dumps({"text": "a\r\nb\nc"})]
    assert _told(_records("\n".join(lines).encode())) == [("1", text), ("2", "a\r\nb\nc")]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_and_marks_are_no_part_of_a_record(end: bytes, mark: bytes, last: bool) -> None:  # noqa: FBT001
    """CR LF, a byte-order mark, blank lines and a last line without an end are read."""
    data = mark + end.join([b'{"text": "one"}', b"", b" ", b'{"text": "two"}']) + (end if last else b"")
    assert _told(_records(data)) == [("1", "one"), ("4", "two")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "x"', "line 2 is no JSON: Expecting ',' delimiter at column 13"),
        (b"text", "line 2 is no JSON: Expecting value at column 1"),
        (b"\xff\xfe\x00", "line 2 is no JSON"),
        (b"[1]", "line 2 holds a list, not an object"),
        (b'"x"', "line 2 holds a string, not an object"),
        (b"1", "line 2 holds a number, not an object"),
        (b"null", "line 2 holds null, not an object"),
        (b"true", "line 2 holds true or false, not an object"),
        (b"{}", "line 2 has no field “text”"),
        (b'{"text": null}', "line 2: “text” is null, not a string"),
        (b'{"text": ["x"]}', "line 2: “text” is a list, not a string"),
        (b'{"text": {"x": 1}}', "line 2: “text” is an object, not a string"),
        (b'{"text": 1.5}', "line 2: “text” is a number, not a string"),
        (b'{"text": " \\n"}', "line 2: “text” is empty"),
        (b'{"id": true, "text": "x"}', "line 2: “id” is true or false, not a string or a whole number"),
        (b'{"id": 1.5, "text": "x"}', "line 2: “id” is a number, not a string or a whole number"),
        (b'{"id": [1], "text": "x"}', "line 2: “id” is a list, not a string or a whole number"),
        (b"[" * 100_000, "line 2 is nested too deep"),
        (b'{"text": "x", "n": ' + b"1" * 5000 + b"}", "Exceeds the limit"),
        (b'{"text": "' + b"x" * 400_000 + b'"}', "is 400,012 bytes, more than the limit of 300,000"),
    ],
)
def test_a_broken_record_costs_no_other(line: bytes, reason: str) -> None:
    """It is named by its line, with what is wrong, and the records around it are read."""
    found = _told(_records(b'{"text": "one"}\n' + line + b'\n{"text": "three"}\n', limit=300_000))
    assert found[0] == ("1", "one")
    assert found[2:] == [("3", "three")]
    assert found[1][0] == "2"
    assert found[1][1].startswith(reason)


@pytest.mark.parametrize(
    ("written", "record"), [('"a"', "a"), ("17", "17"), ("0", "0"), ("-1", "-1"), ("null", "1"), ('"é"', "é")]
)
def test_ids_are_strings_or_whole_numbers(written: str, record: str) -> None:
    """Without one, the number of the line is the id."""
    assert _told(_records(f'{{"id": {written}, "text": "x"}}'.encode())) == [(record, "x")]


def test_a_lone_surrogate_is_text() -> None:
    """An escape that is half a character is kept, with three bytes, for a rule to find; a pair is one character."""
    (document,) = _records(rb'{"text": "a\ud800b\ud83d\ude00"}')
    assert isinstance(document, Document)
    assert document.text.text == "a\ud800b😀"
    assert [document.decoded.byte_map.byte_at(n) for n in range(5)] == [0, 1, 4, 5, 9]
    assert len(document.sha256) == 64


def test_nul_and_bad_bytes_are_read() -> None:
    """An escaped NUL is text; a byte that is no UTF-8 costs one character."""
    data = b'{"text": "a\\u0000b"}\n{"text": "\xc3\xa9\xc3\xa9\xff\xc3\xa9"}\n'
    assert _told(_records(data)) == [("1", "a\0b"), ("2", "éé\ufffdé")]


def test_records_take_their_date_from_the_field_then_from_the_caller() -> None:
    """The date of the record anchors its relative dates, else the one given."""
    data = b'{"text": "x", "date": "2024-05-01"}\n{"text": "y"}'
    anchors = [one.anchor for one in records(data, "a", 1, _LIMIT, dt.date(2020, 1, 1)) if isinstance(one, Document)]
    assert anchors == [dt.date(2024, 5, 1), dt.date(2020, 1, 1)]


# Batches


def test_batches_hold_the_same_records_as_the_whole(tmp_path: Path) -> None:
    """A file above a mebibyte is read in runs of whole lines that begin and end where the others do."""
    lines = [
        json.dumps({"text": f"Record {number} " + "word é " * (number % 700)}, ensure_ascii=False)
        for number in range(1500)
    ]
    lines[700:703] = ["", "{broken", " "]
    data = "\n".join(lines).encode()
    assert len(data) > 3 << 20
    batches, found = _through_file(data, tmp_path, _LIMIT)
    sources = [batch for batch in batches if isinstance(batch, Source)]
    assert len(sources) == len(batches) >= 3
    assert [batch.start for batch in sources] == [0, *(batch.end for batch in sources[:-1])]
    assert sources[-1].end == len(data)
    for batch in sources:
        assert batch.first_line == data[: batch.start].count(b"\n") + 1
    assert found == _told(_records(data))


@pytest.mark.parametrize("place", ["first", "middle", "last", "last without an end", "twice"])
@pytest.mark.parametrize("size", [3_000, 1 << 20, 2_500_000])
def test_a_line_above_the_limit_costs_no_other(place: str, size: int, tmp_path: Path) -> None:
    """It is passed without being held, named by its line, and the records around it are read."""
    huge = b'{"text": "' + b"x" * size + b'"}'
    reason = f"is {len(huge):,} bytes, more than the limit of 2,000"
    small = [b'{"text": "%d"}' % number for number in range(1, 6)]
    at = {"first": [0], "middle": [2], "twice": [2, 3]}.get(place, [4])
    lines = [huge if number in at else line for number, line in enumerate(small)]
    data = b"\n".join(lines) + (b"" if place == "last without an end" else b"\n")
    _, found = _through_file(data, tmp_path, 2_000)
    expected = [(str(n + 1), reason if n in at else str(n + 1)) for n in range(5)]
    # The end of the line may be counted or not.
    with_end = f"is {len(huge) + 1:,} bytes, more than the limit of 2,000"
    assert [(record, reason if told == with_end else told) for record, told in found] == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "is empty"), (b"\n \n", "holds nothing but white space")],
)
def test_a_file_without_records_is_a_failure(data: bytes, reason: str, tmp_path: Path) -> None:
    """A JSON-lines file that was named and holds no record was not audited; nor was standard input."""
    _, found = _through_file(data, tmp_path, _LIMIT)
    assert found == [(None, reason)]
    assert list(standard_input(io.BytesIO(data), "in.jsonl", {}, _LIMIT)) == [Unreadable("in.jsonl", reason)]


def test_records_from_standard_input_are_held_to_the_limit_one_by_one() -> None:
    """A stream of any length is read; a line above the limit costs only itself."""
    lines = [json.dumps({"id": f"r{n}", "text": "x" * (500 if n == 3 else 40)}).encode() for n in range(12)]

    found = list(standard_input(io.BytesIO(b"\n".join(lines)), "in.jsonl", {}, 200))

    told = [record for one in found for record in ([one] if isinstance(one, Unreadable) else documents_of(one))]
    assert [one.record for one in told] == ["r0", "r1", "r2", "4", *(f"r{n}" for n in range(4, 12))]
    assert isinstance(told[3], Unreadable)


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
def test_standard_input_and_a_file_hold_the_same_records(size: int, tmp_path: Path) -> None:
    """How the lines are cut into batches changes nothing, line numbers included."""
    data = b"".join(json.dumps({"text": f"{n} " + "x" * (n * 1000)}).encode() + b"\n" for n in range(1, 60))
    data += b"\n" * size

    _, from_file = _through_file(data, tmp_path, _LIMIT)
    batches = standard_input(io.BytesIO(data), "in.jsonl", {}, _LIMIT)

    assert _told([one for batch in batches if isinstance(batch, Source) for one in documents_of(batch)]) == from_file


def documents_of(source: Source | Unreadable) -> list[Document | Unreadable]:
    assert isinstance(source, Source)
    return list(documents(source, limit=_LIMIT))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=20),
            st.text(st.characters(exclude_categories=()), max_size=12).map(
                lambda text: json.dumps({"text": text}).encode()
            ),
            st.sampled_from(
                [
                    b'{"text": "',
                    b'"}',
                    b"\n",
                    b"\r",
                    b"\\ud800",
                    b"\xef\xbb\xbf",
                    b"{",
                    b"[",
                    b"NaN",
                    b'{"id": "", "text": "x"}',
                ]
            ),
        ),
        max_size=10,
    ),
    st.sampled_from([b"\n", b""]),
)
def test_any_bytes_are_records_or_failures(parts: list[bytes], by: bytes) -> None:
    """Nothing raises; every line that is not blank is accounted for, once and in order."""
    data = by.join(parts)
    found = _records(data)
    assert len(found) == sum(bool(line.strip()) for line in data.split(b"\n"))
