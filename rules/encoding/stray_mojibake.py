"""A lone `Â`, `Ã` or `â` that is left of a broken character whose other half was trimmed.

**What it finds.** `competition.Â` (a no-break space, broken, then stripped), `donâ t` and `3â5` (a broken apostrophe or
dash whose two other characters were dropped as controls), `MÃnchen` (a letter without its second half).

**Why it matters.** It shows that the text went through a wrong charset and then through a cleaner that hid most of it:
other characters may be missing without a trace.

```flagged
They compete in space.⟦Â⟧ The next launch is in May.
The council didn⟦â⟧ t vote on it.
```

```clean
In Portuguese, Ângela and São Paulo are spelt so. The letter “Â” is not in English.
À la carte. Câmara, château, Âge d'or.
```

**Known misses.** A leftover inside a word of a language that uses the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span, SpanIndex
from corpus.vocabulary import is_word
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_LEADS = frozenset("ÂÃâ")
_LEAD = re.compile("[ÂÃâ]")
# None of the capitals is a word by itself in any language that has them, and no word ends in one after small letters or
# punctuation. Words that end in â there are (Turkish, Romanian); English has none.
_STRAY = re.compile(
    r"(?<=[a-z0-9.,;:!?”’\"')\]])[ÂÃ]+(?=\s|\Z|[.,;:!?”\"')—–-])"  # trimmed from the right
    r"|(?<!\S)[ÂÃ]+(?=\s|\Z)"  # left between spaces
    r"|(?<!\S)[ÂÃ](?=[£€$°©®«»§±·½¼¾(\[\"“]|\d)"  # before a sign that the partner was part of
    r"|(?<=[a-z])â(?=\s?(?:s|t|re|ve|ll|d|m)\b)|(?<=\b[DLO])â(?=[A-Z][a-z])"  # a broken apostrophe: itâs, OâBrien
    r"|(?<!\S)â+(?=\s)|(?<=[a-z.,!?])â(?=\s|\Z|[\"”])(?<![rtn]â)"  # a broken dash or quotation mark
    r"|(?<!\S)â(?=[A-Z])"
    r"|(?<=[A-Za-z])[ÂÃ](?=[a-z])"  # a letter that lost its second half: MÃnchen
    r"|(?<=\d)â(?=\d)"  # a range
    r"|(?<=[a-z]{3})â(?=[a-z]{3})"  # a dash between two words, if they are
)
_CONTRACTED = re.compile(r"(?<=[a-z])â\s?(?:s|t|re|ve|ll|d|m)\b")
_SPACED = re.compile(r"\b\w \w \w \w?")
_LEFT = re.compile(r"[A-Za-z]+\Z")
_RIGHT = re.compile(r"[a-z]+")
_REACH = 20  # code points in which the words beside a letter are looked for
# The text speaks of letters, or of a language whose words have â alone or at their end.
_NAMED = re.compile(
    r"\b(?:letters?|characters?|vowels?|symbols?|diacritics?|alphabet|spelled|spelt|written|pronounced|lettre|buchstabe"
    r"|letra|turkish|romanian|welsh|vietnamese)\b",
    re.IGNORECASE,
)
_NEAR = 40  # code points in which it does


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each leftover."""
    if document.characters.isdisjoint(_LEADS):
        return
    text = document.text.text
    # With its partner it is no leftover but a whole broken character.
    whole = SpanIndex(span for span, _ in document.repairs if text[span.start : span.end].strip(" ÂÃâ"))
    for lead in _LEAD.finditer(text):
        match = _STRAY.match(text, lead.start())
        if match and not whole.at(match.start()) and not _is_meant(match, document.language.code):
            yield Finding(
                Span(*match.span()),
                f"a stray “{match[0]}” is left of a broken character",
                evidence={"stray": match[0], "before": text[max(match.start() - _REACH, 0) : match.start()]},
            )


def _is_meant(match: re.Match[str], language: str | None) -> bool:
    """Whether the letter is one of its word, or is spoken of."""
    text, place = match.string, match.start()
    if "â" in match[0] and language != "en":
        return True
    if _CONTRACTED.match(text, place):
        return False
    if match[0] == "â" and (_is_foreign(text, place) or _is_in_word(text, place)):
        return True
    spaced = text[max(place - 4, 0) : place + 5]  # S Ã O
    near = text[max(place - _NEAR, 0) : match.end() + _NEAR]
    return bool(_SPACED.search(spaced) or _NAMED.search(near))


def _is_in_word(text: str, place: int) -> bool:
    """Whether ``â`` stands between small letters that are not two words that a dash may have joined."""
    if not (text[place - 1 : place].islower() and text[place + 1 : place + 2].islower()):
        return False
    left, right = _LEFT.search(text, max(place - _REACH, 0), place), _RIGHT.match(text, place + 1, place + _REACH)
    return not (left and right and is_word(left[0].lower()) and is_word(right[0]))


def _is_foreign(text: str, place: int) -> bool:
    """Whether ``â`` stands by itself between words of which neither is English, as in Welsh."""
    if text[place - 1 : place].isalnum():
        return False
    left = _LEFT.search(text, max(place - _REACH, 0), max(place - 1, 0))
    right = _RIGHT.search(text, place + 1, place + _REACH)
    return bool(left and right) and not any(word and is_word(word[0].lower()) for word in (left, right))


RULE = Rule(
    id="encoding/stray-mojibake",
    summary="a lone lead character left of a broken one",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
