"""Whether dates are of a made-up time: the plot of a novel or a film is told in the present, whatever its year."""

from __future__ import annotations

import re

from corpus.dates import DateExpression
from rules.dates.reckoning import Passage

_REACH = 600  # code points of a paragraph before a date, in which its plot may have been named
# “The novel opens in 1951”, “a film set in 1951”, “the heroine”. A film or a play that opens on a day, in cinemas or in
# a season has its first night then.
_PLOT = re.compile(
    r"\b(?:novels?|novellas?|books?|story|stories|tales?|plot|thrillers?|memoirs?)\b[^.!?]{0,60}?"
    r"\b(?:opens|begins|starts|ends|set|takes\splace|follows|tells|unfolds|imagines|depicts)\b"
    r"|\b(?:films?|movies?|plays?|operas?|musicals?|dramas?|miniseries|sitcoms?)\b[^.!?]{0,60}?"
    r"\b(?:(?:opens|begins|starts|ends)\sin\s\d|set|takes\splace|follows|tells|unfolds|imagines|depicts)\b"
    r"|\bset\sin\s[^.!?]{0,30}\d{4}[^.!?]{0,40}?\b(?:novel|novella|book|story|film|movie|play|opera|drama|series)\b"
    r"|\b(?:protagonists?|heroines?|narrator|antagonists?|(?:main|title)\scharacters?)\b"
)


def is_plot(passage: Passage, date: DateExpression) -> bool:
    """Whether the paragraph of a date tells what happens in a work of fiction, up to the end of its sentence."""
    paragraph = passage.document.paragraph_index.at(passage.span.start) or passage.span
    start = max(paragraph.start, date.span.start - _REACH)
    return _PLOT.search(passage.low, start, max(date.span.end, min(passage.span.end, start + 2 * _REACH))) is not None
