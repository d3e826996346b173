"""A part greater than its whole: "nine people, ten of them children"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.quantities import Quantity
from rules.attribution.frames import Form, Frame, bounds, conflict, counted_persons, number, reckoned
from rules.model import Confidence, Finding

# What consists of many, so that the part may be of those: "two families, including 14 children".
_COLLECTIVE = re.compile(
    r"\b(?:families|groups|teams|buses|couples|households|parties|boats|ships|countries|nations|states|provinces|cities"
    r"|towns|companies|crews|units|planes|aircraft|schools|clubs|armies|houses|homes|villages|classes|gangs|tribes|bodies"
    r"|attacks|incidents|cases|hospitals|sets|pairs|packs|lists|lots|games|matches|reports|events)\b"
)
_DEAD = frozenset(("dead", "killed", "deaths"))


def conflicts(frame: Frame) -> Iterator[Finding]:
    """The parts of a sentence that are greater than their wholes."""
    if frame.words.count("N") > 1:
        yield from reckoned(frame, _FORMS)


def _of_them(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    part = frame.at(match, "part")
    is_of_earlier = any(bounds(one).high >= part.value for one in frame.within(0, match.start("whole")))
    if not is_of_earlier and not _COLLECTIVE.search(match["noun"]):
        yield from _greater(frame, part, frame.at(match, "whole"))


def _including(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    if not (_DEAD | counted_persons()).isdisjoint(match["noun"].split()) and not _COLLECTIVE.search(match["what"]):
        yield from _of_them(frame, match)


def _of_the(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    yield from _greater(frame, frame.at(match, "part"), frame.at(match, "whole"))


def _greater(frame: Frame, part: Quantity, whole: Quantity) -> Iterator[Finding]:
    if bounds(part).low > bounds(whole).high:
        yield conflict(
            frame,
            f"{frame.said(part)} of {frame.said(whole)}: the part is greater than the whole",
            [whole, part],
            f"{number(part.value)} > {number(whole.value)}",
            Confidence.HIGH,
        )


_COUNTED = r"(?P<whole>N)(?P<noun>(?: [a-z'-]+){1,2})(?: (?:on [a-z]+|yesterday|today))?,? "
_FORMS = (
    Form(("of them", "of whom"), re.compile(rf"{_COUNTED}(?P<part>N) of (?:them|whom)\b"), _of_them),
    Form(
        ("including N", "among them N"),
        re.compile(rf"{_COUNTED}(?:including|among them) (?P<part>N)(?P<what>(?: [a-z'-]+){{1,3}})"),
        _including,
    ),
    Form(
        ("N of ", "N out of "),
        re.compile(
            r"(?<! in )(?P<part>N) (?:out )?of (?:the|its|their|his|her|our|these|those|all) (?P<whole>N)"
            r"(?= (?!in N)[a-z])"
        ),
        _of_the,
    ),
)
