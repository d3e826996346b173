"""Two words that lost the space between them: `ignoringRussia’s`, `withthe minister`, `basis.But`.

**What it finds.** A capital inside a word that small letters begin, where the first part is an English word and the
second a name of the text or a word that begins sentences; capitalised words run together all over a page; a sentence
that begins right behind the last one's stop; a comma, bracket or quotation mark with a letter right behind it; and
strings of small letters that are no word but two, one of them a word of grammar or an adverb. So are numbers of notes
that lost their raising (`so it was.3`), where the text has such a note or the numbers count on. Names with capitals
inside (`McDonald`, `YouTube`, `iPhone`), addresses and file names are left alone.

**Why it matters.** Neither word is found by search, and sentences that run together are quoted as one. Converters lose
spaces at line ends, links and emphasis, so there are mostly more of them.

```flagged
By ⟦ignoringRussia’s⟧ interests, Russia said, they met ⟦withthe⟧ minister.
That was the ⟦basis.But⟧ nobody knew it, he ⟦said,and⟧ left. ⟦“No.”She⟧ was gone.
```

```flagged
The wells were ⟦dry.1⟧ Nobody had asked.

1. Register of wells, 1931.
```

```clean
McDonald and DeVos use YouTube, LinkedIn and an iPhone; the U.S.A. and Node.js 3.30pm. See example.org/aB.
The blockchain runs a website. “No,” she said (quietly), e.g. on eBay.
```

```flagged
Le conseil a voté ⟦dansla⟧ nuit la fermeture de la piscine, malgré les pétitions des habitants.
```

**Known misses.** Two small words with no word of grammar and no adverb among them (`governmentforces`); in other
languages than English, all but the commonest pairs of words of grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import vocabulary
from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import places
from corpus.spans import Span
from rules.extraction.fused import Fused, grammar_pairs, grammar_words, loose_words, short_words
from rules.extraction.fused_capitals import capitals
from rules.extraction.fused_marks import marks, quotation_ends
from rules.extraction.note_numbers import note_numbers
from rules.model import Confidence, Finding, NoOptions, Rule, Severity
from rules.same_line import around

_LONGEST = 40  # letters of two words; what is longer is no string of words, and is cut at every place
_OF_WEIGHT = 5  # letters of a word that a loose one next to it is told by
_SHORTEST = 3  # letters of a word next to one of grammar
# Adverbs, participles and gerunds: no new word is made of them and what stands behind (for gerunds, a preposition).
_ADJECTIVES = frozenset("friendly hourly daily weekly monthly quarterly yearly".split())  # “user-friendly”
_PARTICIPLE = re.compile(r"[a-z]{4,20}(?:ed|ing)")
_PREPOSITIONS = frozenset(("as", "at", "by", "in", "on"))
_PREFIXES = frozenset("over under counter super post self cross hyper inter".split())
_SHORTEST_FREE = 4  # letters of a word next to an adverb, “to” or “of”
_NEAR, _FEWEST_NEAR = 200, 2  # code points in which other words of the language stand, and how many of them
_COINED = frozenset("neverending thankyou inbetween toon coulda shoulda woulda".split())  # written as one word by many
_NOT_FREE_BEFORE = ("#", "@", "/", ".", "_", "-", "`", "\\")
_NOT_FREE_AFTER = ("@", "/", "_", "-", "`")


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each place."""
    text = document.prose.text
    end = 0
    for span, found in sorted(_found(document).items()):
        if span.start >= end:
            end = span.end
            yield Finding(
                span,
                f"a space was lost: “{text[span.start : span.end][:60]}” is “{found.words[:60]}”",
                evidence={"words": text[span.start : span.end]},
                suggestion=found.words,
                confidence=found.confidence,
            )
    yield from note_numbers(document)


def _found(document: Document) -> dict[Span, Fused]:
    """What is found by each place; of several at one, the last."""
    text = document.prose.text
    found = [*capitals(document), *marks(text), *quotation_ends(document), *_foreign(document)]
    if document.language.code == "en":
        found += _small(document)
    return {fused.span: fused for fused in found}


