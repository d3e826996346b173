"""A character that was lost: `Garc�a`, `don?t`, `?quoted? words`.

**What it finds.** U+FFFD, which a decoder puts for what it could not read; a lone surrogate, half of a character that
an escape in JSON has left; and question marks in the place of a quotation mark, an apostrophe, a dash or an accented
letter, which encoders to small charsets put there. Damage on one line is one finding. U+FFFD and halves are found in
titles, names and licences too that markup or a field states.

**Why it matters.** What stood there cannot be told from the text alone: names are no longer found, quotations begin or
end nowhere.

```flagged
The mayor, José ⟦Garc�a⟧, resigned.
The council ⟦didn?t vote, and the caf?⟧ owners protested.
She called it ⟦?a private matter?⟧ and left.
```

```clean
Did it? No: who says? “What?” she asked. See https://example.org/?page=2 and search?q=a. Why?! Really?? (Sic?)
```

**Known misses.** A question mark for a last letter before a capital where the name is not in the list (`Kon? F.`),
or for a single dash between two words without spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.characters import REPLACEMENT
from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import anchored
from corpus.spans import Span
from corpus.vocabulary import is_word, names
from rules.encoding.beside_text import place, stated_beside
from rules.model import Confidence, Finding, NoOptions, Rule, Severity
from rules.same_line import around, by_line, counted, token

# What stands for a lost character: the sign for it, or half of a pair that UTF-16 writes for one.
_LOST = re.compile(rf"[{REPLACEMENT}\ud800-\udfff]")
# Lost characters with a letter or two between them are one word that was lost.
_RUN = re.compile(rf"{_LOST.pattern}(?:[\s\w]{{0,2}}{_LOST.pattern})*")
# Question marks that end no question, by what stands around them.
_QUESTION = re.compile(
    r"\?(?:"
    r"(?<=[^\W\d_]\?)(?=[a-zà-ÿ])"  # don?t, na?ve, r?sum?
    r"|(?<=\d\?)(?=\d|[CF]\b)"  # 1914?18, 38?C
    r"|(?<=\s\?)\??(?=[^\W_])|(?<=\A\?)(?=[^\W_])|(?<=[(\[—–-]\?)(?=[^\W\d_])"  # ?quoted, ?5 million
    r"|(?P<dash>(?<=[\w,.”’\")] \?)(?=\s[a-z]))"  # a dash: it was late ? too late
    r"|(?<=[a-z]{4}\.\?)(?=\s|\Z)|(?<=[a-z],\?)(?=\s|\Z)"  # a closing quotation mark: it is over.? She left.
    r"|(?P<name>(?<=[a-z]\?)(?= [A-Z][a-z]))"  # Jos? Antonio, if there is no such word
    r"|(?P<last>(?<=[a-z]\?)(?=[ ,.]\s?[a-z]))"  # caf? owners, if there is no such word
    r")"
)
# Before these it is the sign that is spoken of: "press ? for help".
_NAMED = re.compile(
    r"\b(?:a|an|the|and|or|of|by|with|in|to|for|like|type|press|use|called|symbol|character|key|mark)\s\Z"
)
_NAMED_BEFORE = 12  # code points
_TERNARY = 40  # code points
_QUOTED = re.compile(r"[^?\r\n]{1,300}\?(?=[\s.,;:)]|\Z)")  # up to the question mark that closes a quotation
_ADDRESS = re.compile(r"[/=&@\\<>{}\[\]|^$+*#]|\.\w")
# Two of them for the dashes around words: the rules?which nobody had read?took effect.
_PAIR = re.compile(r"\?(?<=[a-z]{3}\?)[a-z]{3,20} [^?\r\n/=&]{1,120}[a-z]{3}\?(?=[a-z]{3})")
_FEWEST_BULLETS = 2  # lines
_ENDINGS = frozenset(("s", "t", "re", "ve", "ll", "d", "m"))
_SHORTEST = 3  # letters; what is shorter may be an abbreviation or a name


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each line with lost characters, and for each with question marks that stand for some."""
    text = document.text.text
    if any(map(_LOST.match, document.characters)):
        for group in by_line(text, _replaced(document)):
            lost = sum(len(_LOST.findall(text, *span)) for span in group)
            message = f"{counted(lost, 'a character was', 'characters were')} lost"
            yield _finding(text, group, message, Confidence.HIGH)
    yield from _stated(document)
    if "?" in document.characters and document.language.code == "en":
        for group in by_line(text, _question_marks(document)):
            yield _finding(text, group, "a question mark stands for a lost character", Confidence.MEDIUM)
        yield from _bullets(document)


