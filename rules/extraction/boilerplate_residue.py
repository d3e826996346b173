"""What a page says around its articles: newsletter calls, cookie notices, “Read more”, navigation.

**What it finds.** Lines that are buttons, headings of boxes or menus (`Advertisement`, `Skip to main content`,
`Home > News > Local`), lines that lead elsewhere (`Read more: …`, `Tags: …`), and sentences that speak to the visitor
of the site or the reader of a newsletter (`Sign up for our newsletter`, `You are receiving this email because …`).
Neighbouring ones are one finding. So are the heads of forwarded mails, and the slugs and marks that wire services put
around their copy (`BC-EU--Ferry Strike,2nd Ld-Writethru`, `(MORE)`). The phrases are in `boilerplate-lines`,
`boilerplate-leads` and `boilerplate-phrases`.

**Why it matters.** They are no part of the article, stand in thousands of documents alike, and a sentence of a cookie
notice is counted, searched and quoted as if somebody had reported it.

```flagged
The vote is on Monday.

⟦Advertisement

Read more: What the council decided last year⟧

The mayor is for it.

⟦Sign up for our free newsletter and get the news straight to your inbox.⟧
```

```flagged
⟦Home > News > Local⟧

The vote is on Monday.
```

```flagged
⟦---------- Forwarded message ---------
From: Harbour Notes <notes@harbour.example>
Date: Mon, 6 May 2024 at 08:10
Subject: Harbour Notes, no. 12⟧

The vote is on Monday, and the mayor is for it.

⟦You are receiving this email because you signed up at the library.

Unsubscribe · Update your preferences · Powered by Letterbox⟧
```

```clean
Readers can sign up for the course at the library, the council said. “Read more books,” she told them.

She wanted to read more about the case. Websites must ask before they use cookies, the court ruled.

On 5 May 2024 the mayor wrote:

From: the mayor. To: all of you.
```

**Known misses.** Notices in other words, and most of those in other languages than English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.document import Document
from corpus.layers import LayerName
from corpus.lexicon import Hit, alternation, entries, folded, standing_whole, whole
from corpus.sieve import Sieve
from corpus.spans import Span
from rules.extraction.mail_heads import mail_heads
from rules.extraction.page_lines import COUNTED, OF_FOOTER, TIME, WIRE
from rules.model import Confidence, Finding, NoOptions, Rule, Severity

_LEXICON = "boilerplate-phrases"
_TELLS = 2  # weight of a phrase, or of a lead, that tells whatever else stands there
_LONGEST_LINE = 160  # code points of a line that leads elsewhere
_LONGEST_SENTENCE = 400  # code points of what is said to visitors
_LONGEST_BUTTON = 60
_LONGEST_STEP = 80  # code points of a step of a path through the site
_FEW = 3  # weak lines next to each other are a menu; so are words of one line
_MOST_SPACES = 8  # of a line that leads elsewhere and ends in a stop; more are a sentence
_DECORATION = " \t\u00a0*_#>|[](){}«»‹›→←▶►▼▲↑↓⇧⇩⬆⬇•·–—-:.!…+✕×✖☰🔗📧✉🖨💬🔊🎧📷👍🔖\ufe0f"
_EDGES = '.,;:!?…"“”‘’()[]*_'
_SENTENCE_ENDS = '.?!;”"'
_PATH_MARKS = (">", "»", "›", " / ", "→")
_LINK_TARGET = re.compile(r"\]\([^()\s]{0,300}\)")
_AFTER_LEAD = re.compile(r"[*_]*\s*(?:[:|»›→>–—?-]|\.{3}|…|$)")
_SEPARATED = re.compile(r"\s*[|>»›•·→]\s*|\s[/\\]\s|\s{2,}|\t")
_STOP = re.compile(r"[.!?…][\"”’')]?\s+")
_YOU = re.compile(r"\b(?:you|your|please|vous|votre|vos|ihnen|ihren?|dein\w{0,2}|usted|tus?|tuo|tua|uw|jouw|você)\b")
_AGO = re.compile(rf".{{0,40}}\b{TIME} ago")
_HOME = re.compile(r"(?:home|homepage|start|front page|news|you are here:? home)\Z")


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each run of such lines."""
    text = document.prose.text
    for head in mail_heads(document):
        yield Finding(head, "the head of a mail", evidence={"lines": text[head.start : head.end].splitlines()})
    told = _told(document)
    group: list[tuple[Span, bool]] = []
    for number, paragraph in enumerate(document.paragraphs):
        found = _line(text, paragraph)
        if number in told and not (found and found[1]):
            found = told[number], True
        found = found or _at_end(text, paragraph)
        if found:
            group.append(found)
        elif group:
            yield from _finding(text, group)
            group = []
    yield from _finding(text, group)


