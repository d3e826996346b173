"""Passages of a text in English that are in another language."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from corpus import language
from corpus.language import Language
from corpus.spans import Span, SpanIndex
from corpus.vocabulary import is_word

SURE = 0.99
"""Probability by profile from which on a language is told for sure."""

_FEW_WORDS = 8  # of a sentence whose language can be told
_MOST_ENGLISH = 0.05  # share of words of English alone in a foreign passage; a name may hold one
_MOST_KNOWN = 0.4  # share of its words in small letters that the English dictionary has; other languages share a third
_FEWEST_SMALL = 0.4  # share of its words in small letters; a table of names has fewer
_PLAIN = (" the ", " of the", " and ", " that ", " with ")  # most sentences hold one, and a look for it costs nothing
_SOURCE = re.compile(r"\W{0,3}\d{1,3}[\].)]\s|[^\n]{0,200}(?:\((?:19|20)\d\d|\bpp?\.\s\d)")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_PASSAGES = 40  # that are asked about: a profile takes a hundred times as long as a count


def foreign_passages(
    text: str, sentences: Iterable[Span], paragraphs: SpanIndex, quoted: SpanIndex, set_off: SpanIndex
) -> Iterator[tuple[Span, Language]]:
    """The foreign paragraphs, and the runs of foreign sentences in others.

    What is quoted, set off or cited is left out.
    """
    own = (one for one in sentences if not quoted.touching(one) and set_off.at(one.start) is None)
    for passage in islice(_odd(text, own, paragraphs), _MOST_PASSAGES):
        found = language.detect(html.unescape(text[slice(*passage)]))
        if found.code not in {"en", "und"} and found.probability >= SURE:
            yield passage, found


def _odd(text: str, sentences: Iterable[Span], paragraphs: SpanIndex) -> Iterator[Span]:
    """What may be foreign: sentences without a word of English alone, those that follow each other as one."""
    run = Span(0, 0)
    for sentence in sentences:
        if not _is_odd(text[slice(*sentence)]):
            continue
        paragraph = paragraphs.at(sentence.start)
        if paragraph and _SOURCE.match(text, *paragraph):
            continue
        if paragraph and paragraph.start <= run.start and not text[run.end : sentence.start].strip():
            run = Span(run.start, sentence.end)
            continue
        if run.end:
            yield run
        run = sentence
    if run.end:
        yield run


def _is_odd(sentence: str) -> bool:
    if sentence.count(" ") < _FEW_WORDS - 1 or any(plain in sentence for plain in _PLAIN):
        return False
    words = _WORD.findall(html.unescape(sentence) if "&" in sentence else sentence)
    small = [word for word in words if word[0].islower()]
    if len(words) < _FEW_WORDS or len(small) < len(words) * _FEWEST_SMALL:
        return False
    return (
        language.share_of_only_english(small) <= _MOST_ENGLISH and sum(map(is_word, small)) <= len(small) * _MOST_KNOWN
    )
