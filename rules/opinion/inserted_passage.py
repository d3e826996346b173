"""A passage by another hand: signed, or unsigned and told by its voice and by what it lacks in common with the rest.

**What it finds.** One finding for each passage, from its first paragraph to its last, of one of three tiers.

* *signed* (error, high confidence): paragraphs that a foreign signature or a bracketed note closes. Where the passage
  begins is told by the odds of each block of paragraphs above the signature.
* *polemic* (warning, medium confidence): a block with far more opinion in the writer's own voice than the rest of the
  document has, and with words and names that the rest does not have, while the paragraphs around it go
  on as if it were not there. Where the rest of the document is more than reporting, it must be surer.
* *shift* (note, low confidence): the same with less certainty, in a document that has a surer passage, or in one that
  is opinion throughout or says that it is.

If another document of the run, or of the reference corpus, is the same text without the passage, that is evidence too:
it makes a polemic passage an error of high confidence and a shift a warning, and a passage is found with half the voice
that it needs otherwise.

Opinion is counted outside quotations and outside what somebody is said to say, by classes of words and by marks of
voice (first and second person, questions, commands, fragments); a document that is opinion throughout has none of it
*more* than the rest. The evidence names each kind with what it adds to the log odds, and the words. No passage is found
without two kinds of evidence, nor if the passages are more than three fifths of the document.

**Why it matters.** A re-poster's commentary inside somebody's article is read, quoted and learnt as the article.

```flagged
The bridge opens
By Mara Lind

The bridge opened on Monday, the ministry said. It is 300 metres long and took four years to build, it said.

⟦Make no mistake: this disgraceful sham was rigged by crooks, and our town must pay for their greed.

It will ruin us all, and nobody dares to say so. ~ Jon Dole⟧

The ministry expects 2,000 cars a day, said its spokeswoman.
```

```clean
The bridge opens
By Mara Lind

The bridge opened on Monday, the ministry said.

“This disgraceful sham was rigged by crooks,” said Jon Dole, who leads the opposition.
```

**Known misses.** A passage whose words and voice are those of reporting: about a third of what somebody else inserts
can't be told by its own words. Documents of fewer than five paragraphs. Interviews and pages of letters, if unsigned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.document import Document
from corpus.layers import LayerName
from corpus.opinion import ANALYSIS, Bounds, Kind, Passage, passages
from corpus.pair import Kin
from corpus.spans import Span
from rules.model import Confidence, Finding, Related, Rule, Severity
from rules.opinion.declared import is_declared
from rules.opinion.evidence import Evidence, evidence
from rules.opinion.lacking import Lacking, lacking
from rules.opinion.signed import Signed, signed
from rules.reuse.relation import Relation, changed


@dataclass(frozen=True, slots=True)
class Options:
    """How much evidence a passage that nobody signed must have. Odds are log odds."""

    voice: float = field(
        default=1.9,
        metadata={"doc": "how much more opinion than the rest of its document a passage must have", "minimum": 0},
    )
    polemic: float = field(
        default=1.75, metadata={"doc": "odds from which on a passage is polemic: a warning", "minimum": 0}
    )
    shift: float = field(default=0.75, metadata={"doc": "odds from which on a passage is a shift: a note"})
    share: float = field(
        default=0.6, metadata={"doc": "most of a document, by words, that may be passages", "minimum": 0, "maximum": 1}
    )


_COMPANION = Bounds(0.6, -1.5)  # what a second passage needs in a document that has a surer one
_WITH_COPY = 0.5  # how much of the voice a passage needs that a copy of the document lacks
_COVERED = 0.8  # share of a passage that the copy must lack, if it is said to lack the passage
_LACKS = "a copy of the document lacks it"
_LANGUAGES = frozenset(("en",))
_AMONG_ANALYSIS = 1.0  # log odds that polemic needs besides where the rest of the document is more than reporting
_FEWEST = 5  # paragraphs of a document in which something can be told from the rest
_KINDS = 2  # kinds of evidence, at least


def check(document: Document, options: Options) -> Iterator[Finding]:
    """One finding for each passage."""
    by_signature = signed(document)
    yield from (_signed(document, one) for one in by_signature)
    taken = [range(one.first, one.after) for one in by_signature]
    found = _unsigned(document, options, taken)
    if _is_most(document, found, options):
        return
    for one in found:
        told = evidence(document, one.first, one.after)
        if len(told.kinds) >= _KINDS:
            yield _unsigned_finding(document, one, told, options)


def relate(kin: Kin, options: Options) -> Iterator[Finding]:
    """The passages that the document has and the one that it is a copy of lacks; those of ``check`` told anew."""
    relation = changed(kin)
    if relation is None or relation.pair.copy.language.code not in _LANGUAGES:
        return
    document = relation.pair.copy
    blocks = list(lacking(relation))
    alone = list(check(document, options))
    for passage in alone:
        within = [one for one in blocks if passage.span and passage.span.overlaps(one.span)]
        if passage.span and sum(_common(passage.span, one.span) for one in within) >= _COVERED * len(
            range(*passage.span)
        ):
            yield _strengthened(passage, relation, within[0])
    found = [one for one in blocks if not any(other.span and other.span.overlaps(one.span) for other in alone)]
    if not _is_told_from_the_rest(document) or _is_most(document, found, options):
        return
    for block in found:
        told = evidence(document, block.first, block.after)
        # The copy is the other kind of evidence.
        if told.kinds and document.blocks.voice(block.first, block.after) >= options.voice * _WITH_COPY:
            yield _told_by_copy(document, relation, block, told)


def _common(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _strengthened(passage: Finding, relation: Relation, block: Lacking) -> Finding:
    is_sure = passage.severity is not Severity.NOTE
    return replace(
        passage,
        message=f"{passage.message}; {_LACKS}",
        evidence={**passage.evidence, "copy": {"similarity": relation.similarity}},
        related=(_there(relation, block),),
        severity=Severity.ERROR if is_sure else Severity.WARNING,
        confidence=Confidence.HIGH if is_sure else Confidence.MEDIUM,
        document=relation.pair.copy,
    )


def _told_by_copy(document: Document, relation: Relation, block: Lacking, told: Evidence) -> Finding:
    return Finding(
        block.span,
        f"commentary by another hand, as it seems: {_counted(block.after - block.first)} {told.summary}; {_LACKS}",
        evidence={
            "tier": "copy",
            "voice": round(document.blocks.voice(block.first, block.after), 2),
            **told.as_json(),
            "copy": {"similarity": relation.similarity},
        },
        related=(_there(relation, block),),
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        document=document,
    )


def _there(relation: Relation, block: Lacking) -> Related:
    message = "the same text without it" if block.follows is None else "stands before the passage, without it"
    return Related(block.follows, message, relation.pair.source)


def _is_told_from_the_rest(document: Document) -> bool:
    """Whether a passage that nobody signed can be told in a document at all: there must be a rest in one voice."""
    is_of_many = document.kind in {Kind.INTERVIEW, Kind.COLLECTION}
    return not is_of_many and len(document.paragraphs) - document.body_start >= _FEWEST


def _is_most(document: Document, found: Sequence[Passage | Lacking], options: Options) -> bool:
    """Whether passages are more of the document than an insertion can be."""
    words = sum(document.blocks.words(one.first, one.after) for one in found)
    return words > options.share * document.blocks.words(document.body_start, len(document.paragraphs))


def _unsigned(document: Document, options: Options, signed_ones: list[range]) -> tuple[Passage, ...]:
    """The passages that nobody signed; where there is a sure one, others need less."""
    start = document.body_start
    if not _is_told_from_the_rest(document):
        return ()
    found = passages(document.blocks, Bounds(options.voice, options.shift), start, signed_ones)
    if found or signed_ones:
        return passages(document.blocks, _COMPANION, start, signed_ones) or found
    return found


def _signed(document: Document, passage: Signed) -> Finding:
    told = evidence(document, passage.first, passage.after)
    span = Span(
        document.paragraphs[passage.first].start, max(document.paragraphs[passage.after - 1].end, passage.span.end)
    )
    return Finding(
        span,
        f"commentary by another hand: {_counted(passage.after - passage.first)} {passage.how}",
        evidence={"tier": "signed", "signature": passage.name, **told.as_json()},
        confidence=passage.confidence,
    )


def _unsigned_finding(document: Document, passage: Passage, told: Evidence, options: Options) -> Finding:
    without = document.blocks.stance(document.body_start, range(passage.first, passage.after))
    is_argued = (document.kind is Kind.OPINION and without >= ANALYSIS) or is_declared(document)
    bound = options.polemic + (_AMONG_ANALYSIS if without >= ANALYSIS else 0)
    is_polemic = passage.odds >= bound and passage.voice >= options.voice and not is_argued
    span = Span(document.paragraphs[passage.first].start, document.paragraphs[passage.after - 1].end)
    return Finding(
        span,
        f"commentary by another hand, as it seems: {_counted(passage.after - passage.first)} {told.summary}",
        evidence={
            "tier": "polemic" if is_polemic else "shift",
            "odds": round(passage.odds, 2),
            "voice": round(passage.voice, 2),
            **told.as_json(),
        },
        severity=Severity.WARNING if is_polemic else Severity.NOTE,
        confidence=Confidence.MEDIUM if is_polemic else Confidence.LOW,
    )


def _counted(count: int) -> str:
    return "1 paragraph" if count == 1 else f"{count} paragraphs"


RULE = Rule(
    id="opinion/inserted-passage",
    summary="a passage of commentary by another hand",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    relate=relate,
    options=Options,
    languages=_LANGUAGES,
)
