"""Traces of a translation, most likely by machine: foreign spellings of names, foreign marks, calques.

**What it finds.** Names as another language spells them (`Poetin`, `Gorbatschow`), quotation marks, decimal commas and
spaces before marks as it has them, turns of phrase and false friends that come from it word by word (“since two years”,
“it gives many”, “the actual minister”), its order of words (“pays for the air nothing”), a perfect beside a past time
(“yesterday he has said”), a passage that was left in it, and a translator's note. Only together do they say so: traces
of two kinds, or three sure turns of phrase; beside one finding about the document, which is a warning where they are
many, there is a note at each turn.

**Why it matters.** What is quoted was translated too, perhaps twice: the words are not what anybody said, and a slip of
the translation can turn what a sentence says.

```flagged
⟦⟧The firm builds the dam ⟦since two years⟧. Wladimir Putin saw it. It cost 3,5 million euros, ⟦according to me⟧.
```

```clean
Vladimir Putin saw the dam two years ago; it has been built since. It cost 3.5 million euros. “It leaks,” he said.
```

**Known misses.** Fluent translations; articles that a translation dropped, and words that it took for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity
from rules.provenance.translation_traces import MARK, ORDER, TENSE, TURN, Trace, traces

_LEAST, _KINDS = 2.5, 2  # weight of all traces, and their kinds
_MOST_OF_A_KIND = 2.0  # what traces of one kind weigh at most: a habit of the writer is one trace, not ten
_MOST_TURNS = 3.0  # what turns of phrase do, which need no others then
_STRONG = 5.0  # weight from which on it hardly is a writer whose own language is another
_SHOWN = 8
_LONG = 80  # code points of a trace in a message
_TO_REWRITE = frozenset((TURN, TENSE, ORDER))
_MOST_NOTES = 20
_DECLARED = re.compile(r"translat(?:ed|ion)\s(?:by|from|into)\b|\btranslator:\s")


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding about the document, with its traces as related places, and a note at each turn of phrase."""
    text = document.prose.text
    quoted = document.quoted
    found = sorted(trace for trace in traces(document) if trace.kind == MARK or quoted.at(trace.span.start) is None)
    distinct = list({text[slice(*trace.span)]: trace for trace in reversed(found)}.values())[::-1]
    weight = _weight(distinct)
    if weight < _LEAST or _DECLARED.search(document.folded):
        return
    words = [text[slice(*one.span)][:_LONG] for one in distinct[:_SHOWN]]
    yield Finding(
        None,
        f"{len(found)} traces of a translation that nobody declares, such as “{words[0]}” and “{words[1]}”",
        evidence={
            "traces": [{"words": word, "kind": one.kind} for word, one in zip(words, distinct, strict=False)],
            "count": len(found),
        },
        related=tuple(Related(one.span, f"{one.kind} of another language") for one in distinct[:_SHOWN]),
        severity=Severity.WARNING if weight >= _STRONG else None,
    )
    for trace in [trace for trace in distinct if trace.kind in _TO_REWRITE][:_MOST_NOTES]:
        phrase = text[slice(*trace.span)]
        yield Finding(trace.span, f"“{phrase}”: {trace.kind} of another language", {"kind": trace.kind})


def _weight(distinct: list[Trace]) -> float:
    """What traces weigh together; 0 if they are of one kind and might be a writer's habit."""
    weights: dict[str, float] = {}
    for trace in distinct:
        most = _MOST_TURNS if trace.kind == TURN else _MOST_OF_A_KIND
        weights[trace.kind] = min(weights.get(trace.kind, 0.0) + trace.weight, most)
    sure = sum(trace.weight for trace in distinct if trace.kind == TURN and trace.weight >= 1)
    return sum(weights.values()) if len(weights) >= _KINDS or sure >= _MOST_TURNS else 0.0


RULE = Rule(
    id="provenance/translated-text",
    summary="traces of a translation that is not declared",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
