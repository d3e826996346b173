"""The same document twice, to the letter or nearly.

**What it finds.** Documents whose text is the same, code point for code point, but for white space: two captures of one
page, a file copied under another name, a record entered twice. The later one in the order of the input is the copy; an
error. And documents whose text is nearly the same, with single words replaced, put in or left out, or with passages in
another order, and no passage added or taken away (see `reuse/copy-with-insertions`): a warning, with the share of the
words that are the same. The copy is the one that is dated later; where the dates don't tell, the later one in the order
of the input.

**Why it matters.** Whatever is counted, sampled or learnt from the corpus counts it double.

```flagged
The bridge opened on Monday, the ministry said.
%%
The bridge  opened on Monday,
the ministry said.
```

```flagged
The bridge opened on Monday, the ministry said. It is three hundred metres long and took four years to build, and some
two thousand cars are expected to cross it on each day of the year.
%%
The bridge opened on Monday, the ministry said. It is three hundred metres long and took five years to build, and some
two thousand vans are expected to cross it on each day of the year.
```

```clean
The bridge opened on Monday, the ministry said.
%%
The bridge opened on Tuesday, the ministry said.
```

**Known misses.** Nearly equal documents of fewer than 25 shared words, and copies in which more than one word in three
is another. Translations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.document import Document
from corpus.layers import LayerName
from corpus.pair import Kin
from rules.model import Comparison, Confidence, Fact, Finding, NoOptions, Related, Rule, Severity
from rules.reuse.relation import Kind, closest
from rules.reuse.wording_evidence import counted, dates, likely_source


def collect(document: Document, _: NoOptions) -> Iterator[Fact]:
    """One fact: the digest of the text with its white space folded."""
    if document.words:
        yield Fact(document.words_digest.hex(), value=document.sha256)


def compare(facts: Sequence[Fact], _: NoOptions) -> Iterator[Comparison]:
    """Every document but the first of a group is a copy of the first."""
    for number, fact in enumerate(facts[1:], 1):
        same = fact.value == facts[0].value
        yield Comparison(
            subject=number,
            others=(0,),
            message="the same document stands in the corpus already" + ("" if same else ", with other bytes"),
            related_message="the first copy",
            evidence={"digest": fact.key, "identical_bytes": same},
        )


def relate(kin: Kin, _: NoOptions) -> Iterator[Finding]:
    """At most one finding: the document is nearly the one that it is most similar to."""
    found = closest(kin)
    if found is None or found.kind is not Kind.NEARLY_EQUAL:
        return
    pair = found.pair
    places = [passage.other.start for passage in pair.passages]
    replaced = len(kin.document.wording) - len(pair.counterparts)
    where = "in the reference corpus" if pair.is_reference else "in the corpus"
    yield Finding(
        None,
        f"nearly the same document stands {where}{likely_source(pair)}: "
        f"{found.similarity:.1%} of the words are the same",
        evidence={
            "similarity": found.similarity,
            "words": len(kin.document.wording),
            "words_not_shared": replaced,
            "reordered": places != sorted(places),
            **dates(pair),
        },
        related=(Related(None, f"nearly the same, but for {counted(replaced, 'word')}", pair.source),),
        severity=Severity.WARNING,
    )


RULE = Rule(
    id="reuse/duplicate-document",
    summary="the same document twice, to the letter or nearly",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    collect=collect,
    compare=compare,
    relate=relate,
)
