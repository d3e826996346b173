"""A reference that leads nowhere: a note mark without its note, an author who is missing from the list of references.

**What it finds.** Note marks (`[12]`, `[^3]`) where the document has notes or references and none of that number; in
a document that has none at all, the first mark, which stands for the others. “(Lee 2004)” where the document has a list
of references and Lee is not in it. Links without a target are those of `extraction/dead-link`.

**Why it matters.** The sentence looks as if it had a source, and the source cannot be looked up.

```flagged
The dam was built in a year.⟦[7]⟧ It was raised later.[8]
```

```flagged
The dam is old (Lee 2004), and it leaks ⟦(Hale 2011)⟧.

References:
Lee, A. (2004): Dams. Lund.
```

```clean
The dam was built in a year.[1] He said that “it [the dam] leaks” in [2014].

[1] Lee, Dams, p. 4.
```

**Known misses.** Notes by other signs (*, †); page numbers; a list of references without a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import anchored
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

# A mark hangs on a word or a stop without a space: "year.[7]"; not "gets [68] votes".
_MARK = re.compile(r"\[(?P<number>\^[\w-]{1,20}|\d{1,3})\](?![(:\w])")
_HANGS = re.compile(r"[\w.,;:!?”\"’')\]]\Z")
_STANDS = re.compile(r"[\w,;:!?”\"’')]\s\Z")
_NOTE = re.compile(
    r"^[ \t>*-]*(?:\[(?P<mark>\^[\w-]{1,20}|\d{1,3})\]:?|(?P<bare>\d{1,3})[.)]|\^(?P<caret>\d{1,3}))\s", re.MULTILINE
)
_LIST = re.compile(
    r"^[ \t#*_]{0,6}(?:references|bibliography|works cited|literature|sources|literature cited)[ \t:*_]{0,4}\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"\((?:see\s|cf\.\s|e\.g\.,?\s)?(?P<name>[A-Z][\w’'-]{1,30})(?:\s(?:et\sal\.?|and|&)(?:\s[A-Z][\w’'-]{1,30})?)?,?\s"
    r"(?P<year>(?:1[89]|20)\d\d)[a-z]?(?:[,:;]\s?[^()]{0,40})?\)"
)
_MONTHS = frozenset(
    "January February March April May June July August September October November December Spring Summer Autumn Winter "
    "Fall Early Late Since In".split()
)


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each reference; one for all marks of a document that has no notes."""
    yield from _marks(document)
    yield from _authors(document)


def _marks(document: Document) -> Iterator[Finding]:
    text = document.prose.text
    found = list(anchored(_MARK, text, "["))
    if not found:
        return
    noted = {match["mark"] or match["bare"] or match["caret"] for match in _NOTE.finditer(text)}
    # A number in brackets by itself is a mark where others of its kind have their notes.
    standing = [match for match in found if _STANDS.search(text, max(match.start() - 2, 0), match.start())]
    if all(match["number"] not in noted for match in standing):
        standing = []
    hanging = [match for match in found if _HANGS.search(text, max(match.start() - 2, 0), match.start())]
    marks = sorted((*hanging, *standing), key=re.Match.start)
    if not marks:
        return
    lost = [match for match in marks if match["number"] not in noted and not document.code.at(match.start())]
    if len(lost) == len(marks):
        lost, left = lost[:1], len(lost) - 1
    else:
        left = 0
    for match in lost:
        more = f" ({left} more in this document, which has no notes)" if left else ""
        yield Finding(Span(*match.span()), f"{match[0]}: there is no such note{more}", {"mark": match[0], "more": left})


def _authors(document: Document) -> Iterator[Finding]:
    text = document.prose.text
    found = [match for match in anchored(_AUTHOR, text, "(") if match["name"] not in _MONTHS]
    headings = list(_LIST.finditer(text)) if found else []
    if not headings:
        return
    heading = headings[-1]
    listed = text[heading.end() :]
    names = set(re.findall(r"[A-Z][\w’'-]+", listed))
    if not any(match["name"] in names for match in found):
        return  # not a list of the works that are cited by name and year
    for match in found:
        if match.start() < heading.start() and match["name"] not in names:
            yield Finding(
                Span(*match.span()), f"{match['name']} is not in the list of references", {"name": match["name"]}
            )


RULE = Rule(
    id="attribution/dangling-citation",
    summary="a reference that leads nowhere",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
