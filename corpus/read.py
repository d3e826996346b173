"""A source as documents: its bytes decoded and its text extracted, by what it is read as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from corpus import html, markdown
from corpus.decode import Decoded, decode
from corpus.document import Document
from corpus.extract import Extract
from corpus.load import LoadError, read
from corpus.records import records
from corpus.sources import Source, Unreadable, reason

MEDIA_TYPES = {"text": "text/plain", "markdown": "text/markdown", "html": "text/html"}


def documents(source: Source, *, limit: int, date: dt.date | None = None) -> Iterator[Document | Unreadable]:
    """The documents of a source; what could not be read stands in their place.

    Args:
        source: What to read.
        limit: The size of a document in bytes above which it is not read.
        date: The day that relative dates count from in documents that name none.

    """
    for piece in pieces(source, limit):
        yield piece if isinstance(piece, Unreadable) else document_of(piece, limit=limit, date=date)


def pieces(source: Source, limit: int) -> Iterator[Source | Unreadable]:
    """A source with its bytes, document by document: of records, each line that is not blank is one.

    Each can be read as often as it is needed, without the file. What could not be read stands in its place.
    """
    try:
        data = read(source, limit)
    except LoadError as error:
        yield Unreadable(source.path, str(error))
        return
    except OSError as error:
        yield Unreadable(source.path, reason(error, source.path))
        return
    if source.kind != "jsonl":
        yield replace(source, data=data)
        return
    for number, line in enumerate(data.split(b"\n"), source.first_line):
        if line.strip():
            yield replace(source, data=line, first_line=number)


def document_of(piece: Source, *, limit: int, date: dt.date | None = None) -> Document | Unreadable:
    """The document that one of the ``pieces`` of a source is, or why it is none; the rest as in ``documents``."""
    assert piece.data is not None
    if piece.kind == "jsonl":
        return next(records(piece.data, piece.path, piece.first_line, limit, date))
    return document(decode(piece.data), piece.path, piece.kind, date=date)


def document(decoded: Decoded, path: str, kind: str, *, date: dt.date | None = None) -> Document:
    """The document that a decoded text is, read as ``kind``: text, markdown or html."""
    if kind == "html":
        extract = html.extract(decoded.text)
    elif kind == "markdown":
        extract = markdown.extract(decoded.text)
    else:
        extract = Extract(decoded.text, None)
    return Document(path, None, MEDIA_TYPES[kind], decoded, extract, date=date)
