"""What a rule is and what it yields: values, with no engine in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from corpus.layers import LayerName
from corpus.repair import Repair
from corpus.spans import Span

if TYPE_CHECKING:
    from corpus.document import Document
    from corpus.pair import Kin

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


class Severity(StrEnum):
    """How much a finding matters; the names are SARIF's levels."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest, so that sorting puts errors first."""
        return _SEVERITIES.index(self)


class Confidence(StrEnum):
    """How sure a rule is that what it flags is what it says."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return _CONFIDENCES.index(self)


_SEVERITIES = tuple(Severity)
_CONFIDENCES = tuple(Confidence)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding rests on.

    It stands in the document that the finding is about, or else in ``document``, where ``None`` is the whole of it.
    """

    span: Span | None
    message: str
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect, placed in the layer that the rule reads.

    ``span`` counts code points of that layer; ``None`` means the whole document.
    ``suggestion`` is what the flagged text probably was; ``severity`` and ``confidence`` replace the rule's own where a
    case is graver, milder, surer or less sure.
    ``evidence`` is plain JSON data: the words, the other place, the computation.
    """

    span: Span | None
    message: str
    evidence: Mapping[str, Json] = field(default_factory=dict)
    suggestion: str | None = None
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    confidence: Confidence | None = None
    repairs: tuple[Repair, ...] = ()
    """What puts the defect right, in order: only where exactly one answer is right, for ``fix`` asks nobody."""
    layer: LayerName | None = None
    """Where ``span`` counts, if not in the rule's layer: a metadata value stands in SOURCE."""
    document: Document | None = None
    """Which document it is about, of several that are compared; ``None`` is the one that the rule was given."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a corpus rule notes of one document, to be compared with the facts of others.

    Facts with the same ``key`` are compared together. ``span`` is a place in the rule's layer, or ``None``
    for the whole document.
    """

    key: str
    span: Span | None = None
    value: Json = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A finding across documents: it belongs to fact number ``subject`` of its group, ``others`` are the related ones.

    The numbers are indexes into the sequence of facts that ``compare`` was given, which is in the order of the input.
    """

    subject: int
    others: tuple[int, ...]
    message: str
    related_message: str
    evidence: Mapping[str, Json] = field(default_factory=dict)
    severity: Severity | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class NoOptions:
    """The options of a rule that has none."""


Check = Callable[["Document", Any], Iterator[Finding]]
Collect = Callable[["Document", Any], Iterator[Fact]]
Compare = Callable[[Sequence[Fact], Any], Iterator[Comparison]]
Relate = Callable[["Kin", Any], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """One check. ``check`` reads one document; ``collect`` and ``compare`` together read a corpus.

    ``relate`` reads a document beside those that it shares wording with. What these are is found without it: facts with
    equal keys make groups, but passages that are nearly equal have no key.

    ``languages`` names the ISO 639-1 codes the rule understands; empty means any.
    """

    id: str
    summary: str
    severity: Severity
    confidence: Confidence
    layer: LayerName
    documentation: str
    check: Check | None = None
    collect: Collect | None = None
    compare: Compare | None = None
    relate: Relate | None = None
    options: type[Any] = NoOptions
    languages: frozenset[str] = field(default_factory=frozenset)
    origin: str = ""
    """What it is made of if it is none of this package: another package with its version, or a text of its own."""

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]

    @property
    def compares(self) -> bool:
        """Whether it finds something by comparing documents."""
        return self.collect is not None or self.relate is not None

    @cached_property
    def examples(self) -> Examples:
        """The examples that the documentation gives; they are run as tests."""
        return Examples(
            flagged=tuple(_blocks(self.documentation, "flagged")),
            clean=tuple(_blocks(self.documentation, "clean")),
        )


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts that a rule must flag, at the places between ⟦ and ⟧, and texts that it must leave alone."""

    flagged: tuple[str, ...]
    clean: tuple[str, ...]


_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks(documentation: str, kind: str) -> Iterator[str]:
    for block in _BLOCK.finditer(documentation):
        if block[1] == kind:
            yield block[2].removesuffix("\n")
