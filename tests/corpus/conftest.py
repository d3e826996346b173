from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from corpus import html, markdown
from corpus.decode import decode
from corpus.document import Document
from corpus.extract import Extract
from corpus.read import MEDIA_TYPES

Read = Callable[[bytes, str], Document]
Growth = Callable[[Callable[[str], object], Callable[[int], str]], float]

_LONG_ENOUGH = 0.01  # seconds of CPU time; shorter runs measure the clock
_LONGEST = 1 << 16  # code points; what is squared in them takes longer than that
_FACTOR = 8


@pytest.fixture(scope="session")
def read() -> Read:
    """A document from bytes of that kind, be they text or not."""

    def read(data: bytes, kind: str) -> Document:
        decoded = decode(data)
        if kind == "text":
            extract = Extract(decoded.text, None)
        else:
            extract = {"markdown": markdown, "html": html}[kind].extract(decoded.text)
        return Document("a", None, MEDIA_TYPES[kind], decoded, extract)

    return read


@pytest.fixture(scope="session")
def growth() -> Growth:
    """How many times the CPU time it takes to read eight times the input; sixteen is still linear."""

    def seconds(run: Callable[[str], object], text: str) -> float:
        gc.disable()  # a collection looks at all that other tests have left, too
        try:
            start = time.process_time()
            run(text)
            return time.process_time() - start
        finally:
            gc.enable()

    def growth(run: Callable[[str], object], pattern: Callable[[int], str]) -> float:
        run(pattern(1))  # what is loaded on the first call is not measured
        n = 64
        while seconds(run, pattern(n)) < _LONG_ENOUGH and len(pattern(n)) < _LONGEST:
            n *= 2
        base = max(min(seconds(run, pattern(n)) for _ in range(3)), _LONG_ENOUGH)
        text = pattern(_FACTOR * n)
        taken: list[float] = []
        while len(taken) < 3 and (not taken or min(taken) > 2 * _FACTOR * base):
            taken.append(seconds(run, text))
        return min(taken) / base

    return growth
