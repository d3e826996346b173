"""A reference that leads nowhere: a note mark without its note, an author who is missing from the list of references.

**What it finds.** Note marks (`[12]`, `[^3]`) where the document has notes or references and none of that number; in
a document that has none at all, the first mark, which stands for the others. “(Lee 2004)” where the document has a list
of references and Lee is not in it, and “Lee (2004) has shown” where it has a list of references or notes. A list of
marks (`[4, 9]`) needs notes under a heading of their own. Links without a target are those of `extraction/dead-link`.

**Why it matters.** The sentence looks as if it had a source, and the source cannot be looked up.

```flagged
The dam was built in a year.⟦[7]⟧ It was raised later.[8]
```

```flagged
The dam is old (Lee 2004), and it leaks ⟦(Hale 2011)⟧.

References:
Lee, A. (2004): Dams. Lund.
```

```flagged
The dam leaks in other valleys too ⟦[4, 9]⟧. As ⟦Okello (2011)⟧ has shown, none of them was dry.

## Notes

1. Lee, Dams, p. 4.
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
    r"^[ \t#*_]{0,6}(?:\d{1,2}\.?[ \t])?(?:notes|endnotes|footnotes|notes and references"
    r"|references|bibliography|works cited|literature|sources|literature cited)[ \t:*_]{0,4}\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?<=\s)\[(?P<numbers>\d{1,3}(?:(?:,\s?|[–-])\d{1,3}){1,8})\](?=[\s.,;:)])")
_TELLING = (
    r"(?:shows?|showed|found|finds|argues?|argued|writes|wrote|notes|noted|demonstrates?|demonstrated|reports|reported"
    r"|suggests|suggested|describes|described|estimates|estimated|concludes|concluded|observes|observed|points\sout"
    r"|pointed\sout|explains|explained|proposes|proposed|calls|called|(?:has|have)\s(?:[a-z]{2,12}ly\s)?(?:shown|found"
    r"|argued|demonstrated|suggested|described|estimated|observed|reported|noted|pointed\sout|proposed|called))\b"
)
# "Lee (2004) has shown": a work is cited only where it says something; "Jaws (1975)" is a film.
_SAYING = re.compile(
    r"(?P<name>[A-Z][\w’'-]{1,30})(?:\s(?:et\sal\.|(?:and|&)\s[A-Z][\w’'-]{1,30}))?\s\((?P<year>(?:1[89]|20)\d\d)[a-z]?\)"
    r"(?=\s" + _TELLING + ")"
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
    yield from _several(document)
    yield from _authors(document)
    yield from _saying(document)


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


def _several(document: Document) -> Iterator[Finding]:
    """Lists of marks that are not all in the notes that the document ends with."""
    text = document.prose.text
    found = [match for match in anchored(_SEVERAL, text, "[") if not document.code.at(match.start())]
    heading = _last_heading(text) if found else None
    if heading is None:
        return
    noted = {match["mark"] or match["bare"] or match["caret"] for match in _NOTE.finditer(text, heading.end())}
    # The numbers of a list in Markdown or HTML are no text: then there are at most as many notes as lines.
    most = 0 if noted else len(text[heading.end() :].split("\n")) - 1
    for match in found:
        lost = [number for number in re.findall(r"\d+", match["numbers"]) if number not in noted and int(number) > most]
        if lost and match.start() < heading.start():
            yield Finding(
                Span(*match.span()), f"{match[0]}: there is no note {', '.join(lost)}", {"mark": match[0], "more": 0}
            )


def _last_heading(text: str) -> re.Match[str] | None:
    return next(reversed(list(_LIST.finditer(text))), None)


def _saying(document: Document) -> Iterator[Finding]:
    """Authors who say something, with a year, and are nowhere in the list that the document ends with."""
    text = document.prose.text
    found = list(_SAYING.finditer(text))
    heading = _last_heading(text) if found else None
    if heading is None:
        return
    names = set(re.findall(r"[A-Z][\w’'-]+", text[heading.end() :]))
    for match in found:
        if match.start() < heading.start() and match["name"] not in names | _MONTHS:
            yield Finding(
                Span(*match.span()), f"{match['name']} is not in the list of references", {"name": match["name"]}
            )


def _authors(document: Document) -> Iterator[Finding]:
    text = document.prose.text
    found = [match for match in anchored(_AUTHOR, text, "(") if match["name"] not in _MONTHS]
    heading = _last_heading(text) if found else None
    if heading is None:
        return
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
