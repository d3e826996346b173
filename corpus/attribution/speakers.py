"""Who speaks in a quotation: the source of the cue beside it, or whoever spoke before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from corpus.attribution.cues import Cue, Kind
from corpus.spans import Span, SpanIndex

if TYPE_CHECKING:
    from corpus.attribution.attribution import Attribution

# How much nearer a cue of another kind must stand than a verb of saying, in code points.
_DETOUR = {Kind.SPEECH: 0, Kind.DEMAND: 0, Kind.PHRASE: 0, Kind.COLON: 0, Kind.STANCE: 30}
_FAR = 100
_OTHER_SIDE = 60  # the same for a cue on the side where the punctuation of the quotation does not lead
_RUNS_ON = frozenset(",?!")
_LEADING = " \t*_>#-–—•"
_MARKS = 40  # code points of them on one side of a quotation, at most
# "— Ann Lee, a reader", below what she says.
_SIGNED = re.compile(r"(?:—|–|--|―)\s?(?P<name>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,4})")
# "Ann Lee, harbour master", above it.
_HEADED = re.compile(r"[*_#>\s]{0,6}(?P<name>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,4}),\s[^.!?:“”\"]{3,80}\Z")
_CUES = 8  # on either side of a quotation
_NEAR_BY = 2  # sentences


class Speaker(NamedTuple):
    """The words that say who speaks in a quotation; ``is_carried`` if they stand beside another one.

    ``name`` is where the speaker is named, there or, for a pronoun, before.
    """

    quotation: Span
    source: Span | None
    is_carried: bool = False
    name: Span | None = None


def speakers(
    text: str, sentences: SpanIndex, paragraphs: SpanIndex, found: Sequence[Attribution], quotes: Iterable[Span]
) -> tuple[Speaker, ...]:
    """One value for each quotation. ``found`` are the sentences with the cues outside quotations."""
    told: list[Speaker] = []
    for quote in quotes:
        first, last = sentences.number(quote.start), sentences.number(quote.end - 1)
        if first is None or last is None:
            told.append(Speaker(quote, None))
            continue
        near = [*_near(found[first].cues, quote), *(_near(found[last].cues, quote) if last != first else ())]
        source = _beside(text, quote, near) or _labelled(text, quote, paragraphs)
        if source:
            told.append(Speaker(quote, source))
        else:
            carried = _carried(quote, first, last, paragraphs, sentences, found, told[-1] if told else None)
            told.append(Speaker(quote, carried, is_carried=True))
    return tuple(told)


def _near(cues: Sequence[Cue], quote: Span) -> Sequence[Cue]:
    """Those of the cues of a sentence that stand nearest to a quotation in it, on either side."""
    place = bisect_left(cues, quote.start, key=lambda cue: cue.span.start)
    return cues[max(place - _CUES, 0) : place + _CUES]


def _beside(text: str, quote: Span, cues: Iterable[Cue]) -> Span | None:
    """The source of the cue that stands nearest to the quotation in its own sentence."""
    # The comma stands before the closing mark or, as in Britain, behind it.
    last = text[max(quote.end - 3, quote.start) : quote.end].strip("”\"'’»“«")[-1:]
    runs_on = last in _RUNS_ON or text.startswith(",", quote.end)
    found = [
        (_distance(quote, cue, runs_on=runs_on), cue.source)
        for cue in cues
        if cue.source and not quote.overlaps(cue.source)
    ]
    return min(found)[1] if found else None


def _distance(quote: Span, cue: Cue, *, runs_on: bool) -> int:
    is_after = cue.span.start >= quote.end
    begin = min(cue.span.start, cue.source.start) if cue.source else cue.span.start
    gap = max(begin - quote.end if is_after else quote.start - cue.span.end, 0)
    return gap + (0 if is_after == runs_on else _OTHER_SIDE) + _DETOUR.get(cue.kind, _FAR)


def _labelled(text: str, quote: Span, paragraphs: SpanIndex) -> Span | None:
    """The name on a line of its own above or below a paragraph that is a quotation."""
    number, last = paragraphs.number(quote.start), paragraphs.number(quote.end - 1)
    if number is None or last is None:
        return None
    before, after = Span(paragraphs[number].start, quote.start), Span(quote.end, paragraphs[last].end)
    # A paragraph may have a quotation in every other word: no more of it is looked at than marks can be.
    if any(beside.end - beside.start > _MARKS or text[slice(*beside)].strip(_LEADING) for beside in (before, after)):
        return None
    for place, pattern in ((last + 1, _SIGNED), (number - 1, _HEADED)):
        match = pattern.match(text, *paragraphs[place]) if 0 <= place < len(paragraphs) else None
        if match:
            return Span(*match.span("name"))
    return None


def _carried(
    quote: Span,
    first: int,
    last: int,
    paragraphs: SpanIndex,
    sentences: SpanIndex,
    found: Sequence[Attribution],
    before: Speaker | None,
) -> Span | None:
    """Whoever spoke just before; else whom the sentence before names, or the one after."""
    home = paragraphs.number(quote.start)

    def near(number: int) -> Span | None:
        is_here = 0 <= number < len(found) and paragraphs.number(found[number].sentence.start) == home
        return found[number].source if is_here else None

    if before and before.source and paragraphs.number(before.quotation.end - 1) == home:
        return before.source
    if near(first - 1) or near(last + 1):
        return near(first - 1) or near(last + 1)
    if before and before.source and first - (sentences.number(before.quotation.end - 1) or 0) <= _NEAR_BY:
        return before.source
    return found[first - 1].source if first else None
