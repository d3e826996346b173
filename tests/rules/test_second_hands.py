"""Documents into which a second hand intrudes, and tempting ones, written by somebody who did not see the rules.

The half that is kept apart was not read while the rules were made.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Document
from rules.model import Finding, Severity
from rules.opinion.inserted_passage import Options, check

Read = Callable[..., Document]
BENCH = Path(__file__).parents[1] / "bench"
DOCUMENTS = [
    json.loads(line)
    for half in ("development", "apart")
    for line in (BENCH / f"second_hands_{half}.jsonl").read_text(encoding="utf-8").splitlines()
]

# Passages of which nothing is found, not even as a note: most are learned, pious or promotional, in a voice like that
# of the reporting around them.
MISSED = frozenset(
    "in06 in10 in13 in15 in16 in21 in22 in23 in26 in31 in32 in33 in36 in44 in46 in50 in54 in55 in56".split()
)
# Tempting documents with a warning.
FALSE = frozenset("tp53 tp60".split())


def findings(read: Read, document: dict[str, Any]) -> list[Finding]:
    return list(check(read(document["text"]), Options()))


def overlaps(finding: Finding, document: dict[str, Any]) -> bool:
    return any(
        finding.span is not None and finding.span.start < end and start < finding.span.end
        for start, end in document["inserted"]
    )


def chosen(group: str, known: frozenset[str], *, is_known: bool) -> list[Any]:
    return [
        pytest.param(document, id=f"{document['id']}-{document['manner']}")
        for document in DOCUMENTS
        if document["group"] == group and (document["id"] in known) == is_known
    ]


@pytest.mark.parametrize("document", chosen("intruded", MISSED, is_known=False))
def test_a_second_hand_is_found(read: Read, document: dict[str, Any]) -> None:
    """A finding, if only a note, stands on what somebody else put in."""
    assert any(overlaps(finding, document) for finding in findings(read, document))


@pytest.mark.xfail(reason="known misses", strict=True)
@pytest.mark.parametrize("document", chosen("intruded", MISSED, is_known=True))
def test_a_second_hand_that_is_missed(read: Read, document: dict[str, Any]) -> None:
    """An improvement that finds one of these announces itself here."""
    assert any(overlaps(finding, document) for finding in findings(read, document))


@pytest.mark.parametrize("document", chosen("intruded", frozenset(), is_known=False))
def test_the_reporting_around_a_second_hand_has_no_warning(read: Read, document: dict[str, Any]) -> None:
    """What is said above a note touches what was put in."""
    grave = [one for one in findings(read, document) if one.severity is not Severity.NOTE]

    assert all(overlaps(finding, document) for finding in grave)


@pytest.mark.parametrize("document", chosen("tempting", FALSE, is_known=False))
def test_a_tempting_document_has_no_warning(read: Read, document: dict[str, Any]) -> None:
    """Angry sources, reviews, sermons and letters are nobody's intrusion."""
    assert [one for one in findings(read, document) if one.severity is not Severity.NOTE] == []


@pytest.mark.xfail(reason="known false alarms", strict=True)
@pytest.mark.parametrize("document", chosen("tempting", FALSE, is_known=True))
def test_a_tempting_document_that_is_mistaken(read: Read, document: dict[str, Any]) -> None:
    """An improvement that leaves one of these alone announces itself here."""
    assert [one for one in findings(read, document) if one.severity is not Severity.NOTE] == []
