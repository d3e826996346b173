"""Whether a sentence tells of the future or of the past, as far as it concerns which Friday or which May is meant."""

from __future__ import annotations

import re

_BEFORE, _AFTER = 80, 40  # code points
_FUTURE = re.compile(
    r"\b(?:will|won't|shall|would|to\sbe|plans?|planned|expects?|expected|scheduled|due|going\sto|upcoming|slated|set\sto"
    r"|deadline|expires?|ahead\sof|forecast|aims?\sto|hopes?\sto|intends?\sto|starting|effective"
    r"|as\ssoon\sas|as\searly\sas|starts|begins|opens|ends|resumes|returns|kicks\soff|takes\seffect)\b|'ll\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|since|last|ago|told|reported|announced|killed|died|began|became|met|fell|rose|went|came"
    r"|made|won|lost|\w{2,}(?<!plann)(?<!expect)(?<!schedul)(?<!slat)ed)\b"
)


def tense(low: str, start: int, end: int) -> int:
    """1 where the sentence around ``low[start:end]`` tells of the future, -1 of the past, 0 of neither.

    The nearest word before it decides.
    """
    before = low[max(start - _BEFORE, 0) : start]
    before = before[max(before.rfind(". "), before.rfind("\n")) + 1 :]
    ahead, back = _last(_FUTURE, before), _last(_PAST, before)
    if ahead != back:
        return 1 if ahead > back else -1
    after = low[end : end + _AFTER]
    stop = min((place for place in (after.find(". "), after.find("\n")) if place >= 0), default=len(after))
    ahead, back = _first(_FUTURE, after[:stop]), _first(_PAST, after[:stop])
    return 1 if ahead < back else 0


def _first(pattern: re.Pattern[str], text: str) -> int:
    """Where the first match begins; the length of the text if there is none."""
    match = pattern.search(text)
    return match.start() if match else len(text)


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match ends; -1 if there is none."""
    return max((match.end() for match in pattern.finditer(text)), default=-1)
