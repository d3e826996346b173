"""A lone `Â`, `Ã` or `â` that is left of a broken character whose other half was trimmed.

**What it finds.** `competition.Â` (a no-break space, broken, then stripped), `donâ t` (a broken apostrophe whose two
other characters were dropped as controls), `Ã ` at the end of a word.

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
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

# None of the capitals is a word by itself in any language that has them, and no word ends in one after small letters or
# punctuation. Words that end in â there are (Turkish, Romanian); English has none.
_STRAY = re.compile(
    r"(?<=[a-z0-9.,;:!?”’\"')\]])[ÂÃ]+(?=\s|\Z|[.,;:!?”\"')—–-])"  # trimmed from the right
    r"|(?<!\S)[ÂÃ]+(?=\s|\Z)"  # left between spaces
    r"|(?<!\S)[ÂÃ](?=[£€$°©®«»§±·½¼¾(\[\"“]|\d)"  # before a sign that the partner was part of
    r"|(?<=[a-z])â(?=\s?(?:s|t|re|ve|ll|d|m)\b)(?!\w{3})"  # a broken apostrophe
    r"|(?<!\S)â+(?=\s)|(?<=[a-z.,!?])â(?=\s|\Z|[\"”])(?<![rtn]â)"  # a broken dash or quotation mark
    r"|(?<!\S)â(?=[A-Z])"
)
_LEADS = "ÂÃâ"
_LEAD = re.compile(f"[{_LEADS}]")
_NAMED = re.compile(
    r"(?i)\b(?:letters?|character|vowel|symbol|diacritic|spelled|spelt|written|pronounced|lettre|buchstabe|letra)\b"
)
_AROUND = 40  # code points in which a letter may be called one


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each leftover."""
    text = document.text.text
    if not any(lead in text for lead in _LEADS):
        return
    # With its partner it is no leftover but a whole broken character.
    whole = SpanIndex(span for span, _ in document.repairs if text[span.start : span.end].strip(" ") not in _LEADS)
    for lead in _LEAD.finditer(text):
        match = _STRAY.match(text, lead.start())
        if match is None or whole.at(lead.start()) or ("â" in match[0] and document.language.code != "en"):
            continue
        around = text[max(match.start() - _AROUND, 0) : match.end() + _AROUND]
        if not _NAMED.search(around):
            yield Finding(
                Span(*match.span()),
                f"a stray “{match[0]}” is left of a broken character",
                evidence={"stray": match[0], "before": text[max(match.start() - 20, 0) : match.start()]},
            )


RULE = Rule(
    id="encoding/stray-mojibake",
    summary="a lone lead character left of a broken one",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    layer=LayerName.TEXT,
    documentation=__doc__,
    check=check,
)
