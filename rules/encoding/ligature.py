"""Letters joined or lost by a PDF: `ﬁnal`, `signi cant`, private-use characters.

**What it finds.** The ligatures of Latin letters that Unicode keeps for old charsets (`ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ`); characters for
private use, which only the font of the original could show; and words that lost a ligature altogether (`signi cant`,
`ofcial`), by the list of English words. Those of one line are one finding.

**Why it matters.** `ﬁnal` is not found by a search for “final”, and what a private-use character meant is known to
nobody.

```flagged
The ⟦oﬃce made a ﬁrm oﬀer⟧ that was ⟦signi cant⟧. It is ⟦ofcial⟧ now.
They said ⟦brie y⟧ that the ⟦e ort⟧ had ⟦a ected⟧ the ⟦ eld⟧ work.
```

```clean
The final offer was significant. A con artist sold tofu.
```

**Known misses.** Lost ligatures in names, and those of which both halves are words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from corpus.characters import LIGATURES
from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import places
from corpus.repair import Repair
from corpus.spans import Span
from corpus.vocabulary import common, everyday, is_word, names
from rules.model import Confidence, Finding, NoOptions, Rule, Severity
from rules.same_line import around, by_line

_LIGATURE = re.compile(f"[{''.join(sorted(LIGATURES))}]")
_LETTERS = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")
# What fonts join; the last one is lost with a gap only.
_LOST = ("fi", "ff", "fl", "ffi", "ffl", "ft")
_LOST_WITHOUT_GAP = _LOST[:-1]
_LONE = frozenset("bcdefghjklmnopqrstuvwxyz")
# The token of letters before a fragment and the one after it, with one space between.
_WORD_BEFORE = re.compile(r"(?<![^\W_])[A-Za-z][a-z]{0,14}(?= \Z)")
_WORD_AFTER = re.compile(r" ([a-z]{1,15})(?![^\W_])")
_REACH = 17  # code points in which the token before a fragment is looked for: its letters, the space, what bounds it
# Letters of a word that lost a ligature without a gap. Of the short ones only the likeliest are told: words of every
# day that have lost their beginning.
_SHORTEST, _SHORT, _LONGEST = 3, 4, 25


_ARTICLES = frozenset("aAI")
_GAP = "  "  # a lost first or last letter leaves the space that was beside its word, and one of its own


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each line with ligatures, run of private-use characters and word that lost a ligature."""
    text = document.prose.text
    if not document.characters.isdisjoint(LIGATURES):
        found = (Span(*match.span()) for match in _LIGATURE.finditer(text))
        for group in by_line(text, (span for span in found if not _is_shown(text, span))):
            yield _joined(text, group)
    if _PRIVATE.search("".join(document.characters)):
        for match in _PRIVATE.finditer(text):
            yield _private(Span(*match.span()), match[0])
    if document.language.code == "en":
        yield from _lost(document)


def _is_shown(text: str, span: Span) -> bool:
    """Whether a ligature stands by itself as what the text speaks of, and not in a gap of its word: ``ef ﬁ cient``."""
    if around(text, span) != span:
        return False
    before, after = (
        _WORD_BEFORE.search(text, max(span.start - _REACH, 0), span.start),
        _WORD_AFTER.match(text, span.end),
    )
    left, right = before[0].lower() if before else "", after[1] if after else ""
    letters = _LETTERS[text[span.start]]
    return not any(map(is_word, (left + letters + right, left + letters, letters + right)))


def _joined(text: str, group: list[Span]) -> Finding:
    first, last = around(text, group[0]), around(text, group[-1])
    words = dict.fromkeys(text[slice(*around(text, span))] for span in group)
    return Finding(
        Span(first.start, last.end),
        f"ligatures stand for letters: {', '.join(words)[:120]}",
        evidence={"words": list(words)[:20]},
        suggestion=_LIGATURE.sub(lambda match: _LETTERS[match[0]], text[first.start : last.end])[:200],
        repairs=tuple(Repair(span, _LETTERS[text[span.start]]) for span in group),
    )


def _private(span: Span, characters: str) -> Finding:
    codes = [f"U+{ord(character):04X}" for character in characters[:20]]
    return Finding(
        span,
        f"{', '.join(codes[:3])} is for private use: only the original’s font knew what it shows",
        evidence={"characters": [*codes]},
    )


