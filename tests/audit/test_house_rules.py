from __future__ import annotations

import json
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from audit.cli import main
from audit.config import CommandLine, ConfigError, Configuration, load
from audit.digests import plan_digest
from audit.engine import audit_document
from audit.model import DocumentReport
from corpus.document import Document
from rules import RULES

Read = Callable[..., Document]
Loaded = Callable[[str], Configuration]

HYPE = """
[[house]]
id = "house/no-hype"
message = "an advertiser's word"
phrases = ["world-class", "state of the art", "it's unique"]
suggestion = "say what it can do"
"""
FIGURE = """
[[house]]
id = "house/figure-below"
message = "there are no figures here"
pattern = '(?:figure|table) \\d{1,2}+ (?:above|below)'
severity = "error"
confidence = "medium"
"""


X = "[[house]]\nid = 'house/x'\nmessage = 'm'\n"


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Loaded:
    monkeypatch.chdir(tmp_path)

    def make(text: str) -> Configuration:
        Path("source-audit.toml").write_text(text, "utf-8")
        return load(Path("source-audit.toml"), RULES, command_line=CommandLine())

    return make


def audited(document: Document, configuration: Configuration) -> DocumentReport:
    return audit_document(document, configuration.plan(document.path)).report


def found(report: DocumentReport, text: str) -> list[tuple[str, str]]:
    return [
        (finding.rule, text[finding.location.start : finding.location.end])
        for finding in report.findings
        if finding.family == "house"
    ]


def test_phrases_are_found_as_whole_words(loaded: Loaded, read: Read) -> None:
    """In any case, with either apostrophe, over the ends of lines; not within other words."""
    text = "A World-Class hall, state of\r\n   the  art. It’s unique, not world-classic, nor state of their art.\n"

    assert found(audited(read(text), loaded(HYPE)), text) == [
        ("house/no-hype", "World-Class"),
        ("house/no-hype", "state of\r\n   the  art"),
        ("house/no-hype", "It’s unique"),
    ]


def test_a_phrase_ends_with_its_word_and_its_paragraph(loaded: Loaded, read: Read) -> None:
    """The apostrophe of either kind belongs to a word; an empty line ends a phrase, a line end does not."""
    phrases = "phrases = ['can', 'the Mayor’s', 'clean coal']\ncase-sensitive = true\n"
    text = "We can't, can we? It is the Mayor's dam. The air is clean\n\ncoal is gone, but clean\ncoal is not.\n"

    report = audited(read(text), loaded(X + phrases))

    assert [words for _, words in found(report, text)] == ["can", "the Mayor's", "clean\ncoal"]


def test_a_pattern_is_found_where_it_matches(loaded: Loaded, read: Read) -> None:
    """With the severity, the confidence and the message that the configuration gives."""
    text = "See Figure 3 below and table 12 above, not figure 300 below.\n"
    report = audited(read(text), loaded(FIGURE))

    assert found(report, text) == [
        ("house/figure-below", "Figure 3 below"),
        ("house/figure-below", "table 12 above"),
    ]
    (first, _) = report.findings[:2] if report.findings[0].family == "house" else report.findings[-2:]
    assert (first.severity, first.confidence, first.message) == ("error", "medium", "there are no figures here")
    assert first.evidence == {"words": "Figure 3 below"}
    assert report.verdict == "reject"


def test_case_quotations_and_languages_can_matter(loaded: Loaded, read: Read) -> None:
    """Each is said of a rule by itself."""
    text = "The mayor said: “A world-class hall.” It is a WORLD-CLASS hall, as everybody in the town knows.\n"

    assert found(audited(read(text), loaded(HYPE + "case-sensitive = true")), text) == [
        ("house/no-hype", "world-class")
    ]
    assert found(audited(read(text), loaded(HYPE + "quotations = false")), text) == [("house/no-hype", "WORLD-CLASS")]
    report = audited(read(text), loaded(HYPE + "languages = ['de']"))
    assert found(report, text) == []
    assert [skipped.rule for skipped in report.skipped if skipped.rule == "house/no-hype"] == ["house/no-hype"]


def test_a_house_rule_is_selected_ignored_and_graded_as_any_other(loaded: Loaded) -> None:
    """By its id and by its family, and for some paths."""
    text = HYPE + (
        'suggestion = "x"\n[severity]\n"house/no-hype" = "note"\n[gate.rules]\nhouse = { fail-on = "note" }\n'
        '[[overrides]]\npaths = ["ads/**"]\nignore = ["house"]\n'
    ).replace('suggestion = "x"\n', "")
    configuration = loaded(text)

    planned = {one.rule.id: one for one in configuration.plan("a.txt").rules}
    assert planned["house/no-hype"].severity == "note"
    assert configuration.plan("a.txt").gate.threshold_of("house/no-hype").fail_on == "note"
    assert "house/no-hype" not in {one.rule.id for one in configuration.plan("ads/a.txt").rules}
    assert configuration.rules[-1].id == "house/no-hype"


