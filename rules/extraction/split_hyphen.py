"""A word that a line end divided: `govern-` and `ment` on the next line, or `govern- ment` in one.

**What it finds.** Two parts with a hyphen and white space between them that together are a word, and are not both words
by themselves that a hyphen may join; words with such a hyphen left in them (`dif-ferent`); and two parts with a space
between them of which one is no word, but both together are one (`morn ing`, where a soft hyphen was). `pre- and
post-war` is left alone.

**Why it matters.** The word is not found by search, and its parts are counted as words.

```flagged
The ⟦govern-
ment⟧ met. It was a ⟦re- markable⟧ day.
```

```clean
The pre- and post-war years; a well-
known two- or three-year plan. The vote - ten to one - was clear.
```

**Known misses.** Parts that are words both (`some- where` is found, `car- pet` is not told from a compound).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import anchored
from corpus.repair import Repair
from corpus.spans import Span
from corpus.vocabulary import common, is_word
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

# A hyphen behind a letter, white space, and small letters; a soft hyphen, and what OCR makes of one, count as well.
_HYPHEN = re.compile(
    r"(?:[-\u2010](?<=[^\W\d_].)|[-\u2010](?<=[^\W\d_] .)|[\u00ad¬](?<=[^\W\d_].))"
    r"(?P<gap> ?(?:\r\n|[\r\n\f]){1,4} *| {1,2})(?P<right>[a-zà-ÿ]{2,20})(?!\w)"
)
# What that begins with; most hyphens stand in a word.
_HYPHENS = ("- ", "-\n", "-\r", "-\f", "\u2010", "\u00ad", "¬")
# A hyphen between small letters, of which no other follows.
_KEPT = re.compile(r"-(?<=[a-z]-)(?P<right>[a-z]{2,20})(?![\w’'-])")
_LEFT = re.compile(r"(?<![\w-])[^\W\d_]{1,20}(?= ?\Z)")
_LONGEST_LEFT = 21  # code points, with the space that _LEFT allows
_FRAGMENT_BEFORE = re.compile(r"(?<![^\W_])(?<!['’-])[A-Za-z][a-z]{0,14}(?= \Z)")
_FRAGMENT_AFTER = re.compile(r" ([a-z]{1,15})(?![\w’'-])")
_LONGEST_FRAGMENT = 17  # code points, with the space behind it and what stands before it
_SHORTEST_WORD = 6  # letters; parts of shorter ones are words of other languages
_SHORTEST_PART = 3  # letters of a part next to a hyphen in a word
# What stands behind a suspended hyphen: “two- or three-year”.
_SUSPENDED = frozenset("and or to nor but versus vs than as und oder et ou y e o en of bis a i through".split())
_PREFIXES = frozenset("re co un non anti pre post semi ex self well so mid multi inter over under out".split())
# Words that stand before and after anything.
_SMALL = frozenset(
    "a i an the of to in on at by or and is as it be he we if so no up us my me do re de et al go for not out off "
    "over".split()
)


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each divided word."""
    text = document.prose.text
    is_english = document.language.code == "en"
    end = 0
    for match in anchored(_HYPHEN, text, *_HYPHENS):
        found = _divided(text, match, is_english=is_english)
        if found and found.span:
            end = found.span.end
            yield found
    if is_english:
        yield from (kept for match in _KEPT.finditer(text) if (kept := _kept(text, match)))
        yield from _broken(document, end)


def _divided(text: str, match: re.Match[str], *, is_english: bool) -> Finding | None:
    """A word with a hyphen and white space in it."""
    left, right = _LEFT.search(text, max(match.start() - _LONGEST_LEFT, 0), match.start()), match["right"]
    ends_line = "\n" in match["gap"] or "\r" in match["gap"]
    if left is None or right in _SUSPENDED or (text[match.start() - 1] == " " and not ends_line):
        return None
    word, is_prefix = left[0] + right, left[0].lower() in _PREFIXES
    is_known, left_is_word, right_is_word = is_word(word.lower()), is_word(left[0].lower()), is_word(right)
    # "Ground-" and "water" may be written with its hyphen too.
    may_be_compound = left_is_word and right_is_word and word.lower() not in common()
    is_foreign = not is_english or not (left_is_word or right_is_word)
    if (not is_known and not is_foreign) or (is_prefix and right_is_word and not ends_line):
        return None
    span = Span(left.start(), match.end())
    # “re-sign” is another word than “resign”.
    is_sure = is_known and not is_prefix and not may_be_compound
    return Finding(
        span,
        f"a line end divided “{word}”",
        evidence={"parts": [left[0], right]},
        suggestion=word,
        confidence=Confidence.HIGH if is_known and not may_be_compound else Confidence.MEDIUM,
        repairs=(Repair(span, word),) if is_sure else (),
    )


def _kept(text: str, match: re.Match[str]) -> Finding | None:
    """A word that was joined again with the hyphen in it."""
    right = match["right"]
    if len(right) < _SHORTEST_PART:
        return None
    left = _LEFT.search(text, max(match.start() - _LONGEST_LEFT, 0), match.start())
    if left is None or left[0].lower() in _PREFIXES:
        return None
    word, parts = left[0] + right, (left[0].lower(), right)
    # “zig-zag” is written with its hyphen.
    is_echo = len(parts[0]) == len(right) and (parts[0][0], parts[0][-1]) == (right[0], right[-1])
    if is_echo or len(parts[0]) < _SHORTEST_PART or not _is_common(word.lower()) or all(map(is_word, parts)):
        return None
    return Finding(
        Span(left.start(), match.end()),
        f"a hyphen of a line end is left in “{word}”",
        evidence={"parts": list(parts)},
        suggestion=word,
        confidence=Confidence.MEDIUM,
    )


def _broken(document: Document, end: int) -> Iterator[Finding]:
    """Words that a space broke; ``end`` is that of the last one that a hyphen did."""
    text = document.prose.text
    for span, fragment in document.unknown_words:
        found = _whole(text, span, fragment)
        if found and found[0].start >= end:
            place, word = found
            end = place.end
            yield Finding(
                place,
                f"a space broke “{word}”",
                evidence={"parts": text[place.start : place.end].split()},
                suggestion=word,
                confidence=Confidence.MEDIUM,
            )


def _whole(text: str, span: Span, fragment: str) -> tuple[Span, str] | None:
    """The word that a fragment and the one before or after it are together."""
    before = _FRAGMENT_BEFORE.search(text, max(span.start - _LONGEST_FRAGMENT, 0), span.start)
    if before and before[0] not in _SMALL and _is_common(before[0].lower() + fragment):
        return Span(before.start(), span.end), before[0] + fragment
    after = _FRAGMENT_AFTER.match(text, span.end)
    if after and after[1] not in _SMALL and _is_common(fragment + after[1]):
        return Span(span.start, after.end()), fragment + after[1]
    return None


def _is_common(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD and word in common()


RULE = Rule(
    id="extraction/split-hyphen",
    summary="a word that a line end divided",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
