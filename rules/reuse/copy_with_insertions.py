"""A document that is another one with passages added, left out or replaced.

**What it finds.** Where two documents have most of their text in common, the passages that only one of them has: whole
sentences, or six words or more within one. The finding about the whole document says which one it is a copy of and
lists each passage; each passage that was added or replaced is a finding at its place as well. The copy is the document
that is dated later. Where the dates don't tell, it is the one that has the passages, if only one has any, else the
later one in the order of the input.

**Why it matters.** That the rest of the text stands elsewhere without it is the strongest evidence that a passage is
not the author's: a re-poster's comment, an advertisement, a correction that nobody marked.

```flagged
The bridge opened on Monday, the ministry said. It is three hundred metres long and took four years to build, it said.
Some two thousand cars are expected to cross it on each day of the year.
%%
⟦⟧The bridge opened on Monday, the ministry said. It is three hundred metres long and took four years to build, it
said.
⟦Nobody asked the people of this town whether they wanted it.⟧
Some two thousand cars are expected to cross it on each day of the year.
```

```clean
The bridge opened on Monday, the ministry said. It is three hundred metres long and took four years to build, it said.
Some two thousand cars are expected to cross it on each day of the year.
%%
The ferry was sold on Tuesday, its owner said. Nobody asked the people of this town whether they wanted to keep it, and
no one in the council would say what is to become of its crew.
```

**Known misses.** Passages of fewer than six words. Copies in which less than three fifths of the shorter document are
the other one's, outside quotation marks. Changes of title, byline and date lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.pair import Kin
from corpus.spans import Span
from rules.model import Confidence, Finding, Json, NoOptions, Related, Rule, Severity
from rules.reuse.relation import Change, Relation, changed, sentence_of
from rules.reuse.wording_evidence import counted, dates, likely_source, text

_MOST = 20  # passages of a document that are findings of their own; all are counted


def relate(kin: Kin, _: NoOptions) -> Iterator[Finding]:
    """A finding about the document, and one for each passage that the one that it is a copy of lacks."""
    found = changed(kin)
    if found is None:
        return
    subject = found.pair.copy
    yield _whole(found, subject)
    present = [change for change in found.changes if change.copy is not None]
    for change in present[:_MOST]:
        yield _passage(found, change, subject)


def _whole(found: Relation, subject: Document) -> Finding:
    pair = found.pair
    kinds = [change.kind for change in found.changes]
    parts = [
        f"{counted(kinds.count(kind), 'passage')} {kind}" for kind in ("added", "changed", "removed") if kind in kinds
    ]
    where = "a document of the reference corpus" if pair.is_reference else "another document"
    return Finding(
        None,
        f"this is {where} with {', '.join(parts)}{likely_source(pair)}",
        evidence={
            "similarity": found.similarity,
            "changes": [_told(found, change) for change in found.changes[:_MOST]],
            "changes_in_all": len(found.changes),
            **dates(pair),
        },
        related=(
            Related(None, "the same text but for these passages", pair.source),
            *(
                Related(_span(pair.source, change.source), f"{change.kind} in the copy", pair.source)
                for change in found.changes[:_MOST]
                if change.source is not None
            ),
        ),
        document=subject,
    )


def _passage(found: Relation, change: Change, subject: Document) -> Finding:
    assert change.copy is not None
    span = _span(subject, change.copy)
    words = counted(len(change.copy), "word")
    source = found.pair.source
    if change.source is not None:
        message = f"{words} that stand in place of others in the document that this is a copy of"
        related = Related(_span(source, change.source), "what stands there instead", source)
    else:
        message = f"{words} that the document lacks that this is a copy of"
        place = None if change.after is None else sentence_of(source, change.after[1])
        related = Related(place, "follows this there" if place else "stands before all of this", source)
    return Finding(
        span,
        message,
        evidence={"similarity": found.similarity, **_told(found, change), **dates(found.pair)},
        related=(related,),
        document=subject,
    )


def _told(found: Relation, change: Change) -> dict[str, Json]:
    here, there = found.pair.copy, found.pair.source
    return {
        "change": change.kind,
        "here": None if change.copy is None else text(here, change.copy),
        "there": None if change.source is None else text(there, change.source),
        "words": len(change.copy or ()),
        "words_there": len(change.source or ()),
    }


def _span(document: Document, words: range) -> Span:
    """The place of some words, with the marks around them if they are whole sentences."""
    span = document.wording.span(words.start, words.stop)
    first, last = document.sentence_index.at(span.start), document.sentence_index.at(span.end - 1)
    within = document.wording.within
    start = first.start if first and within(first).start == words.start else span.start
    end = last.end if last and within(last).stop == words.stop else span.end
    return Span(start, end)


RULE = Rule(
    id="reuse/copy-with-insertions",
    summary="another document with passages added, left out or replaced",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    relate=relate,
)
