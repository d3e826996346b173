import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from audit.cli import main
from audit.config import CommandLine, Configuration, load
from audit.engine import audit_document
from audit.fix import FixedFile, diff, fix_all
from corpus.document import Document
from corpus.repair import Repair, apply
from corpus.sources import Source, Unreadable
from corpus.spans import Span
from rules import RULES

BROKEN = "The ministerâ€™s plan\0 costs &#163;5 million, and the govern-\nment agrees.\u200b Fine.\n"
FIXED = "The minister’s plan costs £5 million, and the government agrees. Fine.\n"
PIECES = (
    *(
        "â€™",
        "Ã©",
        "Â£",
        "&amp;nbsp;",
        "&rsquo;",
        "\\u2019",
        "=E2=80=99",
        "govern-\nment",
        "ﬁnal",
        "\u200b",
        "\xad",
        "\0",
    ),
    *(
        "\x92",
        "\ufeff",
        "caf",
        "The council met.",
        " ",
        "\n\n",
        "\r\n",
        "Facebook Twitter Email",
        "<b>",
        "</b>",
        "é",
        "’",
    ),
    *("\u202e", "don?t", "�", "K÷ln", "ItÕs", "word", "\\$", "%C3%A9", "\x1b[31m", "�?"),
)
# With enough plain words that a control character does not make a text a binary file.
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map(
    lambda pieces: "The council met on Monday and voted. " * 8 + "".join(pieces)
)
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def configuration() -> Configuration:
    return load(None, RULES, command_line=CommandLine())


def fixed(data: bytes, configuration: Configuration, kind: str = "text") -> FixedFile:
    (found,) = fix_all([Source("a", kind, 0, len(data), data=data)], configuration)
    assert isinstance(found, FixedFile)
    return found


def repaired(text: str, configuration: Configuration, kind: str = "text") -> str:
    return fixed(text.encode(), configuration, kind).data.decode()


@pytest.fixture
def run() -> Run:
    return lambda *arguments: CliRunner().invoke(main, ["fix", *map(str, arguments)])


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        pytest.param(BROKEN, FIXED, id="several in one text"),
        pytest.param("The cafÃƒÂ© reopened in May.", "The café reopened in May.", id="broken twice"),
        pytest.param("It said &amp;rsquo;no&amp;rsquo; again.", "It said ’no’ again.", id="escaped twice"),
        pytest.param("The ﬁnal oﬀer is out.", "The final offer is out.", id="ligatures"),
        pytest.param(
            "A line\r\nof the govern-\r\nment here.\r\n", "A line\r\nof the government here.\r\n", id="line ends"
        ),
        pytest.param("The town withthe mayor.", "The town withthe mayor.", id="words are the author's"),
        pytest.param("He didn?t say so.", "He didn?t say so.", id="what was lost is not guessed"),
        pytest.param("The caf\u202e\u202cé is open.", "The caf\u202e\u202cé is open.", id="an override is evidence"),
        pytest.param("All is well.\n", "All is well.\n", id="nothing"),
    ],
)
def test_what_has_one_right_answer_is_repaired(broken: str, whole: str, configuration: Configuration) -> None:
    """A repair restores what stood there; what has two answers, or is somebody's word, stays."""
    assert repaired(broken, configuration) == whole


@pytest.mark.parametrize(
    ("kind", "broken", "whole"),
    [
        pytest.param("html", "<p>The cafÃ© &amp;rsquo;s</p>", "<p>The café ’s</p>", id="in a page"),
        pytest.param("html", "<p>x&amp;lt;y cafÃ©</p>", "<p>x&lt;y café</p>", id="a sign of markup stays escaped"),
        pytest.param("html", "<p>the govern-<br>ment met</p>", "<p>the govern-<br>ment met</p>", id="not over markup"),
        pytest.param("markdown", "# The cafÃ©\n\nIt *is*.", "# The café\n\nIt *is*.", id="in Markdown"),
    ],
)
def test_markup_stays_as_it_is(kind: str, broken: str, whole: str, configuration: Configuration) -> None:
    """In a page or a Markdown document only stretches of text are replaced."""
    assert repaired(broken, configuration, kind) == whole


@given(TEXTS)
def test_fixing_twice_changes_nothing_more(text: str) -> None:
    """What was repaired is not found again, and no repair brings up another."""
    configuration = load(None, RULES, command_line=CommandLine())
    once = fixed(text.encode(), configuration)

    again = fixed(once.data, configuration)

    assert not once.documents[0].fixed.failures
    assert again.data == once.data
    assert not again.rules


@given(TEXTS)
def test_every_character_of_the_repaired_text_has_its_place_in_the_text_as_read(text: str) -> None:
    """The map covers the repaired text; what it maps code point by code point outside repairs is the same text."""
    (one,) = fixed(text.encode(), load(None, RULES, command_line=CommandLine())).documents
    before, after = one.fixed.before, one.fixed.after
    changed = {position for edit in one.fixed.edits for position in range(*edit.span)}

    assert sum(piece.end - piece.start for piece in one.fixed.offsets.pieces) == len(after)
    for position in range(len(after)):
        place = one.fixed.offsets.to_parent(Span(position, position + 1))
        assert place.start < place.end
        if place.start not in changed:
            assert before[place.start] == after[position]
    assert apply(before, one.fixed.edits)[0] == after


