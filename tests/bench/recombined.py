"""A corpus of any size out of a few sources: whole paragraphs, shuffled, so that no two documents are equal."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

_SEED = 20230323
_BLANK_LINES = re.compile(r"(?:\r?\n[ \t]*){2,}")
_TEXTS = frozenset((".txt", ".md"))


def paragraphs(folder: Path) -> list[str]:
    """The paragraphs of the texts in a folder; the lines of a text that has no blank ones."""
    found: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.suffix in _TEXTS:
            text = path.read_text(encoding="utf-8", errors="replace").strip()
            parts = _BLANK_LINES.split(text)
            found += parts if len(parts) > 1 else text.splitlines()
    return [paragraph for paragraph in found if paragraph.strip()]


def documents(parts: list[str], size: int, total: int) -> list[str]:
    """Documents of about ``size`` bytes, together about ``total`` bytes; always the same for the same paragraphs."""
    drawn = _drawn(parts, random.Random(_SEED))  # noqa: S311 (chance is not the point, repeatability is)
    found: dict[str, None] = {}
    done = 0
    while done < total:
        text = _document(drawn, size)
        if text not in found:
            found[text] = None
            done += len(text.encode())
    return list(found)


def _drawn(parts: list[str], chance: random.Random) -> Iterator[str]:
    while True:
        yield from chance.sample(parts, len(parts))


def _document(drawn: Iterator[str], size: int) -> str:
    """Whole paragraphs, until together they have ``size`` bytes."""
    taken: list[str] = []
    length = 0
    while length < size:
        taken.append(next(drawn))
        length += len(taken[-1].encode()) + 2
    return "\n\n".join(taken) + "\n"
