"""The caption or credit of a picture that is not there.

**What it finds.** Paragraphs between others that are the credit of a picture (`Photo: A. Ruiz/Wire`, `(Getty Images)`),
or its caption (`FILE PHOTO: …`, `Image source, …`, a sentence that a credit follows), and credits that a converter put
into a sentence. The agencies are in `picture-agencies`.

**Why it matters.** A caption without its picture reads like a sentence of the report: its date, place and names are the
picture's. In a page that still has the picture it is a note: a reader of the page sees what it belongs to, a reader of
the text does not.

```flagged
The council met on Monday.

⟦FILE PHOTO: The mayor at a rally in March. REUTERS/Ann Lee⟧

The vote is on Friday.
```

```flagged
The council met on Monday.

⟦Photo: Ann Lee/The Wire⟧

The vote is on Friday.
```

```clean
The photo shows the mayor, said Getty Images, which sells it.

Photographs: a history of the craft was published in 1998.
```

**Known misses.** Captions without a credit or a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import alternation, entries, holds
from corpus.spans import Span
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_LONGEST = 450  # code points of a caption with its credit
_LONGEST_CREDIT = 100  # code points at the end of a caption
_MOST_WORDS = 12  # of a credit: a name, a body and a licence
_PARTICLES = frozenset("of the by via for and courtesy de van von der da di la le bin al under".split())
_BODIES = frozenset("dpa afp ap epa ddp apa ansa efe picture-alliance imago".split())

_AGENCIES = rf"(?:{alternation(name for name, _ in entries('picture-agencies'))}|CC BY[\w .-]{{0,12}})"
# A dot ends an initial only: “in March. Ann Lee” is not all a name.
_CAPITALISED = r"(?:(?:[A-Z]\.)+|[A-Z][\w’'-]*(?:\.[\w’'-]+)*)"
_NAME = rf"{_CAPITALISED}(?:\s(?:{_CAPITALISED}|de|van|von|der|bin|al|la)){{0,4}}"
_WORDS = (
    r"(?:photo(?:graph|graphy|graphs|s|grapher)?|images?|pictures?|credits?|illustration|graphic|video|art|visual|map"
    r"|chart|(?:cover|featured|lead|top|main|header) image|screen ?(?:grab|shot)|still"
    r"|fotos?|bild(?:er)?|imagen|crédits?(?: photo)?|foto-?credit|fotografía|abbildung)"
)
# “Photo: Ann Lee/The Wire”, “Image credit | Ann Lee”, “Picture by Ann Lee”: a credit and nothing else.
_CREDIT = re.compile(
    rf"[(\[*_\s]*(?i:(?:{_WORDS}\s?(?:/\s?)?)?(?:{_WORDS})"
    r"\s?(?:credits?|source|courtesy(?:\sof)?|by|from|via|copyright|caption|©)?)[*_\s]*"
    r"(?::|\||–|—|/|(?<=by)|(?<=via)|(?<=source),|(?<=courtesy of)|(?<=courtesy)|(?<=©)"
    r"|(?<=caption),?|(?<=credit),?|(?<=copyright),?)[*_]*\s*(?P<who>\S.{1,120})"
)
# “FILE PHOTO:”, “Image caption,”, “In this file photo”, “Figure 2.”, “Clockwise from top left:”: what follows is one.
_LABEL = re.compile(
    r"[*_\[(\s]*(?:FILE(?:\s(?:PHOTO|IMAGE|PICTURE|PIC))?\s?(?::|[–—-]\s)|(?i:file (?:photo|image|picture))\b"
    r"|PHOTO:|IMAGE:"
    r"|(?i:image caption|image source|image copyright|media caption|photo caption)(?:[,:]|\s(?=[A-Z]))"
    r"|(?i:caption[,:]|alt(?:ernative)? text:|image may contain:|no photo description available"
    r"|no alternative text description)"
    r"|(?i:in this (?:\w+\s){0,3}(?:file\s)?(?:photo|image|picture|photograph)\b)"
    r"|(?i:figure|fig\.)\s?\d{1,3}(?:\.\d{1,2})?[.:]\s"
    r"|(?i:(?:pictured|above|below|top|left|right|clockwise from (?:top|left|top left)|from left(?: to right)?"
    r"|left to right|l-r|l to r)\s?(?:\((?:left|right)\)\s?)?:)"
    r"|\((?:L-R|L to R)\))"
)
# “(Photo by Ann Lee)”, “(Reuters)” at the end. “[Reuters.]” is where a report is from.
_BRACKETED = re.compile(
    rf"(?!\[{_AGENCIES}\.?\])[(\[](?:(?i:{_WORDS}|courtesy|file)\b[^()\[\]\r\n]{{0,100}}"
    rf"|[^()\[\]\r\n]{{0,60}}\b{_AGENCIES}\b[^()\[\]\r\n]{{0,30}}(?i:photos?|images?)?)[)\]]\.?[*_]{{0,3}}\s*\Z"
)
# “Photo by Ann Lee”, “© Ann Lee”, “Ann Lee / AFP / Getty Images”, “Ann Lee/The Wire” at the end. Each name between two
# strokes is read in one way only: most agencies are names too, and all combinations of both would be tried.
_AT_END = re.compile(
    r"(?:(?i:photo|image|picture|credit|photograph|illustration)s?"
    r"(?:\s?(?i:credit|by|courtesy of|courtesy|source|:))+\s?:?\s?\S.{1,60}"
    rf"|©\s?{_NAME}.{{0,40}}"
    rf"|(?:{_NAME}\s?/\s?)?{_AGENCIES}(?>\s?/\s?(?:{_NAME}|{_AGENCIES}))*"
    rf"(?:\s(?i:photos?|images?|via\s.{{2,30}}))?(?:/{_NAME})?"
    rf"|{_NAME}\s?/\s?(?:The\s)?{_NAME})[.)\]*_]{{0,3}}\s*\Z"
)
# A credit that a converter put into a sentence, behind a small word.
_INSIDE = re.compile(
    r"(?:(?<=[a-z] )|(?<=[a-z], ))(?:Photo|Picture|Image|Foto|Photograph)(?: credit| by)?: "
    r"[A-Z][\w.&’'/-]*(?:[ /](?:[A-Z][\w.&’'/-]*|of|the|for)){0,6}"
)
# Without one of these it has nothing to find.
_INSIDE_SIGNS = ("Photo: ", "Picture: ", "Image: ", "Foto: ", "Photograph: ", "credit: ", "Photo by: ")
_SIGN = re.compile(r"[/|©]|(?i:\bphotos?\b|\bimages?\b|\bcredit\b|\bcourtesy\b|\bvia\b)")
_SIGNS = ("/", "|", "©", "photo", "image", "credit", "courtesy", "via")  # in small letters
_ENDS = '.!?”"|—–-'  # what stands before a credit that follows a caption

_CAPTION = "the caption of a picture"
_ITS_CREDIT = "the credit of a picture"
_WITH_CREDIT = "the caption of a picture, with its credit"
_IN_SENTENCE = "the credit of a picture inside a sentence"


_STOPS = frozenset(".!?;:”")
_BRACKETED_ENDS = (").", "].")


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each caption."""
    text = document.prose.text
    for paragraph in document.paragraphs:
        if paragraph.end - paragraph.start <= _LONGEST:
            found = _caption(text[paragraph.start : paragraph.end])
            if found:
                yield _beside(document, _finding(text, paragraph, *found))
    if holds(text, ": ", *_INSIDE_SIGNS):
        for match in _INSIDE.finditer(text):
            yield _finding(text, Span(*match.span()), _IN_SENTENCE, Confidence.HIGH)