def _lost(document: Document) -> Iterator[Finding]:
    """Words with a gap, or nothing, where a ligature was."""
    text, end = document.prose.text, 0
    words = ((span, _restored(text, span, fragment)) for span, fragment in document.unknown_words)
    letters = ((span, _around_letter(text, span)) for span in _lone_letters(document))
    gaps = ((Span(place, place + len(_GAP)), _beside_gap(text, place)) for place in places(text, _GAP))
    for _, found in sorted(one for one in chain(words, letters, gaps) if one[1]):
        if found and found[0].start >= end:
            place, word = found
            end = place.end
            yield Finding(
                place,
                f"“{text[place.start : place.end].strip()}” has lost a ligature: {word}",
                evidence={"word": text[place.start : place.end].strip()},
                suggestion=word,
                confidence=Confidence.MEDIUM,
            )


def _lone_letters(document: Document) -> Iterator[Span]:
    """Small letters that stand by themselves between spaces, as in ``e ort`` and ``brie y``."""
    text = document.prose.text
    for letter in sorted(document.distinct_words & _LONE):
        for place in places(text, f" {letter} "):
            yield Span(place + 1, place + 2)


def _around_letter(text: str, span: Span) -> tuple[Span, str] | None:
    """The word of every day that a letter and the token before or after it were, if that token is no such word."""
    letter = text[span.start]
    before = _WORD_BEFORE.search(text, max(span.start - _REACH, 0), span.start)
    if before and len(before[0]) > 1 and before[0].lower() not in everyday():
        word = _between(before[0], letter)
        if word and (word in common() or word in names()):
            return Span(before.start(), span.end), word
    after = _WORD_AFTER.match(text, span.end)
    if after and len(after[1]) > 1 and after[1] not in everyday():
        word = _between(letter, after[1])
        if word in common():
            return Span(span.start, after.end()), word
    return None


def _beside_gap(text: str, place: int) -> tuple[Span, str] | None:
    """The word of every day that a fragment beside a gap of two spaces was: ``the  rst``, ``the sta  said``."""
    start, end = place, place + len(_GAP)
    if not text[start - 1 : start].isalpha() or not text[end : end + 1].isalpha():
        return None
    after, before = _WORD_AFTER.match(text, end - 1), _WORD_BEFORE.search(text, max(end - 1 - _REACH, 0), start + 1)
    if after and after[1] not in everyday():
        found = {word for lost in _LOST_WITHOUT_GAP if (word := lost + after[1]) in everyday()}
        if len(found) == 1:
            return Span(end - 1, after.end()), found.pop()
    if before and before[0] not in everyday():
        found = {word for lost in _LOST_WITHOUT_GAP if (word := before[0] + lost) in everyday()}
        if len(found) == 1:
            return Span(before.start(), start + 1), found.pop()
    return None


def _restored(text: str, span: Span, fragment: str) -> tuple[Span, str] | None:
    """The word that a fragment is a part of, with its place: with the token before it, after it, or by itself."""
    if len(fragment) > _LONGEST:
        return None
    before = _WORD_BEFORE.search(text, max(span.start - _REACH, 0), span.start)
    is_article = before is not None and before[0] in _ARTICLES
    word = before and not is_article and text[span.end : span.end + 1] != "-" and _between(before[0], fragment)
    if before and word:
        return Span(before.start(), span.end), word
    after = _WORD_AFTER.match(text, span.end)
    word = after and _between(fragment, after[1])
    if after and word:
        return Span(span.start, after.end()), word
    whole = _whole(fragment) if len(fragment) >= _SHORTEST else None
    if whole:
        return span, whole
    # What is a word by itself with its ligature has an article before it; “a ected” is none.
    word = _between(before[0], fragment) if before and is_article and len(fragment) >= _SHORTEST else None
    return (Span(before.start(), span.end), word) if before and word and word.lower() in common() else None


def _between(left: str, right: str) -> str | None:
    """The word that the two were, with one ligature between them."""
    found = [word for lost in _LOST if is_word((word := left + lost + right).lower()) or word in names()]
    return found[0] if len(found) == 1 else None


def _whole(letters: str) -> str | None:
    """The word that ``letters`` were, with one ligature in them."""
    words = common() if len(letters) > _SHORT else everyday()
    cuts = range(len(letters) + 1)
    found = {
        word for cut in cuts for lost in _LOST_WITHOUT_GAP if (word := letters[:cut] + lost + letters[cut:]) in words
    }
    return found.pop() if len(found) == 1 else None


RULE = Rule(
    id="encoding/ligature",
    summary="letters that a PDF joined or lost",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
