"""Files repaired: their bytes with nothing changed but what a repair changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from audit.fix.fixing import FAMILIES, Fixed, fix
from audit.fix.records import with_text
from corpus.decode import Decoded, decode
from corpus.document import Document
from corpus.extract import Extract
from corpus.load import LoadError, read
from corpus.read import document
from corpus.records import MEDIA_TYPE, records
from corpus.sources import PassedOver, Source, Unreadable, reason

if TYPE_CHECKING:
    from audit.config import Configuration, Plan
    from corpus.sources import Found
    from rules.model import Json


@dataclass(frozen=True, slots=True)
class FixedDocument:
    """One document of a file: ``record`` is the id of a record, ``None`` for a file that is one document."""

    record: str | None
    fixed: Fixed


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file with its documents repaired. ``data`` is what it holds then."""

    path: str
    documents: tuple[FixedDocument, ...]
    data: bytes

    @property
    def rules(self) -> Counter[str]:
        """The repairs by rule."""
        return sum((one.fixed.rules for one in self.documents), Counter())

    def offsets(self) -> dict[str, Json]:
        """Where the repaired texts came from: stretches (half open, in code points) with those of the text as read.

        Stretches of equal length correspond code point by code point, others as wholes; what no stretch names was
        taken out.
        """
        return {
            "path": self.path,
            "documents": [
                {
                    "record": one.record,
                    "pieces": [
                        {"start": p.start, "end": p.end, "original_start": p.parent_start, "original_end": p.parent_end}
                        for p in one.fixed.offsets.pieces
                    ],
                }
                for one in self.documents
            ],
        }


def fix_all(found: Iterable[Found], configuration: Configuration) -> Iterator[FixedFile | Unreadable]:
    """Each file, repaired; what could not be read stands in its place, and so do records that could not."""
    for path, group in groupby((one for one in found if not isinstance(one, PassedOver)), key=lambda one: one.path):
        sources = []
        for one in group:
            if isinstance(one, Source):
                sources.append(one)
            else:
                yield one
        if sources:
            yield from _fix_file(path, sources, configuration)


def _fix_file(path: str, sources: list[Source], configuration: Configuration) -> Iterator[FixedFile | Unreadable]:
    plan = _plan(configuration, path)
    parts: list[bytes] = []
    documents: list[FixedDocument] = []
    for source in sources:
        try:
            data = read(source, configuration.max_bytes)
        except (LoadError, OSError) as error:
            yield Unreadable(path, reason(error, path) if isinstance(error, OSError) else str(error))
            return
        if source.kind == "jsonl":
            for line, one in _fix_lines(data, source, plan, configuration):
                parts.append(line)
                if isinstance(one, Unreadable):
                    yield one
                elif one is not None:
                    documents.append(one)
        else:
            fixed, repaired = _fix_text(data, source, plan)
            parts.append(repaired)
            documents.append(FixedDocument(None, fixed))
    for one in documents:
        for failure in one.fixed.failures:
            yield Unreadable(path, failure, one.record)
    data = b"".join(parts)
    yield FixedFile(path, tuple(documents), data)


def _plan(configuration: Configuration, path: str) -> Plan:
    plan = configuration.plan(path)
    return replace(plan, rules=tuple(planned for planned in plan.rules if planned.rule.family in FAMILIES))


def _fix_text(data: bytes, source: Source, plan: Plan) -> tuple[Fixed, bytes]:
    decoded = decode(data)

    def reread(text: Decoded) -> Document:
        return document(text, source.path, source.kind)

    fixed = fix(reread(decoded), plan, reread)
    repaired = spliced(decoded, fixed)
    if decode(repaired).text != fixed.after:
        message = f"repaired, it would no longer be read as {decoded.encoding.used}"
        return Fixed.unchanged(fixed.before, (message,)), data
    return fixed, repaired


def spliced(decoded: Decoded, fixed: Fixed) -> bytes:
    """The bytes of a text with its edits in them; all others are as they were, those that do not decode too."""
    parts, position = [], 0
    for (start, end), text in fixed.edits:
        parts += [decoded.data[position : decoded.byte_map.byte_at(start)], text.encode(decoded.encoding.used)]
        position = decoded.byte_map.byte_at(end)
    return b"".join((*parts, decoded.data[position:]))


def _fix_lines(
    data: bytes, source: Source, plan: Plan, configuration: Configuration
) -> Iterator[tuple[bytes, FixedDocument | Unreadable | None]]:
    """Each line of JSON lines with its text repaired, and the document or failure that it is."""

    def reread(text: Decoded) -> Document:
        return Document(source.path, None, MEDIA_TYPE, text, Extract(text.text, None))

    for number, line in enumerate(_lines(data), source.first_line):
        found = next(records(line, source.path, number, configuration.max_bytes, configuration.date), None)
        if not isinstance(found, Document):
            yield line, found
            continue
        fixed = fix(found, plan, reread)
        repaired = with_text(line, fixed.edits) if fixed.rules else line
        yield repaired, FixedDocument(found.record, fixed)


def _lines(data: bytes) -> list[bytes]:
    """Lines that end at LF alone, with their ends."""
    lines = data.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