def _small(document: Document) -> Iterator[Fused]:
    """Small letters that are no word, but two."""
    for span, word in document.unknown_words:
        halves = _halves(word)
        if halves and _stands_free(document.prose.text, span):
            yield Fused(span, halves, Confidence.MEDIUM)


def _foreign(document: Document) -> Iterator[Fused]:
    """Words of grammar of another language that lost the space between them, where others of it stand near."""
    text, pairs = document.prose.text, grammar_pairs()
    for token in sorted(pairs.keys() & document.distinct_words):
        words, known = pairs[token]
        for place in places(text, token):
            span = Span(place, place + len(token))
            near = {*text[max(place - _NEAR, 0) : span.end + _NEAR].lower().split()}
            if around(text, span) == span and _stands_free(text, span) and len(near & known) >= _FEWEST_NEAR:
                yield Fused(span, words, Confidence.MEDIUM)


def _halves(word: str) -> str | None:
    """The two words that small letters are, if one of them is a word of grammar; of several ways, the last."""
    if len(word) > _LONGEST or word in _COINED:
        return None
    if word[-1] == "a" and word[:-1] in grammar_words():
        return f"{word[:-1]} a"
    ways = ((word[:cut], word[cut:]) for cut in range(len(word) - 2, 1, -1))
    return next((f"{left} {right}" for left, right in ways if _are_two(left, right)), None)


def _are_two(left: str, right: str) -> bool:
    """Whether two strings of letters are words that lost the space between them, rather than the parts of a new one."""
    if left not in vocabulary.common() or right not in vocabulary.common():
        return False
    grammar, short = grammar_words(), short_words()
    return (
        (left in grammar and len(right) >= _SHORTEST)
        or (right in grammar and len(left) >= _SHORTEST)
        or ({left, right} <= grammar | short)
        or (left in loose_words() and _may_follow(right, _SHORTEST_FREE if left in {"of", "to"} else _OF_WEIGHT))
        or (right in {"of", "to"} and left in vocabulary.everyday() and len(left) >= _SHORTEST_FREE)
        or (right in _PREPOSITIONS and left in vocabulary.everyday() and bool(_PARTICIPLE.fullmatch(left)))
        or _has_adverb(left, right)
    )


def _may_follow(right: str, shortest: int) -> bool:
    """Whether a word is one of every day that no small word makes a new one with; “inarguably” is one."""
    return right in vocabulary.everyday() and len(right) >= shortest and not right.endswith("ly")


def _has_adverb(left: str, right: str) -> bool:
    """Whether one of two words is an adverb, or the first a participle, and neither a prefix."""
    small = grammar_words() | short_words()
    if left in _PREFIXES or not all(len(word) >= _SHORTEST_FREE or word in small for word in (left, right)):
        return False
    if _is_adverb(left) or (_is_adverb(right) and right not in _ADJECTIVES and len(left) >= _SHORTEST_FREE):
        return True
    is_free = len(right) >= _SHORTEST_FREE and right in vocabulary.everyday()
    return is_free and left in vocabulary.everyday() and bool(_PARTICIPLE.fullmatch(left)) and left.endswith("ed")


def _is_adverb(word: str) -> bool:
    return len(word) > _OF_WEIGHT and word.endswith("ly") and word[: -len("ly")] in vocabulary.common()


def _stands_free(text: str, span: Span) -> bool:
    """Whether a token is no part of an address, a handle or a longer word."""
    if text[span.start - 1 : span.start] in _NOT_FREE_BEFORE or text.startswith(_NOT_FREE_AFTER, span.end):
        return False
    return text[span.end : span.end + 1] != "." or not text[span.end + 1 : span.end + 2].isalnum()


RULE = Rule(
    id="extraction/fused-words",
    summary="two words without the space between them",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
