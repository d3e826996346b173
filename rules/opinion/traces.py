"""Traces of another hand in a passage: what it writes otherwise than the rest of the document does throughout."""

from __future__ import annotations

import re
from itertools import islice

from corpus.document import Document
from corpus.spans import Span

# Verbs in -ise or -ize; others, as "raise" and "promise", are written in one way everywhere.
_STEMS = (
    "apolog|author|central|character|civil|colon|critic|final|general|global|hospital|legal|maxim|minim|mobil|modern|neutral"
    "|normal|organ|penal|politic|priorit|privat|real|recogn|scrutin|special|stabil|summar|symbol|util|victim"
)
# Two ways to write one thing; a hand keeps to one of them. Each begins with what few words have, to be quick.
_HABITS = (
    ("“US”", re.compile(r"US(?!\w)(?<!\w..)"), "“U.S.”", re.compile(r"U\.S\.(?<!\w.{4})")),
    ("straight quotation marks", re.compile(r'"'), "curly ones", re.compile(r"[“”]")),
    ("straight apostrophes", re.compile(r"'(?=\w)(?<=\w.)"), "curly ones", re.compile(r"’(?=\w)(?<=\w.)")),
    ("“per cent”", re.compile(r"per cent\b(?<!\w.{8})"), "“percent”", re.compile(r"percent\b(?<!\w.{7})")),
    ("“%”", re.compile(r"%(?<=\d.)"), "“percent”", re.compile(r"per ?cent\b")),
    ("dashes with spaces", re.compile(r"[–—]\s(?<=\s..)"), "dashes without", re.compile(r"—(?=\w)(?<=\w.)")),
    ("two hyphens for a dash", re.compile(r"--(?!-)(?<!-..)"), "dashes", re.compile(r"[–—]")),
    (
        "British spelling",
        re.compile(rf"(?:{_STEMS})is(?:e[ds]?|ing|ation)|(?:colour|labour|honour|neighbour|favour|centre|defence)"),
        "American spelling",
        re.compile(
            rf"(?:{_STEMS})iz(?:e[ds]?|ing|ation)|(?:color|honor|neighbor|favor|center)(?:s|ed|ing|hood|ite)?\b|labor\b|defense"
        ),
    ),
    ("no-break spaces", re.compile("\u00a0"), "plain ones only", re.compile(r" (?=\w)(?<=\w.)")),
    ("“..” for a full stop", re.compile(r"\.\.(?!\.)(?<!\...)"), "full stops", re.compile(r"\.\s(?<=\w..)")),
)
_FEWEST = 2  # times that the rest must do it its own way


def traces(document: Document, first: int, after: int) -> list[str]:
    """What the paragraphs from number ``first`` up to the one before ``after`` do otherwise."""
    text = document.prose.text
    span = Span(document.paragraphs[first].start, document.paragraphs[after - 1].end)
    within, rest = text[slice(*span)], f"{text[: span.start]}\n{text[span.end :]}"
    found = []
    for one, its, other, others in _HABITS:
        for mine, my, theirs, their in ((one, its, other, others), (other, others, one, its)):
            if (
                my.search(within)
                and not their.search(within)
                and not my.search(rest)
                and len(list(islice(their.finditer(rest), _FEWEST))) == _FEWEST
            ):
                found.append(f"{mine} where the rest has {theirs}")
    if later := _later(document, span):
        found.append(later)
    return found


def _later(document: Document, span: Span) -> str | None:
    """A date in the passage that is after the document's own, if the rest has none."""
    if document.published is None:
        return None
    year = str(document.published.year)
    years = [match[0] for match in re.finditer(r"\b(?:19|20)\d\d\b", document.prose.text[slice(*span)])]
    later = [one for one in years if one > year]
    return f"the year {later[0]}, after the document's own" if later else None
