"""A name that lost a part: its apostrophe (“Kings College”), or what it is of (“the University of, said”).

**What it finds.** Names of bodies and days that are written with an apostrophe and have none, from a list; and a body
whose name breaks off after “of”, before punctuation or a verb.

**Why it matters.** A name that is written wrong is not found, and shows that nobody, or a converter, handled the text.

```flagged
She teaches at ⟦Kings College⟧ in London.
He studied at the ⟦University of⟧, and left the ⟦Ministry of⟧ in May.
```

```clean
She teaches at King’s College and at Queens College. He studied at the University of Lund. What is it a university of?
```

**Known misses.** Names that are not in the list, and apostrophes at a wrong place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import alternation, anchored, entries
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_BODY = re.compile(
    r"(?:University|Ministry|Department|Institute|Bank|Bureau|College|Academy|Chamber|Museum|Republic|Embassy) of"
    r"(?=[,.;:)]|\s(?:in|on|and|said|says|has|had|was|is|will|that|which|who)\b)"
)
_SIGNS = (
    *("University of", "Ministry of", "Department of", "Institute of", "Bank of", "Bureau of", "College of"),
    *("Academy of", "Chamber of", "Museum of", "Republic of", "Embassy of"),
)
_GENITIVE = re.compile(r"s(?= )")


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each name."""
    text = document.prose.text
    for match in anchored(_mangled(), text, *_leads()):
        right = _GENITIVE.sub(f"{_apostrophe(text)}s", match[0], count=1)
        yield Finding(
            Span(*match.span()),
            f"“{match[0]}” is written “{right}”",
            evidence={"name": match[0]},
            suggestion=right,
        )
    for match in anchored(_BODY, text, *_SIGNS):
        yield Finding(Span(*match.span()), f"“{match[0]}”: of what has been lost", evidence={"name": match[0]})


def _apostrophe(text: str) -> str:
    return "'" if "’" not in text and "'" in text else "’"


@cache
def _mangled() -> re.Pattern[str]:
    return re.compile(rf"{alternation(phrase for phrase, _ in entries('mangled-names'))}(?![\w’'])")


@cache
def _leads() -> tuple[str, ...]:
    return tuple(sorted({phrase.rpartition(" ")[0].partition(" ")[0] for phrase, _ in entries("mangled-names")}))


RULE = Rule(
    id="names/mangled-name",
    summary="a name that lost a part",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