def test_a_house_rule_goes_to_other_processes_and_into_the_digest(loaded: Loaded, read: Read) -> None:
    """Other phrases are another audit."""
    configuration = loaded(HYPE)
    text = "A world-class hall.\n"

    again = pickle.loads(pickle.dumps(configuration))  # noqa: S301 (made above)
    assert found(audited(read(text), again), text) == [("house/no-hype", "world-class")]
    digest = plan_digest(configuration.plan("a.txt"))
    assert plan_digest(again.plan("a.txt")) == digest
    assert plan_digest(loaded(HYPE.replace("world-class", "topnotch")).plan("a.txt")) != digest


def test_the_command_line_knows_house_rules(loaded: Loaded) -> None:
    """They are listed, explained, run and reported."""
    loaded(HYPE + FIGURE)
    Path("a.txt").write_text("See figure 3 below.\n", "utf-8")

    def run(*arguments: str) -> str:
        return CliRunner().invoke(main, arguments).stdout

    assert run("rules").splitlines()[-1].split()[:3] == ["house/figure-below", "error", "medium"]
    assert "“world-class”, “state of the art”" in run("explain", "house/no-hype")
    report: dict[str, Any] = json.loads(run("check", "a.txt", "--select", "house", "--report", "json=-"))
    assert [rule["id"] for rule in report["tool"]["rules"]][-2:] == ["house/no-hype", "house/figure-below"]
    assert [finding["rule"] for finding in report["documents"][0]["findings"]] == ["house/figure-below"]


def test_phrases_and_a_pattern_flag_a_place_once(loaded: Loaded, read: Read) -> None:
    """Of places that overlap the first, and the longest of those that begin there."""
    text = "A world-class hall, classy.\n"
    configuration = loaded(HYPE + "pattern = 'world|class[a-z]{0,3} hall|classy'")

    assert [words for _, words in found(audited(read(text), configuration), text)] == ["world-class", "classy"]


def test_what_a_configuration_says_of_a_rule_acts_on_no_terminal(loaded: Loaded) -> None:
    """A folder of sources may hold a configuration that somebody else wrote."""
    loaded(HYPE.replace("an advertiser's word", "\\u001b[2Jword").replace("world-class", "world\\u202eclass"))

    for arguments in (["rules"], ["explain", "house/no-hype"]):
        shown = CliRunner().invoke(main, arguments, color=True).stdout
        assert "<U+001B>[2Jword" in shown
        assert not {"\x1b", "\u202e"} & set(shown)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[house]]\nmessage = 'm'\nphrases = ['x']", "house 1 lacks 'id'"),
        ("[[house]]\nid = 'house/x'\nmessage = 'm'", "house 1 lacks 'phrases' or 'pattern'"),
        ("[[house]]\nid = 'hype'\nmessage = 'm'\nphrases = ['x']", "house 1, id: 'hype' must be an id such as"),
        ("[[house]]\nid = 'dates/x'\nmessage = 'm'\nphrases = ['x']", "house 1, id: 'dates/x' must be an id such as"),
        ("[[house]]\nid = 'house/x'\nmessage = ''\nphrases = ['x']", "house 1, message must not be empty"),
        (X + "phrases = []", "house 1, phrases must not be empty"),
        (X + "phrases = [' ']", "house 1, phrases 1: ' ' must be a phrase"),
        (
            X + "phrases = ['" + "y" * 101 + "']",
            "phrase of at most 100",
        ),
        (X + "regex = 'x'", "unknown key 'regex' in house 1"),
        (
            X + "pattern = 'x+'",
            "house 1, pattern: 'x+' repeats something without",
        ),
        (X + "pattern = '('", "house 1, pattern: '(' is no pattern: missing )"),
        (HYPE + HYPE, "house 2, id: there is a rule house/no-hype already"),
        ("house = 3", "house must be a list, not 3"),
        ("ignore = ['house/x']\n" + HYPE, "unknown rule or family 'house/x' in ignore"),
    ],
)
def test_what_is_wrong_with_a_house_rule_is_said(loaded: Loaded, text: str, said: str) -> None:
    """With the place in the file."""
    with pytest.raises(ConfigError) as caught:
        loaded(text)

    assert said in str(caught.value)


def test_a_thousand_phrases_cost_no_more_than_a_few(loaded: Loaded, read: Read) -> None:
    """Their beginnings are shared, so that a text is read once."""
    many = ", ".join(f'"alpha {number} omega"' for number in range(1_000))
    configuration = loaded(f"{X}phrases = [{many}]")
    (rule,) = [planned for planned in configuration.plan("a").rules if planned.rule.id == "house/x"]
    document = read("alpha 9" * 20_000)
    assert document.folded
    assert rule.rule.check

    start = time.process_time()
    assert list(rule.rule.check(document, rule.options)) == []
    assert time.process_time() - start < 2
