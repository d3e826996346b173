from __future__ import annotations

import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import pytest

import reports
from reports.visible import HIDDEN, character_name, one_line, visible, well_formed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit.model import DocumentReport
    from tests.reports.conftest import Build, Written


def test_the_formats_are_named() -> None:
    """The command line takes its names from here."""
    assert list(reports.FORMATS) == ["text", "json", "jsonl", "sarif", "html"]
    assert list(reports.FOLDER_FORMATS) == ["html"]


def test_importing_reports_imports_no_format() -> None:
    """Templates are not loaded for a run that does not write them."""
    code = "import sys, reports; print([m for m in sys.modules if m == 'jinja2' or m.startswith('reports.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=_root())
    assert done.stdout == "[]\n"


def test_json_needs_no_templates() -> None:
    """The formats for machines stay cheap."""
    code = "import sys, reports.json_report, reports.sarif, reports.text; print('jinja2' in sys.modules)"
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


@pytest.mark.parametrize("name", list(reports.STREAM_FORMATS))
def test_documents_are_not_kept(build: Build, name: str) -> None:
    """A document is written before the next one is read: memory does not grow with the corpus."""
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
