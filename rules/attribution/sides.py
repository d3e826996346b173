"""Answers that shut one another out: for, against, undecided; men, women."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SIDES = {
    "for": "for favour favor favoured favored yes yea aye support supported supports supporting back backed approve"
    " approved approves approving favorable favourable",
    "against": "against oppose opposed opposes opposing no nay reject rejected disapprove disapproved disapproves"
    " disapproving unfavorable unfavourable",
    "none": "abstain abstained abstaining abstentions undecided unsure neither undeclared",
    "women": "women woman female females girls",
    "men": "men man male males boys",
    "gravely": "seriously gravely badly critically fatally",
    "lightly": "lightly slightly",
}
_SIDE_OF = {word: side for side, words in _SIDES.items() for word in words.split()}
_QUESTIONS = ({"for", "against", "none"}, {"women", "men"}, {"gravely", "lightly"})
_NO_ANSWER = re.compile(r"\b(?:no (?:opinion|answer|view)|(?:don't|didn't|did not|do not|not) know|not sure)\b")
_WORD = re.compile(r"[a-z']+")


def are_exclusive(answers: Sequence[str]) -> bool:
    """Whether each of some answers, by their words, is another one to one question."""
    sides = [_side(words) for words in answers]
    return len(set(sides)) == len(sides) > 1 and any(question.issuperset(sides) for question in _QUESTIONS)


def _side(words: str) -> str:
    """The side that the first telling word names; empty if none does."""
    if _NO_ANSWER.search(words):
        return "none"
    return next((_SIDE_OF[word] for word in _WORD.findall(words) if word in _SIDE_OF), "")
