"""What rules found in documents held against each other, kept for the next run.

It depends on these documents, each with all that its own result depends on, and on how widespread their wording is.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from audit.codec import encode
from audit.model import Failure, Finding

if TYPE_CHECKING:
    from audit.cache import Cache
    from audit.kinship import Found
    from audit.spool import Spool

Findings = dict[int, list[Finding | Failure]]
"""Findings and failures by the number of the report in the spool that they belong to."""

_KEY = 32  # bytes
_NONE = bytes(_KEY)


class Recall:
    """Findings of earlier runs, by the documents that they rest on. These have numbers as in ``Kinship``."""

    def __init__(self, cache: Cache | None, spool: Spool) -> None:
        self._cache = cache
        self._spool = spool
        self._keys = bytearray()
        self._references = 0

    def add(self, key: bytes | None, *, is_reference: bool = False) -> None:
        """Take the key of the next document's own result; ``None`` if that is not kept."""
        self._references += is_reference
        if self._cache:
            self._keys += key or _NONE

    def key(self, found: Found) -> bytes | None:
        """The key of what is found in a document beside others; ``None`` if it cannot be kept."""
        numbers = (found.number, *found.others)
        keys = [self._keys[number * _KEY : (number + 1) * _KEY] for number in numbers]
        if not self._cache or _NONE in keys:
            return None
        # A record may have been given another name than it has by itself.
        reports = [number - self._references for number in numbers]
        names = [self._spool.name(number) if number >= 0 else None for number in reports]
        return hashlib.sha256(b"".join((*keys, encode((names, sorted(found.spread.items())))))).digest()

    def read(self, key: bytes | None, found: Found) -> Findings | None:
        """What is kept; ``None`` if it has to be looked for."""
        kept = self._cache.related(key) if self._cache and key else None
        if kept is None:
            return None
        numbers = [number - self._references for number in (found.number, *found.others)]
        findings: Findings = {}
        for place, finding in kept:
            if not (0 <= place < len(numbers) and numbers[place] >= 0):
                return None
            findings.setdefault(numbers[place], []).append(finding)
        # A finding that was attached meanwhile may have the fingerprint of one of them; the same finding may.
        taken = {
            (number, one.fingerprint): (one.rule, one.location)
            for number in findings
            for one in self._spool[number].findings
        }
        for place, one in kept:
            holder = taken.get((numbers[place], one.fingerprint))
            if holder is not None and holder != (one.rule, one.location):
                return None
        return findings

    def write(self, key: bytes | None, found: Found, findings: Findings) -> None:
        """Keep findings for the next run; there must be no failures among them."""
        if self._cache and key:
            places = {number - self._references: place for place, number in enumerate((found.number, *found.others))}
            kept = [(places[number], finding) for number, own in findings.items() for finding in own]
            self._cache.keep_related(key, kept)
