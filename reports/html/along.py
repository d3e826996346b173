"""Two bars along a document's text: where the findings stand, and which sentences say who says so."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from audit.model import DocumentReport, Finding

__all__ = ["WIDTH", "Attribution", "Strip", "Tick", "attribution", "kind_of", "position", "strip", "ticks"]

WIDTH = 1000
"""Units of a bar's length, which is that of the text."""

SOURCED, VAGUE, UNSOURCED = "sourced", "vague", "unsourced"
_KINDS = (UNSOURCED, VAGUE, SOURCED)
_NOBODY = frozenset(("attribution/vague-attribution", "attribution/anonymous-source"))
"""The rules whose findings say that a source is one that cannot be asked."""

_NARROWEST = 0.4  # units of a sentence that is drawn
_MOST_LINKED = 300  # ticks that are links; of more they are one drawing


@dataclass(frozen=True, slots=True)
class Tick:
    """A finding on a strip."""

    number: int
    x: float
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Where the findings stand: as links if they are few, else as a path for each kind."""

    links: tuple[Tick, ...]
    paths: tuple[tuple[str, str], ...]
    description: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """The sentences by who answers for them: a path and a number for each kind."""

    paths: tuple[tuple[str, str], ...]
    sourced: int
    vague: int
    unsourced: int

    @property
    def description(self) -> str:
        """The bar in words."""
        total = self.sourced + self.vague + self.unsourced
        return (
            f"{total} sentences: {self.sourced} say who says so, {self.vague} name nobody who could be asked, "
            f"{self.unsourced} are the writer's own word."
        )


def kind_of(finding: Finding) -> str:
    """The kind of mark that a finding has: its severity, unless it is dismissed."""
    return "dismissed" if finding.status is Status.DISMISSED else finding.severity.value


def position(shown: tuple[int, int] | None, length: int) -> int | None:
    """Where on a bar of ``WIDTH`` units a place of a text of ``length`` code points begins, if it is in the text."""
    if shown is None or not 0 <= shown[0] < length:
        return None
    return shown[0] * WIDTH // length


def ticks(places: Iterable[int]) -> str:
    """A path of SVG that is a line down at each place."""
    return "".join(f"M{place} 0v12" for place in sorted(set(places)))


def strip(document: DocumentReport) -> Strip | None:
    """The strip of a document's findings, if any of them stands in its text."""
    placed = [
        (number, place, finding)
        for number, finding in enumerate(document.findings, 1)
        if (place := position(finding.shown, len(document.text))) is not None
    ]
    if not placed:
        return None
    counts = Counter(kind_of(finding) for _, _, finding in placed)
    told = ", ".join(f"{counts[kind]} {kind}{_plural(kind, counts[kind])}" for kind in _ORDER if counts[kind])
    description = f"{len(placed)} in the text ({told})."
    if len(placed) > _MOST_LINKED:
        return Strip((), tuple(_paths((kind_of(finding), place) for _, place, finding in placed)), description)
    links = (Tick(number, x, kind_of(one), f"{number}: {one.rule}") for number, x, one in placed)
    return Strip(tuple(links), (), description)


_ORDER = ("error", "warning", "note", "dismissed")


def _plural(kind: str, count: int) -> str:
    return "" if count == 1 or kind == "dismissed" else "s"


def _paths(places: Iterable[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    by_kind: dict[str, set[int]] = {}
    for kind, place in places:
        by_kind.setdefault(kind, set()).add(place)
    for kind in reversed(_ORDER):  # the gravest is drawn last, over the others
        if kind in by_kind:
            yield kind, ticks(by_kind[kind])


def attribution(document: DocumentReport) -> Attribution | None:
    """The bar of a document's sentences, if it can be told who answers for them."""
    if not document.sentences or not document.text:
        return None
    kinds = _sentence_kinds(document)
    counts = Counter(kinds)
    scale = WIDTH / len(document.text)
    drawn: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    start, before, end = 0.0, "", 0.0
    for sentence, kind in zip(document.sentences, kinds, strict=True):
        if kind != before:
            _draw(drawn, before, start, end)
            start, before = sentence.start * scale, kind
        end = sentence.end * scale
    _draw(drawn, before, start, end)
    paths = tuple((kind, "".join(pieces)) for kind, pieces in drawn.items() if pieces)
    return Attribution(paths, counts[SOURCED], counts[VAGUE], counts[UNSOURCED])


def _draw(drawn: dict[str, list[str]], kind: str, start: float, end: float) -> None:
    if kind and end - start >= _NARROWEST:
        drawn[kind].append(f"M{start:.1f} 0h{end - start:.1f}v12h-{end - start:.1f}z")


def _sentence_kinds(document: DocumentReport) -> Sequence[str]:
    vague = [
        finding.shown
        for finding in document.findings
        if finding.shown and finding.rule in _NOBODY and finding.status is not Status.DISMISSED
    ]
    starts = sorted(start for start, _ in vague)
    kinds = []
    for sentence in document.sentences:
        at = bisect_left(starts, sentence.start)
        if at < len(starts) and starts[at] < sentence.end:
            kinds.append(VAGUE)
        else:
            kinds.append(SOURCED if sentence.is_sourced else UNSOURCED)
    return kinds