def _finding(text: str, group: list[tuple[Span, bool]]) -> Iterator[Finding]:
    """The lines of a group as one finding, if one of them tells by itself or they are many."""
    if any(is_sure for _, is_sure in group) or len(group) >= _FEW:
        lines = [text[start:end] for (start, end), _ in group]
        yield Finding(
            Span(group[0][0].start, group[-1][0].end),
            f"what a page says around its articles: {' / '.join(lines)[:100]}",
            evidence={"lines": [line[:200] for line in lines[:20]]},
        )


def _line(text: str, paragraph: Span) -> tuple[Span, bool] | None:
    """A line that is a button, a menu or a lead, and whether it tells by itself."""
    length = paragraph.end - paragraph.start
    if length > _LONGEST_LINE or (
        length > _LONGEST_BUTTON and text[paragraph.end - 1] in _SENTENCE_ENDS and not _begins_lead(text, paragraph)
    ):
        return None
    shown = text[paragraph.start : paragraph.end]
    if "](" in shown:
        shown = _LINK_TARGET.sub("]", shown)
    if WIRE.fullmatch(shown):
        return paragraph, True
    line = folded(shown)
    bare = line.strip(_DECORATION)
    weight = _lines().get(bare)
    if weight is not None:
        return paragraph, bool(weight)
    is_lead = _is_lead(line.lstrip(_DECORATION), shown.lstrip(_DECORATION))
    if is_lead or COUNTED.fullmatch(bare) or _is_menu(line, bare):
        return paragraph, True
    return (paragraph, False) if bare.endswith(" ago") and _AGO.fullmatch(bare) else None


def _begins_lead(text: str, paragraph: Span) -> bool:
    """Whether the first word of a line is one that leads begin with."""
    first = folded(text[paragraph.start : paragraph.start + _LONGEST_BUTTON]).lstrip(_DECORATION).split(None, 1)
    return bool(first) and first[0].strip(_DECORATION) in _lead_words()


def _at_end(text: str, paragraph: Span) -> tuple[Span, bool] | None:
    """A button behind the last sentence of a paragraph."""
    if text[paragraph.end - 1] in _SENTENCE_ENDS:
        return None
    stop = text.rfind(". ", max(paragraph.end - _LONGEST_BUTTON, paragraph.start), paragraph.end)
    if stop <= paragraph.start:
        return None
    button = Span(stop + len(". "), paragraph.end)
    bare = folded(text[button.start : button.end]).strip(_DECORATION)
    return (button, True) if " " in bare and _lines().get(bare) else None


def _is_lead(line: str, original: str) -> bool:
    """Whether a line begins with words that lead elsewhere; ``original`` has its capitals."""
    lead = _leads().match(line)
    if lead is None:
        return False
    if _lead_weights()[lead[0]] >= _TELLS:
        return len(line) <= _LONGEST_LINE and not line.endswith(("?", "!”"))
    after = _AFTER_LEAD.match(line, lead.end())
    if after is None:
        return False
    # “Related: my cousin and I, by marriage.” is a sentence.
    is_long = line.endswith(".") and line.count(" ") > _MOST_SPACES
    return not (is_long and original[after.end() :].lstrip()[:1].islower())


