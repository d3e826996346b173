"""The weights with which counts and traits are summed up, read from ``weights.txt``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from corpus.opinion.measures import COUNTED


class Weights(NamedTuple):
    """``voice`` and ``usual`` are in the order of ``COUNTED``; ``usual`` are rates for each word."""

    voice: tuple[float, ...]
    usual: tuple[float, ...]
    strange: Mapping[str, float]
    reach: Mapping[str, float]

    @property
    def quoted(self) -> float:
        """That of the share of words that are sources'."""
        return self.strange["quoted"]


@cache
def weights() -> Weights:
    """The weights.

    Raises:
        KeyError: One is missing.

    """
    parts: dict[str, dict[str, list[float]]] = {"voice": {}, "strange": {}, "reach": {}}
    part = parts["voice"]
    for line in resources.files("corpus.opinion").joinpath("weights.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            part = parts[line.strip("[]")]
        elif line and not line.startswith("#"):
            name, *numbers = line.split("\t")
            part[name] = [float(number) for number in numbers]
    voice = parts["voice"]
    return Weights(
        tuple(voice[name][0] for name in COUNTED),
        tuple(voice[name][1] / 100 for name in COUNTED),
        {name: numbers[0] for name, numbers in parts["strange"].items()},
        {name: numbers[0] for name, numbers in parts["reach"].items()},
    )