def _finding(text: str, span: Span, what: str, confidence: Confidence) -> Finding:
    words = text[span.start : span.end]
    return Finding(span, f"{what}: {words[:100]}", evidence={"kind": what}, confidence=confidence)


def _beside(document: Document, finding: Finding) -> Finding:
    """The finding, as a note where the picture stands beside its caption in the page."""
    if finding.span is None or not document.captions.touching(finding.span):
        return finding
    evidence = {**finding.evidence, "picture": "in the page, not in the text"}
    return replace(finding, severity=Severity.NOTE, evidence=evidence)


def _caption(line: str) -> tuple[str, Confidence] | None:
    """What of a picture a paragraph is, and how surely."""
    if _LABEL.match(line):
        return _CAPTION, Confidence.HIGH
    if line[-1] in _STOPS and not line.endswith(_BRACKETED_ENDS):
        return None  # as most paragraphs end, and no credit does
    credit = _CREDIT.fullmatch(line)
    if credit and _is_credit(credit["who"]):
        return _ITS_CREDIT, Confidence.HIGH
    if line.rstrip("*_").removesuffix(".").endswith((")", "]")) and _BRACKETED.search(line):
        return _WITH_CREDIT, Confidence.HIGH
    return (_WITH_CREDIT, Confidence.MEDIUM) if _ends_in_credit(line) else None


def _is_credit(who: str) -> bool:
    """Whether what follows “Photo:” names somebody, rather than saying something."""
    words = [word for word in who.split() if word[:1].isalpha()]
    small = [word for word in words if word[0].islower() and not {word, word.strip(".)/")} & (_PARTICLES | _BODIES)]
    return 0 < len(words) <= _MOST_WORDS and len(small) * 3 <= len(words)


def _ends_in_credit(line: str) -> bool:
    """Whether a credit stands behind the last sentence of a paragraph, or is all of it."""
    low = line.lower()
    has_sign = any(sign in low for sign in _SIGNS) and _SIGN.search(line)
    ending = _AT_END.search(line, max(len(line) - _LONGEST_CREDIT, 0)) if has_sign else None
    if ending is None or not _SIGN.search(ending[0]):
        return False
    before = line[: ending.start()].rstrip()
    return not before or before[-1] in _ENDS


RULE = Rule(
    id="extraction/caption-residue",
    summary="the caption or credit of a picture that is not there",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
