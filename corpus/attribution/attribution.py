"""For each sentence, whether somebody answers for it, and who: cues, quotations and what they carry over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from corpus.attribution.antecedents import antecedents
from corpus.attribution.cues import SOURCING, Cue, Kind, cues
from corpus.attribution.sources import source
from corpus.attribution.speakers import Speaker, speakers
from corpus.inflection import Form
from corpus.lexicon import Hit, anchored, places
from corpus.quotations import Quotations, Unpaired
from corpus.spans import Span, SpanIndex

# A note mark, a citation in parentheses with a year, a link.
_CITATION = re.compile(
    r"\[\d{1,3}\]|\[\^[^\]\s]{1,20}\]|\([^()]{0,80}\b(?:1[89]|20)\d\d[a-z]?[^()]{0,20}\)|https?://\S"
)
_FEW_WORDS = 4  # a shorter quotation may be a title, or irony, and attributes nothing by itself
# Who speaks, before a colon: "SMITH: I know that", "Smith: “I know that”", "Q: Why?"
_LED = re.compile(
    r"(?:[A-Z][A-Z.’'-]{1,20}(?:\s[A-Z][A-Z.’'-]{1,20}){0,3}|[QA]"
    r"|[A-Z][\w.’'-]{1,20}(?:\s[A-Z][\w.’'-]{1,20}){0,3}(?=:\s?[“\"‘]))(?=:\s):"
)
# Of several cues in a sentence, the one whose source counts.
_RANK = {
    Kind.SPEECH: 0, Kind.PHRASE: 0, Kind.EVIDENCE: 1, Kind.COLON: 1, Kind.NOUN: 2, Kind.STANCE: 3, Kind.ATTITUDE: 3,
    Kind.QUOTATION: 5,
}  # fmt: skip
_OTHERS = 4
_WEAK_FORMS = (Form.BASE, Form.ING)
_CLOSING = frozenset("”\"'’“»«")


@dataclass(frozen=True)
class Attribution:
    """A sentence and the cues that say whose it is; none if the writer alone answers for it.

    ``name`` is where the source is named, here or, if it is a pronoun, before.
    """

    sentence: Span
    cues: tuple[Cue, ...] = ()
    name: Span | None = None

    @cached_property
    def cue(self) -> Cue | None:
        """The cue that says most, if there is any."""
        if len(self.cues) < 2:  # noqa: PLR2004 (one, or none)
            return self.cues[0] if self.cues else None
        named = [cue for cue in self.cues if cue.source] or self.cues
        return min(named, key=_weight, default=None)

    @property
    def source(self) -> Span | None:
        """The words that name who or what answers for it, as they stand there: a name, a role, a pronoun."""
        return self.cue.source if self.cue else None

    @property
    def is_attributed(self) -> bool:
        """Whether a statement in it, or an attitude, is said to be somebody's."""
        return bool(self.cues)

    @property
    def is_sourced(self) -> bool:
        """Whether somebody or something can be asked if it is so; whose attitude it is does not tell that."""
        return bool(self.cues) and any(cue.kind in SOURCING for cue in self.cues)


def _weight(cue: Cue) -> tuple[int, bool, int]:
    return _RANK.get(cue.kind, _OTHERS), cue.form in _WEAK_FORMS, cue.span.start


def attributions(
    text: str,
    folded: str,
    sentences: Sequence[Span],
    paragraphs: SpanIndex,
    hits: Sequence[Hit],
    quotes: Quotations,
    references: Sequence[Span] = (),
) -> tuple[tuple[Attribution, ...], tuple[Speaker, ...]]:
    """One attribution for each sentence, and one speaker for each quotation.

    ``references`` are the words of links that can be followed: each answers for its sentence.
    """
    quoted, index = SpanIndex(quotes.spans), SpanIndex(sentences)
    groups = _cues(text, folded, sentences, index, hits, quoted)
    found = [
        Attribution(sentence, _with_sources(text, sentence, group) if group else ())
        for sentence, group in zip(sentences, groups, strict=True)
    ]
    told = speakers(text, index, paragraphs, found, quotes.spans)
    for more in (_quotations(text, index, found, told, quotes.unpaired), _links(index, references)):
        for number, cue in more.items():
            found[number] = replace(found[number], cues=(*found[number].cues, cue))
    _carry(text, paragraphs, found)
    named = antecedents(text, [*(one.source for one in found if one.cues), *(speaker.source for speaker in told)])
    return (
        tuple(_named(one, named) for one in found),
        tuple(speaker._replace(name=named.get(speaker.source)) if speaker.source else speaker for speaker in told),
    )