def test_the_result_shows_nothing_that_was_repaired(
    configuration: Configuration, read: Callable[..., Document]
) -> None:
    """Audited again, the rules that repaired find nothing that they could repair."""
    text = repaired(BROKEN, configuration)

    report = audit_document(read(text), configuration.plan("a.txt")).report

    assert [finding for finding in report.findings if finding.repairs] == []


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        pytest.param(
            b"Caf\xe9 and \x93so\x94 \xc3\xa9 it is.", b"Caf\xe9 and \x93so\x94 \xe9 it is.", id="Windows-1252"
        ),
        pytest.param("The cafÃ© in Кирилл.".encode("utf-16"), "The café in Кирилл.".encode("utf-16"), id="UTF-16"),
        pytest.param(b"\xef\xbb\xbfThe caf\xc3\x83\xc2\xa9.\xff", b"\xef\xbb\xbfThe caf\xc3\xa9.\xff", id="a bad byte"),
    ],
)
def test_bytes_that_no_repair_touches_stay(data: bytes, whole: bytes, configuration: Configuration) -> None:
    """The charset, the byte-order mark and what does not decode are as they were."""
    assert fixed(data, configuration).data == whole


def test_a_repair_that_the_charset_cannot_hold_is_left_alone(configuration: Configuration) -> None:
    """A file of KOI8-R has no curly apostrophe, and is not turned into another charset."""
    data = "Он сказал: don&rsquo;t — и ушёл домой, не дождавшись ответа от редакции газеты.".encode("koi8-r", "replace")

    assert fixed(data, configuration).data == data


def test_a_record_keeps_all_but_its_text(configuration: Configuration) -> None:
    """The other fields, their order, numbers and blanks stay byte for byte; so do lines with nothing to repair."""
    first = b'{"x": 1.0e5, "text": "The caf\\u00c3\\u00a9 is open.",  "y":[1, {"text": "\xc3\x83\xc2\xa9"}]}\n'
    lines = first + b'{"text":"Fine."}\nno JSON\n'

    found = list(fix_all([Source("a.jsonl", "jsonl", 0, len(lines), data=lines)], configuration))

    assert [one.reason for one in found if isinstance(one, Unreadable)] == [
        "line 3 is no JSON: Expecting value at column 1"
    ]
    (file,) = (one for one in found if isinstance(one, FixedFile))
    assert file.data == lines.replace(b"caf\\u00c3\\u00a9", b"caf\\u00e9", 1)


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        pytest.param(
            b'{"text":"didn&rsquo;t \\u2028 \\u00e9 \\/ \xc3\xa9"}',
            b'{"text":"didn\xe2\x80\x99t \\u2028 \\u00e9 \\/ \xc3\xa9"}',
            id="escapes",
        ),
        pytest.param(
            b'{"text":"\xc3\xa9 \\ud83d didn&rsquo;t"}',
            b'{"text":"\xc3\xa9 \\ud83d didn\xe2\x80\x99t"}',
            id="a surrogate",
        ),
        pytest.param(
            b'{"text":"caf\xe9 \\ud83d\\ude00didn&rsquo;t"}',
            b'{"text":"caf\xe9 \\ud83d\\ude00didn\xe2\x80\x99t"}',
            id="a bad byte",
        ),
    ],
)
def test_what_a_record_says_in_escapes_stays_in_escapes(
    line: bytes, whole: bytes, configuration: Configuration
) -> None:
    """Only what is repaired is written anew, in the middle of a string too; nothing is lost that cannot be decoded."""
    assert fixed(line, configuration, "jsonl").data == whole


def test_a_second_run_leaves_the_map_of_the_first(tmp_path: Path, run: Run) -> None:
    """It is the way back to the source."""
    path = tmp_path / "a.txt"
    path.write_text(BROKEN, encoding="utf-8")
    run("--write", "--map", path)
    first = (tmp_path / "a.txt.map.json").read_bytes()

    run("--write", "--map", path)

    assert (tmp_path / "a.txt.map.json").read_bytes() == first


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path, run: Run) -> None:
    """A device or a pipe is not replaced by a file."""
    path, pipe = tmp_path / "a.txt", tmp_path / "pipe"
    path.write_text(BROKEN, encoding="utf-8")
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    result = run("--write", "--output", pipe, path)

    assert result.exit_code == 0
    assert os.read(reader, 1_000).decode() == FIXED
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    os.close(reader)


