"""What a result depends on, as one digest: where any of it is different, nothing that was kept is used."""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from audit.codec import encode
from audit.config.references import refer
from audit.digests import Same, code_digest, plan_digest
from rules.house import is_house_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit.config import Configuration
    from corpus.sources import Source

LIBRARIES = frozenset("chardet ftfy langdetect nltk pyphen pyyaml regex six textstat wcwidth".split())
"""The distributions that findings may depend on, and those that these use."""

_METADATA = (".dist-info", ".egg-info")


def environment(configuration: Configuration) -> bytes:
    """The digest of what all documents of a run have in common: program, libraries, Python, and the day given."""
    date = configuration.date
    parts = (
        code_digest(),
        sys.version,
        sys.implementation.name,
        unicodedata.unidata_version,
        sys.byteorder,
        sorted(set(_libraries())),
        date and date.isoformat(),
    )
    return hashlib.sha256(encode(parts)).digest()


def key(piece: Source, configuration: Configuration, common: bytes) -> bytes | None:
    """The digest of all that the result of a document depends on; ``None`` if what that is cannot be known.

    It cannot for a rule that is none of ours: its code may read whatever it likes. The line of a record is left out,
    so that records which only moved are not audited again.
    """
    plan = _digest(Same(configuration.plan(piece.path)))
    if plan is None:
        return None
    assert piece.data is not None
    digest = hashlib.sha256(common)
    digest.update(encode((piece.path, piece.kind, plan)))
    digest.update(b"\0")
    digest.update(piece.data)
    return digest.digest()


@lru_cache(maxsize=64)
def _digest(plan: Same) -> str | None:
    is_known = all(isinstance(refer(planned.rule), str) or is_house_rule(planned.rule) for planned in plan.plan.rules)
    return plan_digest(plan.plan) if is_known else None


def _libraries() -> Iterator[str]:
    """Names and versions of the libraries that are installed, as their folders of metadata are called.

    ``importlib.metadata`` reads a file for each, which takes as long as auditing a document.
    """
    for folder in sys.path:
        with suppress(OSError):
            for name in os.listdir(folder or os.curdir):  # noqa: PTH208 (names are all that is needed)
                if name.endswith(_METADATA) and name.partition("-")[0].lower() in LIBRARIES:
                    yield name
