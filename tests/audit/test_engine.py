import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from audit.config import CommandLine, Configuration, load
from audit.engine import audit_document
from audit.locate import WHOLE_DOCUMENT, Locator
from audit.model import DocumentReport, Severity, Verdict
from audit.overlap import GIVES_WAY, Overlaps
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span
from rules import RULES
from rules.model import Confidence, Finding, Related, Rule

Read = Callable[..., Document]
Configured = Callable[..., Configuration]
FRENCH = (
    "Le conseil municipal a voté hier soir. La mairie a dit que le pont sera ouvert au public avant la fin de l'été. "
    * 3
)


def rule(
    check: Callable[[Document, Any], Iterator[Finding]], name: str = "a/b", layer: LayerName = LayerName.TEXT
) -> Rule:
    return Rule(name, "s", Severity.WARNING, Confidence.HIGH, layer, "d", check=check)


def finds(*spans: Span | None, **values: Any) -> Callable[[Document, Any], Iterator[Finding]]:  # noqa: ANN401
    return lambda _document, _options: (Finding(span, "m", **values) for span in spans)


def breaks(_document: Document, _options: object) -> Iterator[Finding]:
    yield Finding(Span(0, 1), "m")
    raise RuntimeError("no luck")


@pytest.fixture
def audited(read: Read, configured: Configured) -> Callable[..., DocumentReport]:
    def run(text: str, *rules: Rule, kind: str = "text", fail_on: str = "error") -> DocumentReport:
        plan = configured(rules=rules, fail_on=fail_on).plan("a.txt")
        return audit_document(read(text, kind), plan).report

    return run


Audited = Callable[..., DocumentReport]


def test_a_rule_that_crashes_is_named_and_the_others_run(audited: Audited) -> None:
    """The failure names rule and error, the document's verdict is error, and the other rules' findings are there."""
    report = audited("a text", rule(breaks, "a/broken"), rule(finds(Span(2, 6)), "a/whole"))

    assert [(failure.rule, failure.error) for failure in report.failures] == [("a/broken", "RuntimeError: no luck")]
    assert [finding.rule for finding in report.findings] == ["a/whole"]
    assert report.verdict is Verdict.ERROR


@pytest.mark.parametrize("span", [Span(3, 3), Span(5, 4), Span(-1, 2), Span(4, 99)])
@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_finding_outside_the_text_is_a_failure_of_its_rule(audited: Audited, span: Span, kind: str) -> None:
    """A place that is empty or does not exist is never reported, in no format."""
    related = rule(finds(Span(0, 2), related=(Related(span, "r"),)), "a/related")
    report = audited("a text", rule(finds(span)), related, rule(finds(Span(0, 1)), "a/whole"), kind=kind)

    assert [failure.rule for failure in report.failures] == ["a/b", "a/related"]
    assert [finding.rule for finding in report.findings] == ["a/whole"]


def test_a_rule_for_another_language_is_listed_as_skipped(read: Read, configured: Configured) -> None:
    """Nothing is silently left out: the report says which rule did not run, and why."""
    report = audit_document(read(FRENCH), configured().plan("a.txt")).report

    english = [known.id for known in RULES if known.languages == {"en"}]
    assert english
    assert [skipped.rule for skipped in report.skipped] == english
    assert {skipped.reason for skipped in report.skipped} == {"reads en; the language of the document is fr"}
    assert not {finding.rule for finding in report.findings} & set(english)


def test_findings_stand_in_the_order_of_the_text(audited: Audited) -> None:
    """Those about the whole document come first, whatever the order of the rules."""
    report = audited("a b c d", rule(finds(Span(4, 5), Span(0, 1)), "a/late"), rule(finds(None, Span(2, 3)), "a/early"))

    assert [finding.location.start for finding in report.findings] == [0, 0, 2, 4]
    assert report.findings[0].location == WHOLE_DOCUMENT
    assert report.findings[0].shown is None


