"""A source as documents: its bytes decoded and its text extracted, by what it is read as."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

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
    try:
        data = read(source, limit)
    except LoadError as error:
        yield Unreadable(source.path, str(error))
        return
    except OSError as error:
        yield Unreadable(source.path, reason(error, source.path))
        return
    if source.kind == "jsonl":
        yield from records(data, source.path, source.first_line, limit, date)
    else:
        yield document(decode(data), source.path, source.kind, date=date)


def document(decoded: Decoded, path: str, kind: str, *, date: dt.date | None = None) -> Document:
    """The document that a decoded text is, read as ``kind``: text, markdown or html."""
    if kind == "html":
        extract = html.extract(decoded.text)
    elif kind == "markdown":
        extract = markdown.extract(decoded.text)
    else:
        extract = Extract(decoded.text, None)
    return Document(path, None, MEDIA_TYPES[kind], decoded, extract, date=date)
