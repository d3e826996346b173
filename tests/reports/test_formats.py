from __future__ import annotations

import os
import re
import subprocess
import sys
import tracemalloc
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import pytest

import reports
from audit import parameters
from audit.model import Failure
from reports.visible import HIDDEN, character_name, one_line, visible, well_formed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit.model import DocumentReport
    from tests.reports.conftest import Build, Written

SUMMARIES = ("github", "markdown")
"""Formats that show the gravest of all documents, and so write nothing before the last is read."""


def test_the_formats_are_named() -> None:
    """The command line takes its names from here."""
    assert list(reports.FORMATS) == [
        "text", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html",
    ]  # fmt: skip
    assert list(reports.FORMATS) == list(parameters.FORMATS)
    assert list(reports.FOLDER_FORMATS) == ["html"]


def test_importing_reports_imports_no_format() -> None:
    """Templates are not loaded for a run that does not write them."""
    code = "import sys, reports; print([m for m in sys.modules if m == 'jinja2' or m.startswith('reports.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=_root())
    assert done.stdout == "[]\n"


def test_json_needs_no_templates() -> None:
    """The formats for machines stay cheap."""
    code = (
        "import sys, reports; from importlib import import_module\n"
        "for name in ('json_report', 'sarif', 'text', 'junit', 'github', 'gitlab', 'markdown', 'csv_report'):\n"
        "    import_module(f'reports.{name}')\n"
        "print('jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=_root())
    assert done.stdout == "False\n"


def _root() -> Path:
    assert reports.__file__ is not None
    return Path(reports.__file__).parent.parent


@pytest.mark.parametrize("name", list(reports.STREAM_FORMATS))
def test_the_same_report_is_the_same_bytes(build: Build, written: Written, name: str) -> None:
    """Nothing but the report goes into a report: no clock, no chance."""
    writer = reports.STREAM_FORMATS[name]
    assert written(writer, build.full()) == written(writer, build.full())


@pytest.mark.parametrize("name", [name for name in reports.STREAM_FORMATS if name not in SUMMARIES])
def test_a_document_is_written_before_the_next_is_read(build: Build, name: str) -> None:
    """A reader of a pipe gets each document as soon as it is done."""
    seen: list[int] = []

    class Sink:
        """Notes which documents have been written."""

        def write(self, part: str) -> None:
            seen.extend(number for number in range(3) if f"{number}.txt" in part and number not in seen)

        def writelines(self, parts: Iterable[str]) -> None:
            for part in parts:
                self.write(part)

    class Documents:
        """Makes documents when they are asked for, and then those before must have been written."""

        def __iter__(self) -> Iterator[DocumentReport]:
            for number in range(3):
                assert seen == list(range(number))
                yield build.document("Text.", [build.finding("Text.", "Text")], path=f"{number}.txt")

    report = replace(build.report([]), documents=Documents())
    reports.STREAM_FORMATS[name](report, cast("TextIO", Sink()))
    assert seen == [0, 1, 2]


@pytest.mark.parametrize("name", list(reports.STREAM_FORMATS))
def test_memory_does_not_grow_with_the_corpus(build: Build, name: str) -> None:
    """A hundred megabytes of documents with 6,000 findings are written in a tenth of that."""
    finding = build.finding("Text.", "Text")

    class Documents:
        """Makes documents when they are asked for."""

        def __iter__(self) -> Iterator[DocumentReport]:
            for number in range(1_000):
                yield build.document("Text." + "x" * 100_000, [finding] * 6, path=f"{number}.txt")

    report = build.report([])
    report = replace(report, documents=Documents(), summary=replace(report.summary, severities={"error": 6_000}))
    with open(os.devnull, "w", encoding="utf-8") as sink:  # noqa: PTH123 (a string)
        tracemalloc.start()
        try:
            reports.STREAM_FORMATS[name](report, sink)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize("name", ["text", "jsonl"])
def test_fifty_thousand_findings_are_no_trouble(build: Build, written: Written, name: str) -> None:
    """Controls and surrogates make UTF-8 with no character that acts on a terminal; other formats have such a test."""
    shown = written(reports.STREAM_FORMATS[name], build.huge())
    assert shown.encode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", shown)


@pytest.mark.parametrize("name", [name for name in reports.STREAM_FORMATS if name != "jsonl"])
def test_what_failed_for_all_documents_is_said(build: Build, written: Written, name: str) -> None:
    """Rules that could not be loaded stand in every report that has a place for more than documents."""
    report = replace(build.full(), failures=(Failure("house", "no such module"),))
    assert "no such module" in written(reports.STREAM_FORMATS[name], report)


def test_hidden_characters_are_shown() -> None:
    """Controls, marks of direction, blanks without width and surrogates are named by code point."""
    assert visible("a\u202eb\u200b\x00\ud800\n\t") == "a<U+202E>b<U+200B><U+0000><U+D800>\n\t"
    assert one_line("a\nb\tc") == "a<U+000A>b<U+0009>c"
    assert well_formed("\ud800\u202e") == "<U+D800>\u202e"


def test_no_character_that_acts_is_forgotten() -> None:
    """All controls, format characters, separators, surrogates and private characters of Unicode are shown."""
    acting = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"}
    every = (chr(number) for number in range(sys.maxunicode + 1))
    forgotten = [c for c in every if unicodedata.category(c) in acting and c not in "\t\n" and visible(c) == c]
    assert forgotten == []


def test_the_short_cut_finds_every_hidden_character() -> None:
    """Looking at unusual characters alone gives what looking at all of them would."""
    every = (chr(number) for number in range(sys.maxunicode + 1))
    assert [c for c in every if HIDDEN.match(c) and visible(c) == c] == []


@pytest.mark.parametrize(
    "text", ["naïve “quoted” — text…", "漢字かな", "עברית", "👍🏽", "❤\ufe0f", "a\N{NO-BREAK SPACE}b"]
)
def test_ordinary_characters_are_left_alone(text: str) -> None:
    """Scripts, emoji and a single no-break space are what their authors wrote."""
    assert visible(text) == text


def test_a_run_of_no_break_spaces_is_shown() -> None:
    """One no-break space is typography; several in a row are a converter's."""
    assert visible("a\xa0\xa0b") == "a<U+00A0><U+00A0>b"


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        ("\x1b", "ESCAPE"),
        ("\x01", "CONTROL CHARACTER"),
        ("\udc80", "LONE SURROGATE"),
        ("\ue000", "PRIVATE USE"),
        ("\uffff", "NOT A CHARACTER"),
    ],
)
def test_characters_have_names(character: str, name: str) -> None:
    """A label says what the character is, also where Unicode gives it no name."""
    assert HIDDEN.fullmatch(character)
    assert character_name(character) == name
