"""What a report says of a document besides its findings: measures, metadata, and what its pictures are drawn of."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from audit.model import Confidence, DatedPlace, MetadataValue, OpinionPlace, SentencePlace
from corpus.dates import Resolution
from corpus.layers import LayerName
from corpus.metadata import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from audit.config import Plan
    from audit.locate import Locator
    from corpus.document import Document
    from rules.model import Json

_PASSAGES = "opinion/inserted-passage"  # the rule whose measure the report draws
_SOURCED_LANGUAGES = frozenset(("en",))  # in which it can be told who answers for a sentence
_CERTAINTY = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


def metrics(document: Document) -> Mapping[str, Json]:
    """Counts and measures of a document. Shares are of code points (quoted) and of sentences (attributed), 0 to 1."""
    text = document.prose.text
    quoted = sum(quote.end - quote.start for quote in document.quotations.spans)
    attributed = sum(attribution.is_attributed for attribution in document.attributions)
    return {
        "words": len(document.words),
        "sentences": len(document.sentences),
        "paragraphs": len(document.paragraphs),
        "quoted": round(quoted / len(text), 3) if text else 0.0,
        "attributed": round(attributed / len(document.sentences), 3) if document.sentences else 0.0,
        **document.readability,
    }


def dated(document: Document) -> Iterator[DatedPlace]:
    """The date expressions that have a value, for the timeline."""
    for expression in document.dates:
        if expression.interval:
            first, last = expression.interval
            place = document.prose.to(LayerName.TEXT, expression.span)
            words = document.prose.text[expression.span.start : expression.span.end]
            is_explicit = expression.resolution is Resolution.EXPLICIT
            yield DatedPlace(place.start, place.end, words, first.isoformat(), last.isoformat(), is_explicit)


def sentences(document: Document) -> Iterator[SentencePlace]:
    """The sentences, and whether somebody answers for each; none in a language in which that cannot be told."""
    if document.language.code not in _SOURCED_LANGUAGES:
        return
    for one in document.attributions:
        place = document.prose.to(LayerName.TEXT, one.sentence)
        yield SentencePlace(place.start, place.end, one.is_sourced)


def opinion_bound(document: Document, plan: Plan) -> float | None:
    """The bound of the rule that finds passages, if it was asked for and reads the language of the document."""
    for planned in plan.rules:
        if planned.rule.id == _PASSAGES and document.language.code in planned.rule.languages:
            bound: float = planned.options.voice
            return bound
    return None


def measured(document: Document) -> Iterator[OpinionPlace]:
    """How far each paragraph is opinion, for the profile."""
    scores = document.blocks.own_voice
    for number in range(document.body_start, len(document.paragraphs)):
        place = document.prose.to(LayerName.TEXT, document.paragraphs[number])
        yield OpinionPlace(place.start, place.end, round(scores[number], 2))


def encoding(document: Document) -> Mapping[str, Json]:
    """How the bytes were decoded."""
    encoding = document.decoded.encoding
    return {
        "used": encoding.used,
        "declared": encoding.declared,
        "detected": encoding.detected,
        "byte_order_mark": encoding.byte_order_mark,
        "undecodable": encoding.undecodable,
    }


def layers(document: Document) -> Mapping[str, str]:
    """The SHA-256 of each layer as UTF-8; the first has that of the text as read, not of the bytes."""
    known: dict[int, str] = {}  # most layers are one and the same text
    layers = {name: document.layer(name).text for name in LayerName}
    for text in layers.values():
        if id(text) not in known:
            known[id(text)] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return {name.value: known[id(text)] for name, text in layers.items()}


def language(document: Document) -> Mapping[str, Json]:
    """The language of the text, as detected."""
    found = document.language
    return {"code": found.code, "probability": found.probability, "method": found.method}


def provenance(document: Document, locator: Locator) -> Mapping[str, tuple[MetadataValue, ...]]:
    """What the document says of itself, by field, with where it stands."""
    return {
        field: tuple(
            MetadataValue(
                value.value,
                value.origin,
                _CERTAINTY[value.certainty],
                locator.place(value.span) if value.span else None,
                locator.shown(value.span, LayerName.SOURCE),
            )
            for value in values
        )
        for field, values in document.metadata.items()
        if values or field in FIELDS
    }
