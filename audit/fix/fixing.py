"""A document repaired until nothing is left to repair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.engine import audit_document
from corpus.decode import Decoded, decoded_text
from corpus.repair import Repair, apply
from corpus.spans import OffsetMap, Piece, Span

if TYPE_CHECKING:
    from audit.config import Plan
    from audit.model import DocumentReport
    from corpus.document import Document

FAMILIES = ("encoding", "extraction")  # whose defects machines make; what people wrote is theirs
_MOST_ROUNDS = 10  # one repair may bring another to light, as in text that was broken twice


@dataclass(frozen=True, slots=True)
class Fixed:
    """A repaired text. ``offsets`` leads from it to the text as read, ``rules`` counts the repairs by rule.

    ``failures`` names the rules that failed; nothing has been repaired then.
    """

    before: str
    after: str
    offsets: OffsetMap
    rules: Counter[str]
    failures: tuple[str, ...] = ()

    @classmethod
    def unchanged(cls, text: str, failures: tuple[str, ...] = ()) -> Fixed:
        """A text that was left as it is."""
        return cls(text, text, _identity(text), Counter(), failures)

    @property
    def edits(self) -> list[Repair]:
        """What was changed, told in the text as read, in order."""
        return _edits(self.before, self.after, self.offsets)


def fix(document: Document, plan: Plan, read: Callable[[Decoded], Document]) -> Fixed:
    """Apply the repairs of a document, and those that they bring to light.

    Args:
        document: The document as read.
        plan: The rules that may repair.
        read: Makes the document that a repaired text is.

    """
    before = text = document.source.text
    offsets = _identity(text)
    rules: Counter[str] = Counter()
    charset = document.decoded.encoding.used
    for _ in range(_MOST_ROUNDS):
        report = audit_document(document, plan, most=len(text)).report
        if report.failures:
            failures = tuple(f"{failure.rule}: {failure.error}" for failure in report.failures)
            return Fixed.unchanged(before, failures)
        repairs = _chosen(report, text, charset, rules)
        if not repairs:
            break
        text, made = apply(text, repairs)
        offsets = made.through(offsets)
        document = read(decoded_text(text))
    return Fixed(before, text, offsets, rules)


def _chosen(report: DocumentReport, text: str, charset: str, rules: Counter[str]) -> list[Repair]:
    """The repairs of one round: those of a finding together or not at all, and none over another."""
    chosen: list[Repair] = []
    counted: Counter[str] = Counter()
    end = -1
    repairs = [(finding.repairs, finding.rule) for finding in report.findings if finding.repairs]
    for group, rule in sorted(repairs, key=lambda pair: (pair[0][0].start, pair[0][0].end)):
        fits = group[0].start >= end and all(_can_be_written(one.text, charset) for one in group)
        if fits and any(text[one.start : one.end] != one.text for one in group):
            end = group[-1].end
            chosen += [Repair(Span(one.start, one.end), one.text) for one in group]
            counted[rule] += len(group)
    # All of a text is never taken away: what would be left is no document.
    if not apply(text, chosen)[0].strip():
        return []
    rules.update(counted)
    return chosen


def _can_be_written(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _identity(text: str) -> OffsetMap:
    return OffsetMap([Piece(0, len(text), 0, len(text))] if text else [])


def _edits(before: str, after: str, offsets: OffsetMap) -> list[Repair]:
    edits = []
    position = 0
    for piece in [*offsets.pieces, Piece(len(after), len(after), len(before), len(before))]:
        if position < piece.parent_start:
            edits.append(Repair(Span(position, piece.parent_start), ""))
        old, new = before[piece.parent_start : piece.parent_end], after[piece.start : piece.end]
        if old != new:
            edits.append(Repair(Span(piece.parent_start, piece.parent_end), new))
        position = piece.parent_end
    return edits