def test_the_configuration_beats_the_finding_and_the_finding_beats_the_rule(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Severity: an override, else what the rule says of the case, else the rule's own."""
    monkeypatch.chdir(tmp_path)
    Path("source-audit.toml").write_text('[severity]\n"a/set" = "note"\n', encoding="utf-8")
    rules = (
        rule(finds(None, severity=Severity.ERROR), "a/set"),
        rule(finds(None, severity=Severity.ERROR)),
        rule(finds(None), "a/own"),
    )
    plan = load(Path("source-audit.toml"), rules, command_line=CommandLine()).plan("a.txt")

    report = audit_document(read("text"), plan).report

    assert {finding.rule: finding.severity.value for finding in report.findings} == {
        "a/set": "note",
        "a/b": "error",
        "a/own": "warning",
    }


@pytest.mark.parametrize("kind", ["text", "html", "markdown"])
def test_every_finding_points_at_its_words_in_the_source(read: Read, configured: Configured, kind: str) -> None:
    """Through extraction and repair, start and end, line and column, and bytes lead to the same characters."""
    page = "\ufeff<p>Ünï &amp; “open.</p>\r\n<p>The mayor&#8217;s planâ€™s wоrld 😀.</p>\n<p>On 31 February 2023.</p>\n"
    document = read(page, kind)
    report = audit_document(document, configured().plan("a")).report
    placed = [finding for finding in report.findings if not finding.location.is_whole_document]

    assert len(placed) >= 4
    for finding in placed:
        place = finding.location
        text = document.source.text
        assert " ".join(text[place.start : place.end].split()) == " ".join(finding.excerpt.split())
        assert document.decoded.data[place.byte_start : place.byte_end].decode() == text[place.start : place.end]
        before = text[: place.start].replace("\r\n", "\n")
        assert (place.line, place.column) == (before.count("\n") + 1, len(before.rsplit("\n", 1)[-1]) + 1)


def test_an_excerpt_is_short_and_on_one_line(read: Read) -> None:
    """A long place is shortened in the middle, to 200 code points; white space is folded."""
    locator = Locator(read("a\r\n\tb " + "x" * 500 + " end"))

    assert locator.excerpt(locator.place(Span(0, 5))) == "a b"
    long = locator.excerpt(locator.place(Span(0, 510)))
    assert len(long) == 200
    assert long.startswith("a b xxx")
    assert " … " in long
    assert long.endswith("x end")


def test_what_has_no_counterpart_in_the_source_is_put_at_a_character(read: Read) -> None:
    """The line break between two paragraphs of a page stands nowhere in the markup; its place is not empty."""
    document = read("<p>a</p><p>b</p>", "html")
    between = document.text.text.index("\n")

    place = Locator(document).location(Span(between, between + 1), LayerName.TEXT)

    assert place.start < place.end
    assert place.byte_start < place.byte_end


def test_where_a_finding_is_shown(read: Read) -> None:
    """A place in SOURCE is shown in TEXT where it has one there, and nowhere if it lies in the markup."""
    page = '<html><head><meta name="author" content="Ann"></head><body><p>a &amp; b</p></body></html>'
    document = read(page, "html")
    locator = Locator(document)
    inside, outside = page.index("&amp;"), page.index("Ann")

    shown = locator.shown(Span(inside, inside + 5), LayerName.SOURCE)

    assert shown is not None
    assert document.text.text[slice(*shown)] == "&"
    assert locator.shown(Span(outside, outside + 3), LayerName.SOURCE) is None
    assert locator.shown(None, LayerName.TEXT) is None


@pytest.mark.parametrize(
    ("mild", "strong"), [(mild, strong) for mild, others in GIVES_WAY.items() for strong in others]
)
def test_one_defect_is_reported_once(audited: Audited, mild: str, strong: str) -> None:
    """Where the findings of two rules share a character, the one that names the cause stays; elsewhere both do."""
    report = audited("a text of words", rule(finds(Span(0, 4), Span(8, 9)), mild), rule(finds(Span(3, 6)), strong))

    assert [(finding.rule, finding.location.start) for finding in report.findings] == [(strong, 3), (mild, 8)]


def test_neighbours_do_not_give_way() -> None:
    """Places that touch and share no character are two defects, under spans that overlap each other too."""
    mild, (strong, *_) = next(iter(GIVES_WAY.items()))
    overlaps = Overlaps([(mild, Span(0, 1)), (strong, Span(5, 9)), (strong, Span(2, 7)), (strong, Span(12, 13))])

    assert [overlaps.gives_way(mild, Span(*span)) for span in ((0, 2), (1, 3), (8, 9), (9, 12), (0, 99))] == [
        False, True, True, False, True,
    ]  # fmt: skip
    assert not overlaps.gives_way(strong, Span(0, 99))


def test_relative_dates_count_from_the_date_that_is_given(read: Read) -> None:
    """With --date a document that names no day has an anchor, without it none: never the clock's."""
    assert read("It met yesterday.").anchor is None
    assert read("It met yesterday.", date=dt.date(2023, 3, 23)).anchor == dt.date(2023, 3, 23)


def test_of_very_many_findings_of_a_rule_one_stands_for_the_rest(read: Read, configured: Configured) -> None:
    """A page full of one defect neither floods its reviewer nor hides how much there is."""
    configuration = configured(select=("encoding/double-escaping",))
    document = read("A line of text. " + "x&amp;y " * 30)

    report = audit_document(document, configuration.plan("a.txt"), most=10).report

    assert len(report.findings) == 11
    assert report.findings[-1].message.endswith("(and 19 more findings of this rule from here on)")
    assert report.findings[-1].repairs == ()
