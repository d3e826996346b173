"""A citation whose year no entry of the bibliography has: (Haas, 2011), where the list has Haas of 2007 alone.

**What it finds.** Author and year in brackets, or a year in brackets after an author, in a document with a list of
references, where the list names the author but not with that year (nor with its letter: 1999b).

**Why it matters.** The work that a claim rests on cannot be found, or the year of one of the two is wrong.

```flagged
Hedges slow the wind (⟦Haas, 2011⟧), though gaps undo it (Pollard, 1994).

References:
Haas, U. (2007). Wind shadows. Agrarian Physics, 12, 33–51.
Pollard, E. (1994). Gaps in Hedges. Ludlow: Wren.
```

```clean
Hedges slow the wind (Haas, 2007), though gaps undo it (Pollard, 1994; Aho, personal communication, 2004).

References:
Haas, U. (2007). Wind shadows. Agrarian Physics, 12, 33–51.
Pollard, E. (1994). Gaps in Hedges. Ludlow: Wren.
```

**Known misses.** Numbered notes; authors that the list does not name at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import lexicon
from corpus.dates import MONTHS
from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span, SpanIndex
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity

_HEADS = frozenset(
    (
        "references",
        "bibliography",
        "works cited",
        "literature",
        "literature cited",
        "sources",
        "cited works",
        "cited",
        "citations",
        "notes",
        "notes and references",
        "abbreviations and editions",
        "further reading",
    )
)
_CITED = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w'’-]{1,30})(?:\s(?:&|and|et\sal\.?|with)(?:\s[A-ZÀ-Þ][\w'’-]{1,30})?)?,?\s\(?(?P<year>(?:1[5-9]|20)\d\d)(?P<letter>[a-z])?"
    r"(?=[);,:])"
)
_BARE = re.compile(
    r"\b(?P<name>[A-ZÀ-Þ][\w'’-]{1,30}),?\s(?P<year>(?:1[5-9]|20)\d\d)(?P<letter>[a-z])?(?=[,;.:)]|\s\()"
)
_LEADING = re.compile(
    r"(?:\A|(?<=[.\n] )|(?<=\n)|(?<=: ))(?:\[?\d{1,3}[\].]\s|[-•*]\s)?(?P<name>[A-ZÀ-Þ][\w'’-]{1,30})"
)
_INLINE = re.compile(r"(?:Cited|References|Works cited|Sources|Literature|Bibliography):\s\S")
_ENTRY = re.compile(
    r"(?:\[?\d{1,3}[\].]\s|[-•*]\s)?[A-ZÀ-Þ][\w'’-]{1,30},\s(?:[A-Z]\.|[A-Z][a-z]+)[^\n]{0,300}?(?<!\d)(?:1[5-9]|20)\d\d(?!\d)[^\n]{0,200}\Z"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?")
_MOST = 50  # works of one author
_LONGEST, _NAME = 200, 60  # code points of a bracket, and of a name before it
_NO_AUTHORS = frozenset(("In", "The", "Since", "From", "By", *(month.capitalize() for month in MONTHS)))


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each citation."""
    text = document.prose.text
    head = _head(document)
    if head is None:
        return
    entries = _entries(document, head)
    by_name: dict[str, list[tuple[Span, frozenset[str]]]] = {}
    for span, names, years in entries:
        for name in names:
            by_name.setdefault(name, []).append((span, years))
    leading = {name for span, *_ in entries for name in _LEADING.findall(text, span.start, span.end)}
    for match in _cited(document, document.paragraphs[head].start, leading):
        name, year = match["name"], match["year"] + (match["letter"] or "")
        own = by_name.get(name, [])[:_MOST]
        listed = {listed for _, years in own for listed in years}
        if not own or year in listed or (not match["letter"] and any(one[:4] == year for one in listed)):
            continue
        if not listed:
            continue  # an entry that is "forthcoming"
        cited = text[match.start() : match.end()]
        yield Finding(
            Span(match.start(), match.end()),
            f"“{cited}”: the list of references has {name} of {', '.join(sorted(listed))}, not of {year}",
            evidence={"name": name, "year": year, "listed": sorted(listed)},
            related=tuple(Related(span, "the entry") for span, _ in own[:3]),
        )


def _head(document: Document) -> int | None:
    """The number of the paragraph or line that heads the list, if there is one."""
    text = document.prose.text
    found = [
        number
        for number, span in enumerate(document.paragraphs)
        if span.end - span.start < 40 and text[span.start : span.end].strip("#*_: ").lower() in _HEADS  # noqa: PLR2004
    ]
    if found:
        return found[-1]
    inline = [number for number, span in enumerate(document.paragraphs) if _INLINE.match(text, *span)]
    return inline[-1] if inline else _unheaded(document)


def _unheaded(document: Document) -> int | None:
    """The number of the first of the paragraphs at the end that are entries, if there is no head."""
    number = len(document.paragraphs)
    while number > 1 and _ENTRY.match(document.prose.text, *document.paragraphs[number - 1]):
        number -= 1
    return number if number < len(document.paragraphs) else None


def _entries(document: Document, head: int) -> list[tuple[Span, frozenset[str], frozenset[str]]]:
    """For each line of the list: its place, the names before its title, and its years."""
    text = document.prose.text
    found = []
    is_head = text[slice(*document.paragraphs[head])].strip("#*_: ").lower() in _HEADS
    for paragraph in document.paragraphs[head + is_head :]:
        start = paragraph.start
        for line in text[paragraph.start : paragraph.end].splitlines(keepends=True):
            names = frozenset(re.findall(r"[A-ZÀ-Þ][\w'’-]{1,30}", line[:120]))
            found.append((Span(start, start + len(line.rstrip())), names, frozenset(_YEAR.findall(line))))
            start += len(line)
    return [entry for entry in found if entry[0].end > entry[0].start]


def _cited(document: Document, end: int, leading: set[str]) -> Iterator[re.Match[str]]:
    """Author and year, of which the year stands in brackets, or right behind a name that an entry begins with."""
    text = document.prose.text
    bracketed = list(_in_brackets(text, end))
    yield from bracketed
    taken = SpanIndex(Span(*match.span()) for match in bracketed)
    for match in _BARE.finditer(text, 0, end):
        if match["name"] in leading and not taken.touching(Span(*match.span())):
            yield match


def _in_brackets(text: str, end: int) -> Iterator[re.Match[str]]:
    """As in "(Haas, 2011)" and "Dunn (2002)"."""
    for place in lexicon.places(text[:end], "("):
        close = text.find(")", place, place + _LONGEST)
        if close > place and "\n" not in text[place:close] and "(" not in text[place + 1 : close]:
            # "Dunn (2002)" has its name before the bracket.
            start = (
                max(place - _NAME, text.rfind("\n", max(place - _NAME, 0), place) + 1)
                if text[place + 1].isdigit()
                else place + 1
            )
            for match in _CITED.finditer(text, start, close + 1):
                if match.start("year") > place and match["name"] not in _NO_AUTHORS:
                    yield match


RULE = Rule(
    id="dates/undated-citation",
    summary="a citation whose year no entry has",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
    languages=frozenset({"en"}),
)
