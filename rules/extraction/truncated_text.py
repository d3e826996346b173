"""A text that ends before its end: in the middle of a sentence, or in `[…]`.

**What it finds.** A last paragraph of running text that ends without a stop or trails off inside a word, and the marks
that feeds and previews end a text with (`[…]`, `[+1234 chars]`, `(more…)`, `Read the full story`). Short lines that
follow the text, such as signatures, credits and tags, are not taken for its end.

**Why it matters.** What is missing may be the half that matters: the answer, the correction, the denial.

```flagged
The council met on Monday. The mayor said that the bridge would be closed.

The ministry, which had first denied the report, said on Tuesday that it ⟦would⟧
```

```flagged
The council met on Monday to vote on the plan. The mayor said that the bridge ⟦[…]⟧
```

```clean
The council met on Monday. The mayor said that the bridge would be closed.

Ana Ruiz is a reporter in the capital
```

**Known misses.** A text cut at the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import entries
from corpus.spans import Span
from corpus.vocabulary import is_word
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

# What feeds and previews end a text with, at the very end of a paragraph.
_MARK = re.compile(
    r"(?:\[\s?(?:…|\.{3})\s?\]|\(\s?(?:…|\.{3})\s?\)"
    r"|\[\+?\d{1,6} (?:more )?char(?:acter)?s?\]"
    r"|[(\[]\s?(?:more|continued|cont['’]?d|read more|to be continued)\s?(?:…|\.{3}|»|→|›)?\s?[)\]]"
    r"|(?:…|\.{3})\s?(?:\(?(?:read|see|show) more\)?|\[?more\]?|continue reading)\W{0,4}"
    r"|\[?(?:(?:click here to )?"
    r"(?:continue reading|read (?:the |our )?(?:full|rest|whole|entire|original)(?: of (?:the|this))?|view the full)"
    r"(?: (?:story|article|text|post|piece|report|interview|entry|version))?(?: (?:here|on|at) ?[\w./ -]{0,30})?)"
    r"\s?(?:\.{3}|[.…→»›\]]){0,4})\s*\Z",
    re.IGNORECASE,
)
_MARK_SIGNS = ("[", "(", "…", "...", "read", "the full")  # of which each such mark has one
_LONGEST_MARK = 120  # code points
# A last word with no stop behind it, and one with dots.
_LAST = re.compile(r"(?P<words>[^\W_][\w’'-]*(?<!')(?:[,;:]|\s?[–—-])?)\s*\Z")
_TRAILING = re.compile(r"(?P<words>[\w’'-]+,?\s?(?:…|\.{3}))\s*\Z")
# Somebody's title, with an initial at most: the name is missing.
_UNNAMED = re.compile(r"\b(?P<words>(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sen|Gov|Col|Capt|Sgt)\.(?:\s[A-Z]\.)?)\s*\Z")
_STOPPED = frozenset('.!?…”"')  # behind which no last word ends
_DOTS = ("…", "...")
_LONGEST_LAST = 40  # code points
_STOP = re.compile(r"[.!?…][\"”’'»)\]*_]{0,3}\s*\Z")
_LONGEST_STOP = 6  # code points, with the marks and spaces behind it
_FEWEST_WORDS = 12  # of a last paragraph that is running text
_FEWER_WORDS = 7  # where the last word cannot end a sentence
_SHORTEST_PROSE = 80  # code points of a paragraph of running text
_FROM_END = 5  # paragraphs in which a mark of truncation is looked for
_GOES_ON = ",;:–—-"
_POINTING = ("below:", "here:", "above:", "follows:")  # to a picture or film that a page shows there
_NO_PROSE = frozenset("• - * – ©".split())  # what lists and notices begin with


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """At most one finding, at the end."""
    text = document.prose.text
    for paragraph in reversed(document.paragraphs[-_FROM_END:]):
        start = max(paragraph.end - _LONGEST_MARK, paragraph.start)
        ending = text[start : paragraph.end].lower()
        mark = _MARK.search(text, start, paragraph.end) if any(sign in ending for sign in _MARK_SIGNS) else None
        if mark:
            span = Span(mark.start(), mark.start() + len(mark[0].rstrip()))
            yield _finding(text, span, "the text ends in a mark of truncation", Confidence.HIGH)
            return
    if document.paragraphs:
        yield from _end(document, document.paragraphs[-1])


def _end(document: Document, last: Span) -> Iterator[Finding]:
    """The last words of the last paragraph, if it is running text that does not end there."""
    text = document.prose.text
    start = max(last.end - _LONGEST_LAST, last.start)
    match = None if text[last.end - 1] in _STOPPED else _LAST.search(text, start, last.end)
    if match and match["words"] in _POINTING:
        return
    if match:
        word = match["words"]
        is_open = word.strip(f"{_GOES_ON} ") in _open_ended() or word[-1] in _GOES_ON
        if _is_prose(document, last, _FEWER_WORDS if is_open else _FEWEST_WORDS):
            confidence = Confidence.HIGH if is_open else Confidence.MEDIUM
            yield _finding(text, Span(*match.span("words")), "the text ends in the middle of a sentence", confidence)
        return
    unnamed = _UNNAMED.search(text, start, last.end) if text[last.end - 1] == "." else None
    # “Ms. R.” is how some texts call a person all through.
    if unnamed and text.find(unnamed["words"]) == unnamed.start() and text.count(" ", *last) >= _FEWER_WORDS:
        yield _finding(text, Span(*unnamed.span("words")), "the text ends before a name", Confidence.MEDIUM)
        return
    trailing = _TRAILING.search(text, start, last.end) if text.endswith(_DOTS, start, last.end) else None
    if trailing and _is_cut(document, trailing["words"].rstrip(".…, ")) and _is_prose(document, last, _FEWER_WORDS):
        yield _finding(text, Span(*trailing.span("words")), "the text trails off", Confidence.MEDIUM)


def _finding(text: str, span: Span, message: str, confidence: Confidence) -> Finding:
    words = text[span.start : span.end]
    before = text[max(span.start - 60, 0) : span.start]
    return Finding(
        span,
        f"{message}: … {before[-40:].lstrip()}{words[:60]}",
        evidence={"end": before + words},
        confidence=confidence,
    )


def _is_cut(document: Document, word: str) -> bool:
    """Whether dots stand behind a word that cannot end a sentence, or behind a part of one."""
    is_part = word.islower() and word.isascii() and document.language.code == "en" and not is_word(word)
    return is_part or word in _open_ended()


def _is_prose(document: Document, last: Span, fewest: int) -> bool:
    """Whether the last paragraph is running text of so many words, in a document whose paragraphs end in stops."""
    text = document.prose.text
    words = text[last.start : last.end].split()
    small = sum(word[:1].islower() for word in words)
    is_running = len(words) >= fewest and small * 2 > len(words) and words[0] not in _NO_PROSE
    if not is_running or "@" in words[-1] or "/" in words[-1]:
        return False
    before = [span for span in document.paragraphs[:-1] if span.end - span.start > _SHORTEST_PROSE]
    stopped = sum(bool(_STOP.search(text, max(span.end - _LONGEST_STOP, span.start), span.end)) for span in before)
    return stopped * 2 > len(before) or not before


@cache
def _open_ended() -> frozenset[str]:
    """Words that no text ends with."""
    return frozenset(word for word, weight in entries("open-ended-words") if weight >= 1)


RULE = Rule(
    id="extraction/truncated-text",
    summary="a text that ends before its end",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
