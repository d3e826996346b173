import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from audit.annotate import annotated
from audit.cli import main
from corpus.document import Document

Read = Callable[..., Document]
TEXT = (
    "The dam\nBy Ann Lee\n\nThe mayor said the planâ€™s cost rose on March 5, 2024. “We knew,” she said. Nobody asked. "
    "It met again yesterday.\n"
)
PAGE = (
    "<html lang=en><head><title>The dam</title></head><body><p>A &amp; b.</p>"
    f"<p>{TEXT.replace('plan', '<b>plan</b>')}</p></body></html>"
)


@pytest.mark.parametrize("kind", ["text", "html", "markdown"])
def test_positions_count_the_source(read: Read, kind: str) -> None:
    """Every place is a slice of the text as read, in raw markup and through repair; the words stand there."""
    document = read(PAGE if kind == "html" else TEXT, kind)
    source = document.source.text
    data = annotated(document)

    for name in ("sentences", "quotations", "dates", "paragraphs"):
        assert data[name], name
        for one in data[name]:  # type: ignore[union-attr]
            assert 0 <= one["start"] < one["end"] <= len(source)  # type: ignore[index,call-overload,operator]
    cut = [source[one["start"] : one["end"]] for one in data["dates"]]  # type: ignore[union-attr,index,call-overload]
    assert cut == [one["text"] for one in data["dates"]] == ["March 5, 2024", "yesterday"]  # type: ignore[union-attr,index,call-overload]
    assert [source[one["start"] : one["end"]] for one in data["quotations"]] == ["“We knew,”"]  # type: ignore[union-attr,index,call-overload]
    assert any("planâ€™s" in source[one["start"] : one["end"]].replace("</b>", "") for one in data["sentences"])  # type: ignore[union-attr,index,call-overload]


def test_the_form_of_the_contract(read: Read) -> None:
    """The keys that other tools read, with None for what is not told yet; it is plain JSON."""
    data = json.loads(json.dumps(annotated(read(TEXT, date=dt.date(2024, 3, 20)))))

    assert set(data) == {"path", "record", "metadata", "language", "sentences", "quotations", "dates", "paragraphs"}
    assert set(data["language"]) == {"code", "probability"}
    assert {frozenset(one) for one in data["sentences"]} == {frozenset(("start", "end", "attributed", "source", "cue"))}
    assert [set(one) for one in data["quotations"]] == [{"start", "end", "speaker"}]
    assert [one["value"] for one in data["dates"]] == ["2024-03-05", "2024-03-19"]
    assert data["metadata"]["byline"][0]["value"] == "Ann Lee"
    cues = [one["cue"] for one in data["sentences"] if one["cue"]]
    assert [(cue["text"], cue["kind"]) for cue in cues] == [("said", "speech"), ("said", "speech"), ("asked", "demand")]
    assert [one["source"] and one["source"]["text"] for one in data["sentences"]] == [
        None,
        None,
        "The mayor",
        "she",
        "Nobody",
        None,
    ]
    assert [one["speaker"]["text"] for one in data["quotations"]] == ["she"]
    assert [one["attributed"] for one in data["sentences"]].count(True) == len(cues)


def test_the_command_goes_on_after_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of JSON for each document, what failed on standard error, exit status 2."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("r.jsonl").write_text(
        '{"id": "x", "text": "One \\ud800."}\n{\n{"id": "y", "text": "Two."}\n', encoding="utf-8"
    )

    result = CliRunner().invoke(main, ["annotate", "missing.txt", "a.txt", "r.jsonl"])

    assert result.exit_code == 2
    assert [(one["path"], one["record"]) for one in map(json.loads, result.stdout.splitlines())] == [
        ("a.txt", None), ("r.jsonl", "x"), ("r.jsonl", "y"),
    ]  # fmt: skip
    assert "missing.txt: does not exist" in result.stderr
    assert "r.jsonl#2: line 2 is no JSON" in result.stderr


def test_a_document_that_breaks_an_annotation_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named with the error, the next one is annotated, and the exit status is 2."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("corpus.document.sentences", lambda text, _: 1 / 0 if "broken" in text else ())
    for name in ("a", "b"):
        Path(f"{name}.txt").write_text("broken" if name == "a" else "whole", encoding="utf-8")

    result = CliRunner().invoke(main, ["annotate", "a.txt", "b.txt"])

    assert result.exit_code == 2
    assert "a.txt: ZeroDivisionError" in result.stderr
    assert json.loads(result.stdout)["path"] == "b.txt"
