"""What the script of the index filters: every document and finding in few bytes, and their words in files apart.

Scripts rather than JSON, since a browser lets a page that was opened from a disk read no other file but a script.
The words are asked for only when somebody searches in them or decides many findings at once.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audit.model import Confidence, Severity, Status, Verdict
from reports.html.along import position
from reports.html.pages import page_name, script_data
from reports.html.rows import STATES, state_of, title_of, words_of
from reports.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit.model import DocumentReport
    from reports.html.folder import Folder

__all__ = ["IndexData"]

_LONGEST_TITLE = 160
_BATCH = 500  # documents of one call
_PART = 2 << 20  # characters of a file of words
_NOWHERE = -1  # the place of a finding that has none in the text

_VERDICTS, _SEVERITIES, _CONFIDENCES = (
    tuple(member.value for member in kind) for kind in (Verdict, Severity, Confidence)
)


class IndexData:
    """Takes documents one after the other, and writes their data."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._rules: dict[str, int] = {}
        self._words: list[str] = []
        self._size = 0
        self._first = 0
        self._count = 0
        self._parts = 0
        self.families: Counter[tuple[str, str]] = Counter()
        """How many findings of each family and severity there are, without those that were dismissed."""

    def added(self, document: DocumentReport) -> str:
        """The line of ``document`` for ``lines``; its words are taken in.

        Its name and title are as they are shown; decisions go by its path and record as they are.
        """
        found: list[int] = []
        for finding in document.findings:
            if finding.status is not Status.DISMISSED:
                self.families[finding.family, finding.severity.value] += 1
            place = position(finding.shown, len(document.text))
            found += (
                self._rules.setdefault(finding.rule, len(self._rules)),
                (_SEVERITIES.index(finding.severity.value) * len(_CONFIDENCES)
                 + _CONFIDENCES.index(finding.confidence.value)) * len(STATES)
                + STATES.index(state_of(finding)),
                _NOWHERE if place is None else place,
            )  # fmt: skip
        title = title_of(document, _LONGEST_TITLE)
        self._add_words(str(script_data([[one.message, one.excerpt] for one in document.findings])))
        return str(
            script_data(
                [
                    page_name(document.path, document.record),
                    document.path,
                    document.record,
                    visible(document.name),
                    None if title is None else visible(title),
                    _VERDICTS.index(document.verdict.value),
                    words_of(document),
                    found,
                    " ".join(finding.fingerprint for finding in document.findings),
                ]
            )
        )

    def lines(self, documents: Iterator[str]) -> Iterator[bytes]:
        """The script of all documents, of which ``documents`` are the lines."""
        batch: list[str] = []
        for line in documents:
            batch.append(line)
            if len(batch) == _BATCH:
                yield _call("documents", batch)
                batch = []
        yield _call("documents", batch)
        self._flush()
        names = {
            "rules": list(self._rules),
            "verdicts": _VERDICTS,
            "severities": _SEVERITIES,
            "confidences": _CONFIDENCES,
            "states": STATES,
            "parts": self._parts,
        }
        yield f"sourceAudit.names({script_data(names)});\n".encode()

    def _add_words(self, words: str) -> None:
        self._words.append(words)
        self._size += len(words)
        self._count += 1
        if self._size >= _PART:
            self._flush()

    def _flush(self) -> None:
        if not self._words:
            return
        self._parts += 1
        self._folder.put(f"texts-{self._parts}.js", [_call(f"texts({self._first}, ", self._words)])
        self._words, self._size, self._first = [], 0, self._count


def _call(name: str, lines: list[str]) -> bytes:
    opening = name if "(" in name else f"{name}("
    joined = ",\n".join(lines)
    return f"sourceAudit.{opening}[\n{joined}\n]);\n".encode("ascii")
