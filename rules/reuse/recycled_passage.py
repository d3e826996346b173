"""A passage that stands in another document too.

**What it finds.** Nine words or more in a row that two documents share, exactly or with single words replaced, put in
or left out; both places stand in the finding, aligned word by word. The finding belongs to the document that is dated
later; where the dates don't tell, to the later one in the order of the input. A passage is told once, with all the
places where else it stands. What both documents quote and attribute, or the copy quotes and attributes, is a note, and
so is what stands in ten documents or more: a publisher's own boilerplate. Where a document as a whole is another one's
copy, that is told instead (see `reuse/duplicate-document`, `reuse/copy-with-insertions`).

**Why it matters.** A passage with two homes has one author, and one of the documents does not say who that is.

```flagged
The bridge opened on Monday, the ministry said. The old ferry, which had crossed the river since the war, made its
last trip on Sunday night with the mayor and a brass band on board.
%%
A town remembers its boats and the men who ran them for so long. ⟦The old ferry, which had crossed the river since
the war, made its last trip on Sunday night⟧; nobody wept. It will be sold for scrap before the summer is out.
```

```clean
“The old ferry will be missed by all of us who grew up on its deck,” said Ana Lund, the mayor. The bridge opened on
Monday.
%%
Ana Lund, who is the mayor, opened the bridge. “The old ferry was a nuisance and I am glad that it is gone for good,”
she told the Gazette.
```

**Known misses.** Passages in which more than about one word in four is another, and short ones with less. Quotations
whose marks are missing are no quotations here. Languages written without blanks are compared character by character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from corpus.alignment import Passage
from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import entries
from corpus.pair import Kin, Pair
from corpus.shingles import GUARANTEED
from corpus.spans import Span, SpanIndex
from rules.model import Confidence, Finding, Json, Related, Rule, Severity
from rules.reuse.credit_lines import credit_lines
from rules.reuse.quoted import is_attributed, is_quoted, speakers
from rules.reuse.relation import closest
from rules.reuse.wording_evidence import alignment, counted, dates, likely_source

_SIMILAR = 0.6  # share of equal words from which on a passage is nearly the same
_KNOWN = 0.8  # share of a passage's words that are told already, if it is not told again
_LONG = 12  # equal words from which on a passage is no set phrase
_TELLING = 4  # words, neither of grammar nor of names, that a shorter one has if it is none
_EXACT = 0.9  # share of equal words from which on it is hardly changed
_MOST = 10  # passages of a pair, and places of a passage


@dataclass(frozen=True, slots=True)
class Options:
    """What counts as a passage."""

    words: int = field(
        default=9,
        metadata={"doc": "equal words that a passage has at least; of fewer than 9 some are missed", "minimum": 5},
    )
    boilerplate: int = field(
        default=10, metadata={"doc": "documents from which on a passage is boilerplate, and a note", "minimum": 2}
    )


@dataclass(slots=True)
class _Told:
    """A passage that becomes a finding, and where else it stands, the place with most of it first."""

    passage: Passage
    pair: Pair
    elsewhere: list[Related] = field(default_factory=list)


def relate(kin: Kin, options: Options) -> Iterator[Finding]:
    """One finding for each passage, the longest told first where several overlap."""
    whole = closest(kin)
    owner: list[_Told | None] = [None] * len(kin.document.wording)
    known = bytearray(len(owner))
    for passage in whole.pair.passages if whole else ():
        known[passage.one.start : passage.one.stop] = b"\x01" * len(passage.one)
    credits_of_copy = credit_lines(kin.document)
    candidates = [
        (passage, pair)
        for pair in kin.pairs
        if whole is None or pair is not whole.pair
        for passage in _passages(pair, credits_of_copy, options)
    ]
    candidates.sort(key=lambda one: -len(one[0].matches))  # of equal ones the one with the document that comes first
    told: list[_Told] = []
    for passage, pair in candidates:
        if sum(known[passage.one.start : passage.one.stop]) < _KNOWN * len(passage.one):
            new = _Told(passage, pair)
            told.append(new)
            for word in passage.one:
                owner[word] = owner[word] or new
            known[passage.one.start : passage.one.stop] = b"\x01" * len(passage.one)
        elif (first := owner[passage.one[len(passage.one) // 2]]) is not None and len(first.elsewhere) < _MOST:
            first.elsewhere.append(Related(_there(passage, pair), "stands here too", pair.source))
    told.sort(key=lambda one: one.passage.one.start)
    for of_pair in _by_pair(told):
        yield from (_finding(kin, one, options, 0) for one in of_pair[: _MOST - 1])
        rest = of_pair[_MOST - 1 :]
        if rest:
            yield _finding(kin, rest[0], options, len(rest) - 1)


def _by_pair(told: Sequence[_Told]) -> Iterable[list[_Told]]:
    groups: dict[int, list[_Told]] = {}
    for one in told:
        groups.setdefault(id(one.pair), []).append(one)
    return groups.values()


def _passages(pair: Pair, credits_of_copy: SpanIndex, options: Options) -> Iterator[Passage]:
    """The shared passages with enough equal words, those of credit lines not counted, and few others among them."""
    credits_of_source: SpanIndex | None = None
    for passage in pair.passages:
        if len(passage.matches) >= options.words and passage.similarity >= _SIMILAR:
            if credits_of_source is None:
                credits_of_source = credit_lines(pair.source)
            equal = sum(
                not credits_of_copy.at(pair.copy.wording.starts[match.one])
                and not credits_of_source.at(pair.source.wording.starts[match.other])
                for match in passage.matches
            )
            if equal >= options.words:
                yield passage


def _there(passage: Passage, pair: Pair) -> Span:
    return pair.source.wording.span(passage.other.start, passage.other.stop)


def _finding(kin: Kin, told: _Told, options: Options, more: int) -> Finding:
    passage, pair = told.passage, told.pair
    span = pair.copy.wording.span(passage.one.start, passage.one.stop)
    similarity = round(passage.similarity, 3)
    documents = _documents(kin, passage)
    quotation = _quotation(passage, pair, options)
    is_note = quotation is not None or documents >= options.boilerplate or _is_set_phrase(kin.document, passage)
    what = "a quotation" if quotation is not None else counted(len(passage.matches), "word")
    how = "" if similarity == 1.0 else f" nearly ({similarity:.0%} of the words are the same)"
    where = "in the reference corpus" if pair.is_reference else "in another document"
    many = f", as in {documents:,} documents" if documents >= options.boilerplate else ""
    rest = f" (and {counted(more, 'more passage')} of that document)" if more else ""
    return Finding(
        span,
        f"{what} that stand{'s' if quotation is not None else ''} {where} too{how}{likely_source(pair)}{many}{rest}",
        evidence={
            "words": len(passage.matches),
            "similarity": similarity,
            "alignment": alignment(pair, passage.matches),
            "quotation": quotation,
            "documents": documents or None,
            **dates(pair),
        },
        related=(Related(_there(passage, pair), "the same words", pair.source), *told.elsewhere),
        severity=Severity.NOTE if is_note else None,
        confidence=_confidence(passage),
    )


def _confidence(passage: Passage) -> Confidence:
    """How sure it is that words were taken over: a dozen are hardly ever written twice, nine may be a set phrase."""
    if len(passage.matches) < _LONG:
        return Confidence.MEDIUM if passage.similarity == 1.0 else Confidence.LOW
    return Confidence.HIGH if passage.similarity >= _EXACT or len(passage.matches) >= 2 * _LONG else Confidence.MEDIUM


def _is_set_phrase(document: Document, passage: Passage) -> bool:
    """Whether two may have written a passage of some nine words: it is not quite equal, or little but names in it."""
    if len(passage.matches) >= _LONG:
        return False
    if passage.similarity < 1.0:
        return True
    wording, text = document.wording, document.prose.text
    telling = {
        wording.words[number]
        for number in passage.one
        if text[wording.starts[number]].islower() and wording.words[number] not in _grammar_words()
    }
    return len(telling) < _TELLING


@cache
def _grammar_words() -> frozenset[str]:
    return frozenset(word for word, _ in entries("grammar-words"))


def _quotation(passage: Passage, pair: Pair, options: Options) -> dict[str, Json] | None:
    """Whom the documents quote, if the passage is a quotation that the copy attributes, and the source if it quotes."""
    here, there = pair.copy, pair.source
    if not is_quoted(here, [match.one for match in passage.matches], options.words):
        return None
    span = here.wording.span(passage.one.start, passage.one.stop)
    named, named_there = speakers(here, span), speakers(there, _there(passage, pair))
    if not named and not is_attributed(here, span):
        return None
    both = is_quoted(there, [match.other for match in passage.matches], options.words)
    if both and not named_there and not is_attributed(there, _there(passage, pair)):
        return None
    return {
        "quoted_in": "both" if both else "the copy",
        "same_speaker": bool(named & named_there),
        "names": sorted(named & named_there) or sorted(named),
    }


def _documents(kin: Kin, passage: Passage) -> int:
    """In how many documents the better part of a passage stands, if in many: 0 says in few."""
    counts = [kin.spread[word] for word in passage.one if word in kin.spread]
    # A run that is counted has some eight words, and one begins at every second word or more often.
    return min(counts) if len(counts) * 3 >= max(len(passage.one) - GUARANTEED, 1) else 0


RULE = Rule(
    id="reuse/recycled-passage",
    summary="a passage that stands in another document too",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    relate=relate,
    options=Options,
)
