"""The annotations of a document as JSON data, for other tools. Positions count code points of the text as read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from corpus.layers import LayerName
from corpus.read import documents
from corpus.sources import PassedOver, Unreadable
from corpus.spans import Span

if TYPE_CHECKING:
    from audit.config import Configuration
    from corpus.dates import DateExpression
    from corpus.document import Document
    from corpus.sources import Found
    from rules.model import Json


def annotate_all(sources: Iterable[Found], configuration: Configuration) -> Iterator[dict[str, Json] | Unreadable]:
    """The annotations of each document; what could not be read stands in its place."""
    for source in sources:
        if isinstance(source, PassedOver):
            continue
        if isinstance(source, Unreadable):
            yield source
            continue
        for document in documents(source, limit=configuration.max_bytes, date=configuration.date):
            yield document if isinstance(document, Unreadable) else _guarded(document)


def _guarded(document: Document) -> dict[str, Json] | Unreadable:
    try:
        return annotated(document)
    except Exception as error:  # noqa: BLE001 (a document that breaks an annotation must not take the others with it)
        return Unreadable(document.path, f"{type(error).__name__}: {error}", document.record)


def annotated(document: Document) -> dict[str, Json]:
    """Metadata, language, sentences, quotations, dates and paragraphs. What is not told yet is ``None``."""
    place = _Places(document)
    return {
        "path": document.path,
        "record": document.record,
        "metadata": {
            field: [{"value": value.value, "origin": value.origin, **_optional(value.span)} for value in values]
            for field, values in document.metadata.items()
        },
        "language": {"code": document.language.code, "probability": document.language.probability},
        "sentences": [
            {
                **place(attribution.sentence),
                "attributed": attribution.is_attributed,
                "source": place.of_source(attribution.source, attribution.name),
                "cue": attribution.cue
                and {**place.with_text(attribution.cue.span), "kind": attribution.cue.kind.value},
            }
            for attribution in document.attributions
        ],
        "quotations": [
            {**place(speaker.quotation), "speaker": place.of_source(speaker.source, speaker.name)}
            for speaker in document.speakers
        ],
        "dates": [{**place.with_text(expression.span), **_told(expression)} for expression in document.dates],
        "paragraphs": [
            {**place(span), "opinion": round(voice, 2)}
            for span, voice in zip(document.paragraphs, document.blocks.own_voice, strict=True)
        ],
    }


def _told(expression: DateExpression) -> dict[str, Json]:
    """What a date expression denotes; ``earlier`` is the number, from 0, of the date that it counts from."""
    first, last = expression.interval or (None, None)
    return {
        "type": expression.type,
        "value": expression.value,
        "first": first.isoformat() if first else None,
        "last": last.isoformat() if last else None,
        "resolution": expression.resolution.value,
        "earlier": expression.earlier,
        "approximate": expression.is_approximate,
        "amount": expression.amount,
        "unit": expression.unit,
    }


class _Places:
    """Spans of PROSE as places in SOURCE."""

    def __init__(self, document: Document) -> None:
        self._prose = document.prose
        self._source = document.source.text

    def __call__(self, span: Span) -> dict[str, Json]:
        return _optional(self._prose.to(LayerName.SOURCE, span))

    def with_text(self, span: Span) -> dict[str, Json]:
        """The place with the source text that stands there."""
        place = self._prose.to(LayerName.SOURCE, span)
        return {**_optional(place), "text": self._source[place.start : place.end]}

    def of_source(self, source: Span | None, name: Span | None) -> dict[str, Json] | None:
        """The words that say who it is, where they stand, and the name of whom they mean, if there is one."""
        return source and {**self.with_text(source), "name": self.with_text(name)["text"] if name else None}


def _optional(span: Span | None) -> dict[str, Json]:
    return {"start": span.start, "end": span.end} if span else {"start": None, "end": None}
