"""Percentages that do not fit the numbers beside them, or one another: "31 of 120, or 41 percent"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.quantities import Hedge, Quantity
from rules.attribution.frames import Bounds, Form, Frame, bounds, conflict, number, reckoned
from rules.attribution.sides import are_exclusive
from rules.model import Confidence, Finding

_THE = r"(?:the |its |their |his |her |our |these |those |all |every |a total of )*"
_NOUN = r"(?: (?!or\b)[a-z'-]+){0,4}?"
_SHARE = (
    r"(?:,? or (?:just |only )?|, (?=P(?:[,.;)]|\Z| ?[–—]))| \((?:or )?| [–—] (?:or )?)(?P<share>[PF])"
    r"(?=[,.;:)\"”]| ?[–—]|\Z| of (?:them|the total|all))"
)
_OTHER_BASE = re.compile(
    r"\b(?:of|among|men|women|last|ago|earlier|from|up|down|compared|than|versus|republicans?|democrats?|in \w+ \w+"
    r"|younger|older|voters?|another|taxes?|ones?)\b"
)
_OTHER_TIME = re.compile(
    r"\b(?:last|this|ago|earlier|previous\w*|compared|up from|down from|next|first|second)\b|;|P.*[NMQUXF]"
)
_AS_PART = re.compile(r"(?:[,;:(–—] ?|\b(?:and|while|but|with|the other|the remaining|only|just) )\Z")
_ANSWER_WORD = re.compile(
    r"\b(?!(?:were|was|are|is|had|have|has|said|say|they|voting|voted|vote|who|it|them|and|but|while|with|in)\b)[a-z']+"
)
_MOST_WORDS = 3  # of an answer; what has more is about something else
_ALL = 100.0


def conflicts(frame: Frame) -> Iterator[Finding]:
    """The percentages of a sentence that cannot be right."""
    if "P" in frame.words or "F" in frame.words:
        yield from reckoned(frame, _FORMS)
        if frame.words.count("P") > 1:
            yield from _of_one_question(frame)


def _of_two(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """A percentage, and the two numbers that it is made of."""
    part, whole, share = (frame.at(match, name) for name in ("part", "whole", "share"))
    if whole.hedge is Hedge.LESS:
        return
    one, other = bounds(part), bounds(whole)
    # A percentage may be rounded or cut off.
    if not Bounds(one.low / other.high * 100, one.high / other.low * 100).meets(
        bounds(share).wider(share.step / 2 + 0.05)
    ):
        value = part.value / whole.value * 100
        yield conflict(
            frame,
            f"{frame.said(part)} of {frame.said(whole)} are {number(value)} percent, not {frame.said(share)}",
            [part, whole, share],
            f"{number(part.value)} / {number(whole.value)} = {number(value)}%",
            Confidence.HIGH,
        )


def _of_one_question(frame: Frame) -> Iterator[Finding]:
    """As in "61 percent for it, 22 percent against and 27 percent undecided"."""
    answers = frame.words.split("P")[1:]
    is_one = are_exclusive(answers) and not _OTHER_TIME.search(frame.words)
    if is_one and not any(_OTHER_BASE.search(words) or not _is_short(words) for words in answers[1:]):
        yield from _exceeding(frame, [one for place, one in frame.places.items() if frame.words[place] == "P"])


def _is_short(answer: str) -> bool:
    return len(_ANSWER_WORD.findall(re.split("[.;:]", answer)[0])) <= _MOST_WORDS


def _rest(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """As in "62 percent is burned, 24 percent recycled and the remaining 24 percent buried"."""
    places = [place for place in frame.places if place <= match.start("rest")]
    is_list = len(places) > 1 and all(frame.words[place] == "P" for place in places)
    if is_list and all(_AS_PART.search(frame.words, 0, place) for place in places[1:]):
        # What two shares leave may belong to a third.
        yield from _exceeding(frame, [frame.places[place] for place in places], is_all=len(places) > 2)  # noqa: PLR2004


def _owned(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    yield from _exceeding(frame, frame.within(*match.span("items")))


def _voted(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    yield from _exceeding(frame, [frame.at(match, "one"), frame.at(match, "other")])


def _exceeding(frame: Frame, shares: Sequence[Quantity], *, is_all: bool = False) -> Iterator[Finding]:
    """Shares of one whole that are more than all of it, or, if the list ``is_all``, less."""
    value = sum(one.value for one in shares)
    slack = (sum(one.step for one in shares) + max(one.step for one in shares)) / 2
    is_off = value > _ALL + slack or (is_all and value < _ALL - slack)
    if is_off and all(one.hedge is Hedge.NONE for one in shares):
        yield conflict(
            frame,
            f"the shares of one whole make {number(value)} percent",
            shares,
            f"{' + '.join(number(one.value) for one in shares)} = {number(value)}%",
        )


_BY = r"P by [^A-Z;:.]{2,50}?"
_HERE = r"(?: (?!in\b|among\b|from\b|turnout\b)[a-z'-]+)"  # not of another place, nor of another whole
_FORMS = (
    Form((" of ",), re.compile(rf"(?P<part>N){_NOUN} (?:out )?of {_THE}(?P<whole>N){_NOUN}{_SHARE}"), _of_two),
    Form(("N in ",), re.compile(rf"(?P<part>N) in (?:every )?(?P<whole>N){_NOUN}{_SHARE}"), _of_two),
    Form(
        ("P of ", "F of "),
        re.compile(rf"(?P<share>[PF]) of {_THE}(?P<whole>N){_NOUN}(?:,? or | \()(?P<part>N)(?=[,.;:)]|\Z| [a-z])"),
        _of_two,
    ),
    Form(("P",), re.compile(rf"(?P<share>P)(?: \(|, or |: |, )(?P<part>N) (?:out )?of {_THE}(?P<whole>N)"), _of_two),
    Form(("of ",), re.compile(rf"\bof {_THE}(?P<whole>N){_NOUN}, (?P<part>N){_NOUN}{_SHARE}"), _of_two),
    Form(
        ("survey of", "poll of", "study of", "sample of", "review of", "audit of", "test of", "tests of"),
        re.compile(
            rf"\b(?:survey|poll|study|sample|review|audit|tests?) of {_THE}(?P<whole>N)[^A-Z.;]{{1,60}}?"
            rf"(?P<part>N){_NOUN}{_SHARE}"
        ),
        _of_two,
    ),
    Form(
        ("other P", "remaining P"),
        re.compile(r"(?:[,;]|\band|\bwhile) (?:the )?(?:other|remaining) (?P<rest>P)"),
        _rest,
    ),
    Form(
        ("P by ",),
        re.compile(rf"\b(?:owned|held|controlled) (?P<items>{_BY}(?:(?:,|,? and) {_BY}){{1,6}})(?=[.,;]|\Z)"),
        _owned,
    ),
    Form(
        ("P of the vote", "P of the ballots"),
        re.compile(
            rf"(?P<one>P) of the (?:votes?|ballots){_HERE}{{0,3}},? (?:to|against|with|while|and|for){_HERE}{{0,4}}"
            r" (?P<other>P)(?=[.,;]|\Z| (?:for|of the vote)\b)"
        ),
        _voted,
    ),
)