def _is_menu(line: str, bare: str) -> bool:
    """A path through the site, or buttons in a row."""
    # What parts two of them stands between, where no decoration is.
    is_parted = _SEPARATED.search(bare) is not None
    parts = [part for part in (part.strip(_DECORATION) for part in _SEPARATED.split(line)) if part] if is_parted else []
    if len(parts) > 1:
        counted = sum(bool(COUNTED.fullmatch(part)) for part in parts)
        known = sum(part in _lines() or OF_FOOTER.fullmatch(part) is not None for part in parts) + counted
        is_path = bool(_HOME.match(parts[0])) and any(mark in line for mark in _PATH_MARKS)
        is_posted = counted > 0 and known + 1 >= len(parts)
        return is_posted or known * 3 >= len(parts) * 2 or (is_path and max(map(len, parts)) <= _LONGEST_STEP)
    return len(line.split()) >= _FEW and _buttons().fullmatch(bare) is not None


def _told(document: Document) -> dict[int, Span]:
    """What is said to visitors, by the number of its paragraph."""
    found = {}
    keywords = frozenset(_SIEVE.sift(document.distinct_words).values())
    for number in document.paragraphs_with(keywords):
        paragraph = document.paragraphs[number]
        told = _stretch(document, paragraph, _hits(document, paragraph))
        if told and not document.quoted.at(told.start):
            found[number] = told
    return found


def _hits(document: Document, paragraph: Span) -> list[Hit]:
    """The phrases of a paragraph."""
    weights, text = _phrases(), document.folded[paragraph.start : paragraph.end]
    return [
        Hit(*span.shift(paragraph.start), _LEXICON, weights[text[span.start : span.end]])
        for span in standing_whole(_phrase(), text)
    ]


def _stretch(document: Document, paragraph: Span, hits: list[Hit]) -> Span | None:
    """The words of one paragraph that its phrases are in: those that tell, or the sentences of those that may."""
    sure = [hit for hit in hits if hit.weight >= _TELLS]
    if sure:
        # “Was this forwarded to you? Sign up here.”: a short line is all of it.
        is_all = sure[0].start == paragraph.start and paragraph.end - paragraph.start <= _LONGEST_LINE
        return paragraph if is_all else Span(sure[0].start, sure[-1].end)
    if sum({document.folded[hit.start : hit.end]: hit.weight for hit in hits}.values()) < 1:
        return None
    start = paragraph.start
    for stop in _STOP.finditer(document.folded, paragraph.start, hits[0].start):
        start = stop.end()
    following = _STOP.search(document.folded, hits[-1].end, paragraph.end)
    said = Span(start, following.start() + 1 if following else paragraph.end)
    is_short = said.end - said.start <= _LONGEST_SENTENCE
    return said if is_short and _is_told(document, said, hits[0]) else None


def _is_told(document: Document, said: Span, hit: Hit) -> bool:
    """Whether sentences speak to a visitor: they say “you”, or begin with what they want of him."""
    return hit.start - said.start <= len("please ") or bool(_YOU.search(document.folded, *said))


@cache
def _phrases() -> dict[str, float]:
    return dict(entries(_LEXICON))


def _keyword(token: str) -> str | None:
    word = folded(token).strip(_EDGES)
    return word if word in _keywords() else None


_SIEVE = Sieve(_keyword)


@cache
def _keywords() -> frozenset[str]:
    return frozenset(word for word, _ in entries("boilerplate-keywords"))


@cache
def _phrase() -> re.Pattern[str]:
    return whole(_phrases())


@cache
def _lines() -> dict[str, float]:
    return {phrase.strip(_DECORATION): weight for phrase, weight in entries("boilerplate-lines")}


@cache
def _lead_weights() -> dict[str, float]:
    return dict(entries("boilerplate-leads"))


@cache
def _lead_words() -> frozenset[str]:
    return frozenset(lead.split()[0].strip(_DECORATION) for lead in _lead_weights())


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"{alternation(_lead_weights())}(?!\w)")


@cache
def _buttons() -> re.Pattern[str]:
    # Each button is read in one way only: rows of “read more” would otherwise be tried as “read” and “more” too, in
    # all combinations.
    return re.compile(rf"(?>{alternation(_lines())}(?:\s+|\Z))+")


RULE = Rule(
    id="extraction/boilerplate-residue",
    summary="what a page says around its articles",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
