"""An event that the text comes back to with another day: "gave way on 14 January … since it gave way on 17 January"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.dates import DateExpression, Kind
from corpus.document import Document
from corpus.spans import Span
from rules.dates.chronology import days_of
from rules.dates.reckoning import words

# What happens once, in the words that tell of it.
_EVENTS = {
    "death": "died dies death killed passed",
    "birth": "born birth",
    "opening": "opened opens opening inaugurated inauguration",
    "foundation": "founded founding foundation established establishment",
    "closing": "closed closing closure shutdown shut",
    "publication": "published appeared publication issued released",
    "collapse": "collapse collapsed fell gave derailment derailed rails",
    "verdict": "guilty convicted conviction verdict acquitted acquittal",
    "marriage": "married wedding marriage wed wife",
    "premiere": "première premiere premiered performance",
    "launch": "launched launching launch",
    "fire": "fire burned burnt lightning",
    "signing": "signed signing signature",
    "grant": "granted grant patent",
    "battle": "battle",
    "arrival": "arrived arrival landed landing",
    "wreck": "wrecked wreck sank sinking foundered",
    "strike": "struck",
    "resignation": "resigned resignation quit",
    "approval": "approved approval",
    "shots": "shot shots shooting",
    "truce": "ceasefire truce",
    "election": "elected victory",
    "purchase": "purchase acquisition acquired bought",
    "registration": "registered registration",
    "deal": "traded deal struck",
    "landfall": "landfall ashore",
    "sale": "sale",
    "speech": "speech told delivered",
    "vows": "vows profession",
    "fall": "slipped",
    "dividend": "dividend",
    "letter": "letter wrote writing sent",
    "specimen": "collected swept holotype",
    "disaster": "earthquake eruption flood avalanche",
    "ceremony": "coronation crowned consecrated consecration dedicated dedication",
}
_KIND_OF = {word: kind for kind, words in _EVENTS.items() for word in words.split()}
# The words that lead back to what has been told.
_BACK = re.compile(
    r"\b(?:since|when|until|till|that|after|before|the\s(?:day|night|morning|evening|afternoon)|its|whose|which|who|held"
    r"|of\sthe)\b"
)
# Another event of the same kind, or another account of the day.
_OTHER = re.compile(
    r"\b(?:again|second|another|also|new|then|re-\w+ed|reopened|rebuilt|relaunched|reissued|annual|every|each|repeat\w*|wrong\w*|correct\w*|anniversary"
    r"|adjourn\w*|postpon\w*|put\soff|third|compared|election|games|season|according|register|gravestone|sources|style"
    r"|julian|or|baptis\w+|baptiz\w+|disputed|translation|edition|english|revised|elder|younger|rescheduled|moved)\b"
)
_DIGIT = re.compile(r"\d")
_WHEN = re.compile(r",?\s(?:when|on\swhich)\s")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NAME = re.compile(r"(?<=[\w,;’”)] )[A-ZÀ-Þ][\w’'-]+")
_REACH = 110  # code points of a clause before its date, and
_AFTER = 15  # after it
# What a text names by its year alone, and comes back to.
_OF_A_YEAR = frozenset(
    (
        "opening",
        "foundation",
        "publication",
        "registration",
        "launch",
        "premiere",
        "vows",
        "specimen",
        "ceremony",
        "disaster",
    )
)
_SLIP = 10  # years
_MOST = 40  # dates; more are a chronicle


class Mention(NamedTuple):
    """A second date of an event, with the first."""

    first: DateExpression
    second: DateExpression
    event: str


def of_one_event(document: Document) -> Iterator[Mention]:
    """The dates that differ in one of day, month and year from one told before, of the same event."""
    dated = [
        one
        for one in document.dates
        if one.kind is Kind.EXPLICIT and (one.year or _DIGIT.search(words(document, one))) and days_of(one)
    ]
    told: dict[str, list[DateExpression]] = {}
    for second in dated if len(dated) <= _MOST else ():
        sentence = document.sentence_index.at(second.span.start)
        if sentence is None:
            continue
        events = _events(document, sentence)
        for event in sorted(events & _come_back_to(document, second)) if told and events else ():
            first = next((one for one in told.get(event, ()) if _are_at_odds(document, one, second)), None)
            if first:
                yield Mention(first, second, event)
                break
        # "When I took my vows, in 1946 …" may be somebody's words; what they are held against is the text's.
        if document.quoted.at(second.span.start) is None:
            for event in events:
                told.setdefault(event, []).append(second)


def _are_at_odds(document: Document, first: DateExpression, second: DateExpression) -> bool:
    return (
        _is_slip(first, second)
        and not _are_both_told(document, first, second)
        and not _is_of_others(document, first, second)
    )


def _is_slip(first: DateExpression, second: DateExpression) -> bool:
    """Whether two dates differ in one of day, month and year, as those of a slip of the pen do."""
    days = first.day is not None and second.day is not None
    if (first.year is None) != (second.year is None) or (first.year is None and not days):
        return False
    if first.month is None or second.month is None:
        years = abs((first.year or 0) - (second.year or 0))
        return first.month is second.month is None and 0 < years <= _SLIP
    fields = [(first.year, second.year), (first.month, second.month), *([(first.day, second.day)] if days else [])]
    return sum(one != other for one, other in fields) == 1


def _are_both_told(document: Document, first: DateExpression, second: DateExpression) -> bool:
    """Whether one sentence has both dates, so that the text knows of the two."""
    index = document.sentence_index
    numbers = [index.number(one.span.start) for one in document.dates if _is_same(one, first)]
    others = [index.number(one.span.start) for one in document.dates if _is_same(one, second)]
    return not set(numbers).isdisjoint(others)


def _is_same(one: DateExpression, other: DateExpression) -> bool:
    return (one.year, one.month, one.day) == (other.year, other.month, other.day)


def _come_back_to(document: Document, date: DateExpression) -> set[str]:
    """The events that the clause of a date comes back to."""
    clause = _clause(document, date)
    if clause is None or _OTHER.search(document.folded, clause.start, max(clause.end, date.span.end + _AFTER)):
        return set()
    events = _events(document, clause)
    return events if date.month else events & _OF_A_YEAR


def _is_of_others(document: Document, first: DateExpression, second: DateExpression) -> bool:
    """Whether the clause of the second date names somebody whom the paragraph of the first does not."""
    clause = _clause(document, second) or second.span
    paragraph = document.paragraph_index.at(first.span.start) or first.span
    known = {match[0] for match in _WORD.finditer(document.prose.text, *paragraph)}
    own = document.folded[second.span.start : second.span.end]
    names = {match[0] for match in _NAME.finditer(document.prose.text, *clause) if match[0].lower() not in own}
    return any(name.removesuffix("’s").removesuffix("'s") not in known for name in names)


def _clause(document: Document, date: DateExpression) -> Span | None:
    """The words before a date that lead back to what has been told."""
    sentence = document.sentence_index.at(date.span.start)
    if sentence is None:
        return None
    start = max(sentence.start, date.span.start - _REACH)
    back = list(_BACK.finditer(document.folded, start, date.span.start))
    when = _WHEN.match(document.folded, date.span.end, sentence.end)
    if when:
        return Span(date.span.start, min(date.span.end + _REACH // 2, sentence.end))
    if not back:
        return None
    # "The launching …; an account of the ceremony, held on 14 April"
    return Span(sentence.start if back[-1][0] == "held" else back[max(len(back) - 2, 0)].start(), date.span.end)


def _events(document: Document, span: Span) -> set[str]:
    found = {_KIND_OF.get(match[0]) for match in _WORD.finditer(document.folded, *span)}
    return {kind for kind in found if kind}
