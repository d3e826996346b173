"""Passages of a text in English that are in another language."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice

from corpus import language
from corpus.document import Document
from corpus.language import Language
from corpus.spans import Span
from corpus.vocabulary import is_word

_SURE = 0.99  # probability by profile
_FEW_WORDS = 8  # of a sentence whose language can be told
_MOST_ENGLISH = 0.05  # share of words of English alone in a foreign passage; a name may hold one
_MOST_KNOWN = 0.4  # share of its words in small letters that the English dictionary has; other languages share a third
_FEWEST_SMALL = 0.4  # share of its words in small letters; a table of names has fewer
_PLAIN = (" the ", " of the", " and ", " that ", " with ")  # most sentences hold one, and a look for it costs nothing
_SOURCE = re.compile(r"\W{0,3}\d{1,3}[\].)]\s|[^\n]{0,200}(?:\((?:19|20)\d\d|\bpp?\.\s\d)")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_PASSAGES = 40  # that are asked about: a profile takes a hundred times as long as a count


def foreign_passages(document: Document) -> Iterator[tuple[Span, Language]]:
    """The foreign paragraphs, and the runs of foreign sentences in others; what is quoted or cited is left out."""
    text = document.prose.text
    for passage in islice(_odd(document), _MOST_PASSAGES):
        found = language.detect(html.unescape(text[slice(*passage)]))
        if found.code not in {"en", "und"} and found.probability >= _SURE:
            yield passage, found


def _odd(document: Document) -> Iterator[Span]:
    """What may be foreign: sentences without a word of English alone, those that follow each other as one."""
    text, run = document.prose.text, Span(0, 0)
    for sentence in document.sentences:
        if not _is_odd(text[slice(*sentence)]) or document.quoted.touching(sentence):
            continue
        paragraph = document.paragraph_index.at(sentence.start)
        if document.block_quotes.at(sentence.start) is not None or (paragraph and _SOURCE.match(text, *paragraph)):
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