def test_by_default_a_diff_is_shown_and_nothing_is_written(tmp_path: Path, run: Run) -> None:
    """The diff makes visible what nobody sees."""
    path = tmp_path / "a.txt"
    path.write_text(BROKEN, encoding="utf-8")

    result = run(path)

    assert result.exit_code == 0
    assert path.read_text(encoding="utf-8") == BROKEN
    assert result.stdout.splitlines()[2:] == [
        "@@ -1,2 +1,1 @@",
        "-The ministerâ€™s plan<U+0000> costs &#163;5 million, and the govern-",
        "-ment agrees.<U+200B> Fine.",
        "+The minister’s plan costs £5 million, and the government agrees. Fine.",
    ]


def test_write_repairs_in_place_and_says_what(tmp_path: Path, run: Run) -> None:
    """Every repair is counted by its rule, on standard error."""
    path = tmp_path / "a.txt"
    path.write_text(BROKEN, encoding="utf-8")

    result = run("--write", path)

    assert result.exit_code == 0
    assert path.read_text(encoding="utf-8") == FIXED
    assert result.stdout == ""
    assert "5 repairs (encoding/control-character 1, encoding/double-escaping 1," in result.stderr


def test_write_to_another_file_leaves_the_source_alone(tmp_path: Path, run: Run) -> None:
    """With ``--map`` the places of all characters stand beside it."""
    path, target = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text(BROKEN, encoding="utf-8")

    result = run("--write", "--output", target, "--map", path)

    assert result.exit_code == 0
    assert path.read_text(encoding="utf-8") == BROKEN
    assert target.read_text(encoding="utf-8") == FIXED
    (document,) = json.loads((tmp_path / "b.txt.map.json").read_text(encoding="utf-8"))["documents"]
    assert document["pieces"][:2] == [
        {"start": 0, "end": 12, "original_start": 0, "original_end": 12},
        {"start": 12, "end": 13, "original_start": 12, "original_end": 15},
    ]


def test_what_needs_no_repair_is_not_written(tmp_path: Path, run: Run) -> None:
    """The file keeps its time."""
    path = tmp_path / "a.txt"
    path.write_text("All is well.\n", encoding="utf-8")
    before = path.stat().st_mtime_ns

    result = run("--write", path)

    assert result.exit_code == 0
    assert path.stat().st_mtime_ns == before
    assert "nothing to repair" in result.stderr


def test_only_the_rules_that_were_asked_for_repair(tmp_path: Path, run: Run) -> None:
    """``--select`` and ``--ignore`` work as in check."""
    path = tmp_path / "a.txt"
    path.write_text(BROKEN, encoding="utf-8")

    run("--write", "--select", "encoding/mojibake", path)

    assert path.read_text(encoding="utf-8") == BROKEN.replace("â€™", "’")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--output", "b.txt", "a.txt"), id="an output without --write"),
        pytest.param(("--map", "a.txt"), id="a map without --write"),
        pytest.param(("--write", "--output", "", "a.txt"), id="an empty name"),
        pytest.param(("--write", "--output", "b.txt", "a.txt", "a.txt"), id="one output for two"),
        pytest.param(("--write", "--output", "b.txt", "."), id="one output for a folder"),
        pytest.param(("--write", "--map", "-"), id="a map beside standard output"),
        pytest.param(("missing.txt",), id="a missing file"),
        pytest.param(("--write", "--output", "missing/b.txt", "a.txt"), id="a folder that is not there"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    """The exit status is 2, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(BROKEN, encoding="utf-8")

    result = run(*arguments)

    assert result.exit_code == 2
    assert result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert Path("a.txt").read_text(encoding="utf-8") == BROKEN


LINES = st.lists(st.sampled_from(("a", "b", "c d", "")), max_size=12).map("\n".join)


@given(LINES, st.data())
def test_a_diff_holds_the_lines_of_both_sides(before: str, data: st.DataObject) -> None:
    """What its hunks take away and add makes one text of the other."""
    places = sorted(data.draw(st.sets(st.integers(0, max(len(before), 1)), max_size=6)))
    edits = [
        Repair(Span(start, end), data.draw(st.sampled_from(("", "x", "y\nz", "\n"))))
        for start, end in zip(places[::2], places[1::2], strict=False)
        if end <= len(before)
    ]

    lines = list(diff("a", before, edits))

    assert patched(before, lines) == apply(before, edits)[0]


def patched(before: str, lines: list[str]) -> str:
    """What applying a diff makes of a text."""
    old = before.splitlines(keepends=True)
    new: list[str] = []
    position = 0
    for number, line in enumerate(lines[2:], 2):
        ends = "" if number + 1 < len(lines) and lines[number + 1].startswith("\\") else "\n"
        if line.startswith("@@"):
            start, count = map(int, line.split()[1][1:].split(","))
            first = start - 1 if count else start
            new += old[position:first]
            position = first
        elif line[0] in " -":
            assert old[position] == line[1:] + ends
            position += 1
            if line[0] == " ":
                new.append(line[1:] + ends)
        elif line[0] == "+":
            new.append(line[1:] + ends)
    return "".join((*new, *old[position:]))