def _named(one: Attribution, named: Mapping[Span, Span]) -> Attribution:
    name = named.get(one.source) if one.cues and one.source else None
    return Attribution(one.sentence, one.cues, name) if name else one


def _cues(
    text: str, folded: str, sentences: Sequence[Span], index: SpanIndex, hits: Sequence[Hit], quoted: SpanIndex
) -> list[list[Cue]]:
    """The cues of each sentence."""
    groups: list[list[Cue]] = [[] for _ in sentences]
    for number in sorted({number for colon in places(text, ":") if (number := index.number(colon)) is not None}):
        led = _LED.match(text, *sentences[number])
        if led:
            groups[number].append(Cue(Span(led.end() - 1, led.end()), Kind.COLON))
    citations = (Cue(Span(*match.span()), Kind.CITATION) for match in anchored(_CITATION, text, "[", "(", "http"))
    for cue in (*cues(folded, text, hits, quoted), *citations):
        number = index.number(cue.span.start)
        if number is not None:
            groups[number].append(cue)
    for group in groups:
        group.sort(key=_place)
    return groups


def _place(cue: Cue) -> int:
    return cue.span.start


def _with_sources(text: str, sentence: Span, group: Sequence[Cue]) -> tuple[Cue, ...]:
    found: list[Cue] = []
    earlier: Span | None = None
    for cue in group:
        before = text[max(sentence.start, cue.span.start - 3) : cue.span.start].rstrip()
        # “It leaks”, said Bo Li: the comma of British, and of translated, texts
        earlier = source(text, sentence, cue, earlier, after_quote=before.removesuffix(",")[-1:] in _CLOSING)
        found.append(Cue(cue.span, cue.kind, cue.form, earlier))
    return tuple(found)


def _quotations(
    text: str, index: SpanIndex, found: Sequence[Attribution], told: Iterable[Speaker], unpaired: Iterable[Unpaired]
) -> dict[int, Cue]:
    """For each sentence with a quotation of some words, the first that has a speaker, or the first.

    What a mark without a partner quotes counts too, as far as its partner is likely to have stood.
    """
    cues: dict[int, Cue] = {}

    def cover(span: Span, mark: Span, source: Span | None) -> None:
        first, last = index.number(span.start), index.number(span.end - 1)
        for number in range(first, last + 1) if first is not None and last is not None else ():
            if number not in cues or (source and not cues[number].source):
                cues[number] = Cue(mark, Kind.QUOTATION, source=source)

    for speaker in told:
        if len(text[slice(*speaker.quotation)].split()) >= _FEW_WORDS:
            cover(speaker.quotation, speaker.quotation, speaker.source)
    end = 0  # marks that lack their partner in one paragraph all reach to its end: each sentence is covered once
    for one in unpaired:
        span = Span(max(min(one.mark.start, one.likely), end), max(one.mark.end, one.likely))
        first = index.number(span.start)
        if span.start < span.end and first is not None:
            cover(span, one.mark, found[first].source or (found[first - 1].source if first else None))
            end = span.end
    return cues


def _links(index: SpanIndex, references: Iterable[Span]) -> dict[int, Cue]:
    """For each sentence that has a link, the first."""
    cues: dict[int, Cue] = {}
    for link in references:
        number = index.number(link.start)
        if number is not None:
            cues.setdefault(number, Cue(link, Kind.LINK))
    return cues


def _carry(text: str, paragraphs: SpanIndex, found: list[Attribution]) -> None:
    """What runs on to the end of a paragraph: who leads it before a colon; and a citation that closes it, back."""
    for home, group in groupby(range(len(found)), key=lambda number: paragraphs.at(found[number].sentence.start)):
        leader = None
        numbers = list(group)
        for number in numbers:
            one = found[number]
            if one.cues and one.cues[0].kind is Kind.COLON:
                leader = one.cues[0]
            elif leader:
                found[number] = replace(one, cues=(leader, *one.cues))
        last = found[numbers[-1]].cues
        closing = next((cue for cue in reversed(last) if cue.kind is Kind.CITATION), None)
        if closing and home and not text[closing.span.end : home.end].strip(" .)]"):
            for number in numbers[:-1]:
                found[number] = replace(found[number], cues=(*found[number].cues, closing))