def _stated(document: Document) -> Iterator[Finding]:
    """The values beside the text that have lost a character, but for a byte that did not decode."""
    for field, value in stated_beside(document):
        match = _LOST.search(value.value)
        span = match and place(document, value, match[0])
        if match and not (span and span.start in document.decoded.undecodable):
            yield Finding(
                place(document, value, value.value),
                f"the {field} lost {counted(len(_LOST.findall(value.value)), 'a character', 'characters')}: "
                f"{value.value[:120]}",
                evidence={"words": [value.value], "origin": value.origin},
                confidence=Confidence.HIGH,
                layer=LayerName.SOURCE,
            )


def _finding(text: str, group: list[Span], message: str, confidence: Confidence) -> Finding:
    words = [text[start:end] for start, end in group]
    return Finding(
        Span(group[0].start, group[-1].end),
        f"{message}: {', '.join(dict.fromkeys(words))[:120]}",
        evidence={"words": words[:20]},
        confidence=confidence,
    )


def _replaced(document: Document) -> Iterator[Span]:
    """Words with U+FFFD, but for bytes that did not decode, which have a rule that knows what they were."""
    text = document.text
    for match in _RUN.finditer(text.text):
        span = Span(*match.span())
        if text.to(LayerName.SOURCE, span).start not in document.decoded.undecodable:
            yield around(text.text, span)


def _bullets(document: Document) -> Iterator[Finding]:
    """Question marks before lines that follow each other, where bullets were."""
    text = document.text.text
    found = [line for line in document.lines if text.startswith("? ", line.start) and line.end - line.start > len("? ")]
    if len(found) >= _FEWEST_BULLETS:
        for line in found:
            mark = Span(line.start, line.start + 1)
            yield _finding(text, [mark], "a question mark stands for a bullet", Confidence.MEDIUM)


def _question_marks(document: Document) -> Iterator[Span]:
    """Words with a question mark where no question ends, and quotations between two of them."""
    text = document.text.text
    unknown = {word for _, word in document.unknown_words}
    pairs = {place for pair in anchored(_PAIR, text, "?") for place in (pair.start(), pair.end() - 1)}
    done = 0
    for match in _QUESTION.finditer(text):
        word = around(text, Span(*match.span()))
        if word.start >= done and (match.start() in pairs or not _is_honest(match, word, unknown)):
            place = _with_quotation(match, word)
            done = place.end
            yield place


def _is_honest(match: re.Match[str], word: Span, unknown: set[str]) -> bool:
    """Whether the question mark ends a question, is a sign of an address or a pattern, or is spoken of."""
    text, place = match.string, match.start()
    if match["name"] is not None:
        return not _has_lost_vowel(text[word.start : place])
    if _ADDRESS.search(text, *token(text, word)) or _is_optional(text, word, place):
        return True
    if match["dash"] is not None:
        is_ternary = text.find(" : ", place, place + _TERNARY) >= 0  # x ? y : z
        return is_ternary or _NAMED.search(text, max(place - _NAMED_BEFORE, 0), place) is not None
    stem = text[word.start : place]
    return match["last"] is not None and stem not in unknown and _is_whole(stem)


def _has_lost_vowel(stem: str) -> bool:
    """Whether letters before a question mark are no name and no word, but a name with an accented vowel behind them."""
    if stem in names() or is_word(stem.lower()):
        return False
    return len(stem) >= _SHORTEST and any(stem + vowel in names() for vowel in "aeio")


def _is_whole(stem: str) -> bool:
    """Whether letters before a question mark are a word, or so few that they may be one."""
    return stem.islower() or len(stem) < _SHORTEST or is_word(stem.lower())


def _is_optional(text: str, word: Span, place: int) -> bool:
    """Whether a question mark ends a question (``what?why``) or is that of a pattern (``colou?r``)."""
    left, right = text[word.start : place].lower(), text[place + 1 : word.end].lower()
    if not left or not right or right in _ENDINGS:
        return False
    return (is_word(left) and is_word(right)) or (is_word(left + right) and is_word(left[:-1] + right))


def _with_quotation(match: re.Match[str], word: Span) -> Span:
    """The word, or the quotation that the question mark opens, up to the one that closes it on the line."""
    text = match.string
    opens = not text[match.start() - 1 : match.start()].isalnum() and text[match.end() : match.end() + 1].isalpha()
    closing = _QUOTED.match(text, match.end()) if opens else None
    return Span(word.start, closing.end()) if closing else word


RULE = Rule(
    id="encoding/replacement-character",
    summary="a character that was lost in a conversion",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
