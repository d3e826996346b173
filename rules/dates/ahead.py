"""What a text tells as still ahead, with a date long past: "the turbines will not turn before 2004", in 2011."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from corpus.dates import DateExpression
from corpus.spans import Span
from rules.dates.reckoning import Passage, day
from rules.model import Finding

# What is ahead, up to its date; and what would make the date that of something else.
_AHEAD = re.compile(
    r"(?:\b(?:will|shall|is\sto|are\sto|(?:is|are)\s(?:expected|due|scheduled|set|likely|planned)\s(?:to|for)|takes?\seffect"
    r"|begins|opens|starts|should\sbe|currently|at\spresent)|\bwon['’]t)\b(?P<between>[^.;:]{0,80}?)"
    r"\s(?:in|on|by|before|until|from|till|not\sbefore|for)\s(?:the\s)?(?:early\s|late\s|mid-)?\Z"
)
_TOLD = re.compile(
    r"\b(?!nak|need|centred|hundred|speed|feed|exceed|succeed|proceed|indeed)\w{2,}ed\b|\b(?:was|were|did|had|since|after|when|who|which|that"
    r"|than|as|like|compared|back|address|debate|vote|law|act|report|study)\b"
)
_CLOSED_OR_ON = re.compile(r"[,.;:)!?–—]|\s[–—]|\Z|\s(?:at|and|with|for|to|if|when|but|or|on|in)\b")
_PAST = 400  # days
_REACH = 110  # code points between what is ahead and its date


def ahead(passage: Passage, date: DateExpression, anchor: dt.date) -> Iterator[Finding]:
    """As in "the turbines will not turn before 2004", in a document of 2011: told as ahead, and long past."""
    assert date.interval is not None
    if (anchor - date.interval[1]).days < _PAST or any(
        one.year and one.year < (date.year or 0) for one in passage.dates
    ):
        return
    lead = passage.led_by(_AHEAD, date, _REACH)
    is_own = lead is not None and passage.document.quoted.at(lead.start()) is None and "”" not in lead["between"]
    if lead and is_own and not _TOLD.search(lead["between"]) and _CLOSED_OR_ON.match(passage.after(date, 12)):
        words = passage.document.prose.text[lead.start() : date.span.end]
        yield Finding(
            Span(lead.start(), date.span.end),
            f"“{words}” is told as still ahead, and the document is of {day(anchor)}",
            evidence={"year": date.year, "document": anchor.isoformat(), "years": anchor.year - (date.year or 0)},
            related=(passage.related(date),),
        )
