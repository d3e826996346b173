"""Every byte of a source may have been chosen by an enemy: nothing may cost more than its length."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from functools import cached_property

import pytest

from audit.config import CommandLine, load
from audit.engine import audit_document
from corpus.document import Document
from corpus.pair import Kin, Pair
from corpus.read import documents
from corpus.sources import Source
from rules import RULES
from rules.model import Rule

BIG = 8_000  # code points
TIMES = 8  # how much longer the big text is
MOST = 2 * TIMES  # how much longer it may take
QUICK = 0.05  # seconds in which nothing of more than linear cost gets through the big text
PIECES = {
    "brackets": "(",
    "quotes-open": "“",
    "quotes-straight": '"a ',
    "quotes-single": "‘a ",
    "vague": "many of the ",
    "figures": "1,000,000 ",
    "percent": "40 per cent of ",
    "sums": "402 people voted: 61 for A, 188 for B and ",
    "sums-open": "of the 43 people, 26 and ",
    "sums-sentences": "Of the 43 people, 26 swam and the other 19 sank. ",
    "shares": "31 of 120 flats, or 41 percent, ",
    "changes": "rose by 5 percent from 200 to ",
    "changes-sentences": "It rose from 200 to 160. It doubled from 3 to 9. ",
    "bounds": "between 40 and ",
    "counts": "12 ",
    "number-words": "a hundred and twenty-five or ",
    "told-again": "The $2.3 million fine for the bank. The $3.2 million fine for the bank. ",
    "dead": "It killed 14 miners. The 16 miners died. ",
    "table": "| a | 12 |\n",
    "table-lines": "North 4\n\nTotal 5\n\n",
    "table-totals": "| Total | 3 ",
    "tilde": "~ A ",
    "dash-name": "— Ann Lee\n\n",
    "tag": "<a ",
    "tag-end": "</a",
    "link": "[](",
    "may": "May ",
    "initials": "A.B. ",
    "mojibake": "Â ",
    "mojibake-word": "â€™",
    "buttons": "f\n\n",
    "buttons-line": "Facebook | ",
    "said": "said ",
    "date": "Friday, March 5, 2024 ",
    "weeks": "a few weeks ",
    "ago": "two weeks ago ",
    "next-day": "the following day ",
    "clock": "3 pm Friday ",
    "slashes": "3/4/14 ",
    "slash": "3/",
    "ranges": "from 1998 to 1989 ",
    "ranges-lines": "Born 1950, died 1940.\n\n",
    "amounts": "two decades ago, in 1972, for 20 years ",
    "ages": "born in 1950, was 12 in 1970 at 45. ",
    "anniversaries": "the tenth anniversary of the 1969 ",
    "ages-many": "aged 12 in ",
    "weddings": "kept their golden wedding in 1990. They married in 1950. ",
    "centenaries": "centenary",
    "centuries": "the 18th century, in 1923 ",
    "decades": "In May 1999, aged 45, 5 years later, in the seventies. ",
    "citations": "(Haas, 2011) ",
    "citations-open": "(Haas ",
    "reference-lists": "References\nHaas, U. 2007.\n\n",
    "coming": "the upcoming 2016 next year, in 2017 ",
    "ruled": "ruled on 14 May 2031 ",
    "years": "1914-18 ",
    "tens": "twenty-",
    "the": "the ",
    "quoted-week": "“last week ",
    "byline": "By Ann Lee\n",
    "label": "Published: ",
    "escapes": "\\_",
    "claims": "rose 40 percent and ",
    "crowds": "experts say and ",
    "closers": "It is so.” ",
    "speech": "“We are bad,” he said. ",
    "openers": "He said “on Monday, said Ana. ",
    "stop": ". ",
    "dots": ".",
    "blank": " ",
    "lines": "\n",
    "windows": "\r\n",
    "mixed": "wоrld ",
    "wrapped": "The council of the town met on a long day and decided that it\n",
    "line": "The council met and voted to do nothing at all, said the mayor. ",
    "word": "a",
    "capital": "A",
    "names": "Ann-Lee ",
    "biography": "Ann Lee is a ",
    "bodies": "Ministry of Water and Rural Works and ",
    "bodies-apart": "The Ministry of Water and Rural Works met. ",
    "foreign-words": "la obra fue cara y nadie supo por qué. ",
    "foreign-line": "la obra fue cara y nadie supo por ",
    "calques": "Who sleeps, has 24 years, that it paid for the ",
    "perfects": " has opened the the the",
    "credit-empty": "It opened. Photo by\n",
    "sender": "From: A B <a@",
    "apostrophes": "A’",
    "digit": "1",
    "tags-type": "<b>a</b> ",
    "tags-nested": "<<b>b>",
    "tag-targets": "<a href=href=href=href=",
    "line-breaks": "<br> ",
    "comments": "<!-- a -->\n\n",
    "escapes-apart": "\\$a ",
    "attributes": 'aa="b" ',
    "shortcodes": '[aa b="',
    "style": "p a a a {\n",
    "cells": "a\t\tb\n",
    "bars": "| a | b\n",
    "credits": f"{'AP/' * 30}$\n\n",
    "menu": f"{'read more ' * 15}a\n\n",
    "row-scanned": "f y ¥ in ®\n\n",
    "row-at-end": "It is so. [Facebook](#)\n\n",
    "page-numbers": "- 4 -\n\n",
    "mail-heads": "From: a@b Subject: a\n",
    "mail-subjects": "Subject: a\n\n",
    "mail-answers": "On 5 May at 7:02 a@b wrote:\n\n",
    "slugs": "BC-EU--Ferry,2nd Ld-",
    "comment-heads": "Reply 3 · 2 days ago\n\n",
    "footers": "Powered by Paper · ",
    "tables-flat": "Hull 41 14.2 ",
    "tables-flat-lines": "Hull 41 14.2\n",
    "figures-row": "41 ",
    "note-numbers": "dry.1 ",
    "note-numbers-lines": "1. Dry.2\n\n",
    "desk-notes": "[RP: so?] ",
    "desk-notes-open": "[RP: has legal ",
    "desk-gaps": "TKTK XX per cent [TK] ",
    "bracketed": "[They asked nobody, of course, and so it goes on for all of us here!]\n\n",
    "heads-capitals": "THE REPORT 3\n\nand so it was for the\n\n",
    "periods": "began in 1994 and ended in 1997, a period of eight years, ",
    "years-later": "imposed in 1994, was lifted in 1997, four years later. ",
    "ages-now": "born in 1961 and is now 54. ",
    "running-heads": "The Report 4\n\nAll is well.\n\n",
    "paragraphs": f"{'The same words. ' * 5}\n\n",
    "pull-quotes": "“The bridge is closed for long.”\n\n",
    "sentence-breaks": "the mayor and the council of the\n\n",
    "hyphens": "a-\n",
    "form-feeds": "The Report 4\n\fThe council met and\n",
    "feeds": "\f",
    "fused": "withthe ",
    "fused-foreign": "dansla mitder der la ",
    "gaps": "e ort  rst ",
    "fused-capitals": "ofRussia ",
    "fused-stops": "so.But ",
    "mojibake-letter": "Ã©",
    "mojibake-leads": "Â",
    "mojibake-stray": "aâ t",
    "mojibake-mac": "Òa Óa",
    "mojibake-lines": "cafÃ©\n",
    "control": "\x92",
    "control-word": "a\x8ea",
    "terminal": "\x1b]",
    "lost": "\ufffd",
    "lost-word": "a\ufffd\n",
    "question": "?a ",
    "question-word": "a?",
    "invisible": "\u200b",
    "directed": "\u200ea",
    "directed-far": "\u202ea\u05d0",
    "manifest": "\ufeff\ufe00",
    "reference": "&amp;",
    "escape": "\\u00e9",
    "escape-line": "a\\n\\n",
    "quoted-printable": "=C3",
    "soft-end": "a=\n",
    "percent-encoded": "%C3",
    "encoded-word": "=?utf-8?Q?",
    "ligature": "ﬁ ",
    "ligature-lost": "signi cant ",
    "private": "\ue000",
    "no-break": "\u00a0",
    "no-break-words": "a\u00a0b ",
    "apart": "T h e  ",
    "apart-words": "a b c  d e fg ",
    "quotes-mixed": '“a " ',
    "quotes-angled": "«a »a ",
    "quotes-never-closed": "„a ",
    "misspelt": "teh ",
    "misspelt-long": "xq",
    "mixed-number": "1О",
}
PROPERTIES = sorted(name for name, value in vars(Document).items() if isinstance(value, cached_property))
PLAN = load(None, RULES, command_line=CommandLine()).plan("a.txt")


def document(text: str, kind: str = "text") -> Document:
    data = f"A {text}".encode()
    (found,) = documents(Source("a", kind, 0, len(data), data=data), limit=len(data) + 1)
    assert isinstance(found, Document)
    return found


def by_rule(rule: Rule) -> Callable[[str], object]:
    def run(text: str) -> object:
        made = document(text)
        checked = list(rule.check(made, rule.options())) if rule.check else []
        collected = list(rule.collect(made, rule.options())) if rule.collect else []
        kin = Kin(made, (Pair(made, document(f"{text} b")),))
        return checked, collected, list(rule.relate(kin, rule.options())) if rule.relate else []

    return run


WORK: dict[str, Callable[[str], object]] = {
    **{rule.id: by_rule(rule) for rule in RULES},
    **{name: lambda text, name=name: getattr(document(text), name) for name in PROPERTIES},  # type: ignore[misc]
    "audit": lambda text: audit_document(document(text), PLAN),
    "html": lambda text: audit_document(document(text, "html"), PLAN),
    "markdown": lambda text: audit_document(document(text, "markdown"), PLAN),
}


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Imports and compiled patterns are paid for once, before anything is timed."""
    for kind in ("text", "html", "markdown"):
        audit_document(document("â€™Le conseil a voté hier. " * 3, kind), PLAN)


def seconds(work: Callable[[str], object], text: str) -> float:
    gc.disable()
    try:
        start = time.process_time()
        work(text)
        return time.process_time() - start
    finally:
        gc.enable()


def best(work: Callable[[str], object], piece: str, length: int) -> float:
    # A little longer each time, for libraries that remember the last texts they saw.
    return min(seconds(work, piece * (length // len(piece) + more)) for more in range(3))


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
@pytest.mark.parametrize("name", WORK)
def test_the_cost_is_linear(name: str, piece: str) -> None:
    """Eight times the text takes at most sixteen times the time, whatever the text is made of."""
    work = WORK[name]
    big, small = (seconds(work, piece * (length // len(piece) + 5)) for length in (BIG, BIG // TIMES))
    if big > max(QUICK, MOST * small):  # it is that, or the machine was busy with something else
        small, big = best(work, piece, BIG // TIMES), best(work, piece, BIG)

    assert big < QUICK or big <= MOST * small, f"{big:.3f} s, {big / small:.0f} times the {small:.3f} s of an eighth"
