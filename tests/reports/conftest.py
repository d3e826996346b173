"""Reports to test with: built by hand, since the engine is no part of what is tested here."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from audit.model import (
    AuditReport,
    BaselineUse,
    Confidence,
    Deciding,
    Difference,
    DocumentReport,
    Entry,
    Failure,
    Finding,
    Location,
    ManifestUse,
    MetadataValue,
    Place,
    RuleInfo,
    Ruling,
    Severity,
    SkippedFile,
    SkippedRule,
    Status,
    Summary,
    Tool,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from selenium.webdriver import Chrome

    from reports import StreamWriter

Written = Callable[["StreamWriter", "AuditReport"], str]
"""Writes a report and gives the text."""

HOSTILE = "a\x1b[31mb\u202ec\u200bd\x00e\ud800f\ufeffg\u2028h\xadi\x85j\x7fk\r<script>window.pwned=1</script>\"'&"

WHOLE = Location("source", 0, 0, 1, 1, 1, 1, 0, 0)

ARTICLE = (
    "Dam will fail, experts say\n\n"
    "By Jane Doe. March 23, 2023\n\n"
    "Experts say the dam above Altmark will fail within two years. On Friday, 22 March 2023, the council met "
    "behind closed doors and voted to do nothing, a decision that anyone with eyes can see is a disgrace.\n\n"
    "“We have known for years,” said an official. Some 40 per cent of the concrete is cracked; the ministryâ€™s own "
    "survey gives 14 per cent.\n\n"
    "The council will meet again on 31 February.\n"
)


def locate(text: str, start: int, end: int) -> Location:
    """The place ``start`` to ``end`` of ``text``; lines end at line feeds, which is all that these tests need."""
    if start == end:
        return WHOLE

    def place(offset: int) -> tuple[int, int]:
        """The first ``words`` of ``text`` as a related place."""
        return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)

    size = [len(part.encode("utf-8", "surrogatepass")) for part in (text[:start], text[:end])]
    return Location("source", start, end, *place(start), *place(end), *size)


@dataclass(frozen=True)
class Build:
    """Makes the parts of a report."""

    hostile: str = HOSTILE
    article: str = ARTICLE
    whole: Location = WHOLE

    @staticmethod
    def rule(rule: str = "dates/impossible-date", **changes: Any) -> RuleInfo:  # noqa: ANN401  # as dataclasses.replace
        """A rule as reports know it."""
        info = RuleInfo(
            rule, "A date that no calendar has.", Severity.ERROR, Confidence.HIGH, "# Impossible date\n\nWhy."
        )
        return replace(info, **changes)

    @staticmethod
    def finding(text: str, words: str | tuple[int, int] | None = None, **changes: Any) -> Finding:  # noqa: ANN401  # as dataclasses.replace
        """A finding at the first ``words`` of ``text``, or at a span of it, or on the whole document."""
        if isinstance(words, str):
            words = (text.index(words), text.index(words) + len(words))
        start, end = words or (0, 0)
        finding = Finding(
            rule="dates/impossible-date",
            severity=Severity.ERROR,
            confidence=Confidence.HIGH,
            message="no such day",
            excerpt=text[start:end],
            location=locate(text, start, end),
            related=(),
            evidence={},
            suggestion=None,
            fingerprint="0f" * 8,
            shown=words,
        )
        return replace(finding, **changes)

    @staticmethod
    def place(text: str, words: str, message: str, path: str = "a.txt", record: str | None = None) -> Place:
        """The first ``words`` of ``text`` as a related place."""
        start = text.index(words)
        span = (start, start + len(words))
        return Place(path, record, locate(text, *span), message, span)

    @staticmethod
    def value(text: str, words: str, origin: str = "the text", **changes: Any) -> MetadataValue:  # noqa: ANN401  # as dataclasses.replace
        """The first ``words`` of ``text`` as a metadata value."""
        start = text.index(words)
        span = (start, start + len(words))
        return replace(MetadataValue(words, origin, Confidence.MEDIUM, locate(text, *span), span), **changes)

    @staticmethod
    def entry(**changes: Any) -> Entry:  # noqa: ANN401  # as dataclasses.replace
        """An entry of a baseline."""
        entry = Entry(
            path="a.txt",
            record=None,
            rule="dates/impossible-date",
            fingerprint="0f" * 8,
            status=Ruling.DISMISSED,
            reason="known",
            by="ed",
            at="2024-05-01T12:00:00Z",
            expires=None,
            excerpt="31 February",
            message="no such day",
        )
        return replace(entry, **changes)

    @staticmethod
    def document(text: str = "", findings: Sequence[Finding] = (), **changes: Any) -> DocumentReport:  # noqa: ANN401  # as dataclasses.replace
        """A document with ``findings``, rejected if there are any."""
        document = DocumentReport(
            path="a.txt",
            record=None,
            sha256="ab" * 32,
            bytes=len(text.encode("utf-8", "surrogatepass")),
            media_type="text/plain",
            encoding={"used": "utf-8"},
            language={"code": "en"},
            verdict=Verdict.REJECT if findings else Verdict.ACCEPT,
            provenance={},
            metrics={"words": len(text.split())},
            findings=tuple(findings),
            failures=(),
            skipped=(),
            text=text,
        )
        return replace(document, **changes)

    @staticmethod
    def report(documents: Iterable[DocumentReport], **changes: Any) -> AuditReport:  # noqa: ANN401  # as dataclasses.replace
        """A report whose summary agrees with its documents."""
        documents = tuple(documents)
        findings = [finding for document in documents for finding in document.findings]
        verdicts = [document.verdict for document in documents]
        rules = sorted({finding.rule for finding in findings})
        report = AuditReport(
            tool=Tool("source-audit", "0.1.0", tuple(Build.rule(rule) for rule in rules), None, "error"),
            verdict=max(verdicts, key=lambda verdict: verdict.rank, default=Verdict.ACCEPT),
            summary=Summary(
                documents=len(documents),
                accepted=verdicts.count(Verdict.ACCEPT),
                review=verdicts.count(Verdict.REVIEW),
                rejected=verdicts.count(Verdict.REJECT),
                errors=verdicts.count(Verdict.ERROR),
                skipped=len(changes.get("skipped", ())),
                interrupted=False,
                severities={s.value: sum(f.severity is s for f in findings) for s in Severity},
                rules={rule: sum(f.rule == rule for f in findings) for rule in rules},
                statuses={s.value: sum(f.status is s for f in findings) for s in Status},
                unchanged=sum(f.unchanged for f in findings),
            ),
            skipped=(),
            documents=documents,
        )
        return replace(report, **changes)

    def full(self) -> AuditReport:
        """A report with something in every field."""
        return self.report(
            [self._rejected(), self._record(), self._unread()], skipped=(SkippedFile("b.png", "binary"),)
        )

    def _rejected(self) -> DocumentReport:
        text = self.article
        date = self.value(text, "March 23, 2023")
        findings = [
            self.finding(
                text, "31 February", suggestion="28 February?", evidence={"month": "February", "days": [28, 29]}
            ),
            self.finding(
                text,
                "14 per cent",
                rule="attribution/unattributed-statistic",
                severity=Severity.WARNING,
                confidence=Confidence.MEDIUM,
                message="two figures for one thing",
                related=(self.place(text, "Some 40 per cent", "the other figure"),),
                evidence={"figures": {"first": 40, "second": 14.0}, "same": False, "unit": None},
            ),
            self.finding(
                text,
                None,
                rule="provenance/missing-licence",
                severity=Severity.NOTE,
                message="no licence is stated",
                status=Status.DISMISSED,
                decision={"by": "ed", "at": "2024-05-01", "reason": "known", "expires": None},
            ),
        ]
        return self.document(
            text,
            findings,
            provenance={"title": (self.value(text, "Dam will fail, experts say"),), "date": (date,)},
            skipped=(SkippedRule("opinion/loaded-language", "not English"),),
            deciding=(Deciding("dates/impossible-date", "1 error"),),
        )

    def _record(self) -> DocumentReport:
        text = "The dam will fail. Some 40 per cent of it is cracked."
        other = self.place(self.article, "Some 40 per cent", "stands there too")
        finding = self.finding(
            text, "40 per cent", rule="reuse/recycled-passage", related=(other,), severity=Severity.NOTE
        )
        return self.document(text, [finding], path="c.jsonl", record="7", verdict=Verdict.REVIEW)

    def _unread(self) -> DocumentReport:
        return self.document(
            path="gone.txt",
            sha256=None,
            media_type=None,
            encoding={},
            language={},
            metrics={},
            verdict=Verdict.ERROR,
            failures=(Failure("load", "Permission denied"),),
        )

    def hostile_report(self) -> AuditReport:
        """A report in which every string that a source can choose is hostile."""
        bad = self.hostile
        text = f"{bad}\nThe {bad} end.\n"
        place = replace(self.place(text, "end", bad, path=f"other/{bad}", record=bad))
        here = self.place(text, "The", bad, path=bad, record=bad)
        finding = self.finding(
            text,
            bad,
            message=bad,
            suggestion=bad,
            related=(place, here),
            evidence={bad: bad, "list": [bad, {bad: bad}]},
            decision={"by": bad, "at": bad, "reason": bad, "expires": None},
            status=Status.CONFIRMED,
        )
        document = self.document(
            text,
            [finding, replace(finding, status=Status.DISMISSED)],
            path=bad,
            record=bad,
            provenance={field: (self.value(text, bad, origin=bad),) for field in ("title", "url", "licence")},
            encoding={"declared": bad},
            language={"code": bad},
            metrics={bad: bad},
            failures=(Failure("load", bad),),
            skipped=(SkippedRule("dates/impossible-date", bad),),
            verdict=Verdict.ERROR,
            deciding=(Deciding("load", bad),),
        )
        rejected = self.document(path=bad, verdict=Verdict.REJECT, deciding=(Deciding("gate/budgets", bad),))
        use = BaselineUse(bad, 1, (said := (self.entry(path=bad, record=bad, by=bad, reason=bad),)), said, said)
        held = ManifestUse(bad, 2, (Difference("changed", bad, bad), Difference("missing", bad)))
        return self.report([document, rejected], skipped=(SkippedFile(bad, bad),), baseline=use, manifest=held)

    def huge(self) -> AuditReport:
        """50,000 findings of every severity in 1,000 hostile documents, a tenth of them records, and 2,000 unread."""
        made = _Made(self)
        some = {"error": 10_000, "warning": 20_000, "note": 20_000}
        summary = Summary(3_000, 0, 0, 1_000, 2_000, 2_000, interrupted=False, severities=some)
        skipped = tuple(SkippedFile(f"{n}\udcff\x00.png", "binary\x1b") for n in range(2_000))
        tool = replace(self.report([]).tool, rules=(self.rule(),))
        return AuditReport(tool, Verdict.ERROR, summary, skipped, made)


@dataclass(frozen=True)
class _Made:
    """Documents that are made while they are read."""

    build: Build

    def __iter__(self) -> Iterator[DocumentReport]:
        text = "a\x00\x1b\ud800b\ufffe|`<b>]]>&amp;@x,=1+1%0A::error::\n"
        kinds = [(s, c) for s in (Severity.NOTE, Severity.WARNING) for c in (Confidence.LOW, Confidence.HIGH)]
        kinds.append((Severity.ERROR, Confidence.MEDIUM))
        some = [
            self.build.finding(
                text,
                (number % 9, number % 9 + 3),
                severity=kinds[number % 5][0],
                confidence=kinds[number % 5][1],
                message=f"={number} {text}",
                excerpt=text,
                fingerprint=f"{number:032x}",
                status=Status.DISMISSED if number % 10 == 4 else Status.NEW,
            )
            for number in range(50)
        ]
        document = self.build.document(text, some)
        failed = self.build.document(verdict=Verdict.ERROR, failures=(Failure("load", text),))
        for number in range(1_000):
            record = f"{number}{text}" if number % 10 == 0 else None
            yield replace(document, path=f"=in\udcff/{number}.txt", record=record)
            for half in "ab":
                yield replace(failed, path=f"gone/\x1b{half}{number}.txt")


@pytest.fixture(scope="session")
def build() -> Build:
    return Build()


@pytest.fixture(scope="session")
def written() -> Written:
    """Writes a report to a string."""

    def write(writer: StreamWriter, report: AuditReport) -> str:
        stream = io.StringIO()
        writer(report, stream)
        return stream.getvalue()

    return write


_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A browser that reaches this machine alone; what it downloads goes to ``driver.downloads``."""
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or chromedriver is None:
        pytest.skip("the browser tests need chromium and chromedriver")
    webdriver = pytest.importorskip("selenium.webdriver", reason="the browser tests need selenium")
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415  # only where it is installed

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for option in (*_OPTIONS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(chromedriver))
    yield driver
    driver.quit()
