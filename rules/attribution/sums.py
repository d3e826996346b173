"""Parts that do not make the whole beside them: "402 people voted: 61 for A, 188 for B and 171 for C"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.quantities import Hedge, Quantity
from rules.attribution.frames import Form, Frame, bounds, conflict, is_near, number, reckoned, total
from rules.attribution.sides import are_exclusive
from rules.model import Confidence, Finding

_STRETCH = r"[^A-Z,;:()–—]"  # of words between a number and the next mark or number
_THE = r"(?:the |its |their |his |her |our |these |those |all )*"
_ITEM = rf"[NM](?: {_STRETCH}{{1,70}}?)?"
_ITEMS = (
    rf"(?P<items>(?:{_ITEM}(?:[,;] (?:and |while )?| and )(?:the (?:other|remaining) )?){{1,11}}{_ITEM})"
    r"(?:\)|,? ?[–—]|[.;][\"”’]*(?= |\Z)|[\"”’]*\Z)"
)
_WHOLE = rf"(?P<whole>[NM])(?P<noun> {_STRETCH}{{2,70}}?)"
# Men and women; seriously and lightly hurt.
_HURT = "(?:serious|slight|light|grave|bad|critical|fatal)ly"
_SIDED = rf"N (?:[a-z'-]+ ){{0,2}}(?:women|men|boys|girls|females?|males?|{_HURT})\b"
_SEXES = ("men", "girls", "boys", "male", "ly")
_CLOSING = r"(?:\band|\bwhile|\bbut|[,;]|\bwith) the (?:other|remaining) (?P<rest>N)(?= )"
# Where a number of a list stands as a part; elsewhere it counts something within a part.
_AS_PART = re.compile(r"(?:[,;:(–—] ?|\b(?:and|while|but|with|the other|the remaining|another|only|just) )\Z")
_SINCE = re.compile(r"\b(?:since|so far|this|over|to date|per|each|last|career|season|now)\b")
# Lists that count something twice, or multiply; those that tell only some; wholes that are none.
_TWICE = re.compile(
    r"\b(?:each|both|per|respectively|average|at least|or|all|of it|of them|of whom|of which|of these|of those|about"
    r"|around|times|every|apiece|shared?|overlap\w*|than|half|in \d|aged?|singles?)\b"
)
_SOME = re.compile(
    r"\b(?:including|among|such as|e\.g|for example|etc|so on|an?|more|another|plus|also|vacan\w+|few|some|several"
    r"|dozens?|rest|others?|followed|unknown|missing|empty)\b"
)
_NO_WHOLE = re.compile(r"\b(?:each|every|per|or|include[sd]?|including|than|times|out of|averag\w+)\b")
_SPLIT = re.compile(
    r"\b(?:paid|split|divid\w+|shared|made up|consist\w*|compris\w+|go|goes|went|allot\w+|allocat\w+|c[ao]mes?)\b|:"
)
_OTHERS_OF = re.compile(r"[MPQXF]|\bof (?:them|whom|which|these|those)\b")
_AFTER = 40  # code points after a list that may say that it is not all
_MANY = 3  # parts; that so many miss their whole by chance of wording is unlikely


def conflicts(frame: Frame) -> Iterator[Finding]:
    """The wholes of a sentence that are not the sums of their parts."""
    if frame.words.count("N") + frame.words.count("M") > 1:
        yield from reckoned(frame, _FORMS)


def _of_all(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """A list of all parts: "17 members (9 women and 7 men)"."""
    is_all = not _SOME.search(f"{match['items']} . {frame.words[match.end('items') : match.end('items') + _AFTER]}")
    yield from _listed(frame, match, is_all=is_all)


def _of_some(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """A list that need not name all parts: "$48,000, of which $30,000 is for wages and $14,000 for travel"."""
    yield from _listed(frame, match, is_all=False)


def _of_sides(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    if are_exclusive(_answers(match["items"])):
        yield from _of_all(frame, match)


def _priced(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """As in "is split between roads ($5 million), schools ($4 million) and parks ($2 million)"."""
    if _SPLIT.search(frame.words, match.start(), match.start("items")):
        yield from _of_all(frame, match)


def _listed(frame: Frame, match: re.Match[str], *, is_all: bool) -> Iterator[Finding]:
    if _TWICE.search(match["items"]) or _NO_WHOLE.search(match["noun"]):
        return
    parts = frame.within(match.start("items"), match.end("items"))
    # "11 people in 3 cars: 5 men and 6 women"
    if not any(bounds(one).meets(total(parts)) for one in frame.within(0, match.start("whole"))):
        yield from _compared(frame, frame.at(match, "whole"), parts, is_all=is_all)


def _rest(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """As in "of the 43 passengers, 26 were taken off and the other 19 swam"."""
    start, end = match.span("middle")
    # "Of these, 26 …" speaks of the one number of the sentence before.
    wholes = [frame.at(match, "whole")] if match["whole"] else frame.before()
    if len(wholes) == 1 and not _OTHERS_OF.search(match["middle"]) and _are_parts(frame, start, end):
        parts = frame.within(start, end)
        yield from _compared(frame, wholes[0], [*parts, frame.at(match, "rest")] if parts else [])


def _two(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """As in "two of the three engines failed; the other two kept running"."""
    yield from _compared(frame, frame.at(match, "whole"), [frame.at(match, "part"), frame.at(match, "rest")])


def _voted(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """As in "of the 96 delegates, 60 voted for it and 39 against"."""
    start, end = match.span("middle")
    if are_exclusive(_answers(match["middle"])) and _are_parts(frame, start, end):
        yield from _compared(frame, frame.at(match, "whole"), frame.within(start, end), is_all=False)


def _in_all(frame: Frame, match: re.Match[str]) -> Iterator[Finding]:
    """As in "210 loaves and 340 rolls, 560 pieces in all"."""
    is_loose = any(pattern.search(match["items"]) for pattern in (_TWICE, _SOME)) or _SINCE.search(match["after"])
    if not is_loose and not frame.within(0, match.start("items")):
        whole = frame.at(match, "total" if match["total"] else "all")
        yield from _compared(frame, whole, frame.within(match.start("items"), match.end("items")))


def _answers(items: str) -> list[str]:
    """What is said of each number of a list."""
    return re.split("[NM]", items)[1:]


def _are_parts(frame: Frame, start: int, end: int) -> bool:
    places = [place for place in frame.places if start <= place < end]
    return all(frame.words[place] == "N" and _AS_PART.search(frame.words, start, place) for place in places)


def _compared(frame: Frame, whole: Quantity, parts: Sequence[Quantity], *, is_all: bool = True) -> Iterator[Finding]:
    if any(one.kind is not whole.kind or one.unit != whole.unit or one.hedge is not Hedge.NONE for one in parts):
        return
    made, stated, value = total(parts), bounds(whole), sum(one.value for one in parts)
    if is_near(value, whole.value) and (made.low > stated.high or (is_all and not made.meets(stated))):
        terms = " + ".join(number(one.value) for one in parts)
        yield conflict(
            frame,
            f"the parts make {number(value)}, the whole is given as {frame.said(whole)}",
            [whole, *parts],
            f"{terms} = {number(value)}, not {number(whole.value)}",
            Confidence.HIGH if is_all and len(parts) >= _MANY and whole.hedge is Hedge.NONE else None,
        )


_FORMS = (
    Form((":", "(", "–", "—"), re.compile(rf"{_WHOLE}(?:: | \(| ?[–—] ?){_ITEMS}"), _of_all),
    Form(
        ("total of ", "in all", "altogether", "all told"),
        re.compile(rf"\b(?:a total of|in all,?|altogether,?|all told,?) {_WHOLE}, {_ITEMS}"),
        _of_all,
    ),
    Form(
        ("compris", "consist", "composed of", "made up of"),
        re.compile(
            rf"(?P<whole>[NM])(?P<noun>[^A-Z,;:()–—]{{0,60}}?),? (?:comprising|comprise[sd]?|consist(?:s|ed|ing)? of"
            rf"|composed of|made up of) {_ITEMS}"
        ),
        _of_all,
    ),
    Form(
        ("(N", "(M"),
        re.compile(
            rf"{_WHOLE}(?: between|: ?| among| for| from| to| by)"
            r"(?P<items>(?: [^A-Z,;:()]{1,40} \([NM]\)[,;]?(?: and)?){2,10})"
        ),
        _priced,
    ),
    Form(
        _SEXES,
        re.compile(
            rf"(?P<whole>N)(?P<noun>(?: {_STRETCH}{{2,70}}?)?),? ?[(–—]? ?"
            rf"(?P<items>{_SIDED}(?:, {_SIDED})?,? and {_SIDED})(?! (?:who|under|over|aged|from)\b)"
        ),
        _of_sides,
    ),
    Form(
        _SEXES,
        re.compile(
            rf"(?P<items>{_SIDED},? and {_SIDED})(?: [a-z'-]+){{0,2}} in (?:the|a|his|her|their|its) (?:[a-z'-]+ )?"
            r"[a-z]+ of (?P<whole>N)(?P<noun>)"
        ),
        _of_sides,
    ),
    Form(("of whom N",), re.compile(rf"{_WHOLE},? of whom {_ITEMS}"), _of_sides),
    Form(("of which M",), re.compile(rf"(?P<whole>M)(?P<noun>[^A-Z;:()–—]{{0,90}}?),? of which {_ITEMS}"), _of_some),
    Form(("M",), re.compile(rf"\bof {_THE}(?P<whole>M)(?P<noun>[^A-Z,;:()–—]{{0,60}}), {_ITEMS}"), _of_some),
    Form(
        ("the other N", "the remaining N"),
        re.compile(
            rf"(?:\bof {_THE}(?:a total of )?(?P<whole>N)\b|\Aof (?:these|those|them)\b)"
            rf"(?P<middle>.{{4,300}}?){_CLOSING}"
        ),
        _rest,
    ),
    Form(
        ("the other N", "the remaining N"),
        re.compile(
            rf"(?P<part>N) of {_THE}(?P<whole>N)(?: [^A-Z.:()–—]{{2,100}}?)(?:\band|\bwhile|\bbut|[,;])"
            r" the (?:other|remaining) (?P<rest>N)(?= )"
        ),
        _two,
    ),
    Form((" N",), re.compile(rf"\bof {_THE}(?P<whole>N)[^A-Z;:]{{2,60}}(?P<middle>, N.{{4,200}})"), _voted),
    Form(
        ("total of", "in all", "altogether", "in total"),
        re.compile(
            rf"(?P<items>(?:{_ITEM}(?:, (?:and )?| and )){{1,11}}{_ITEM}),? ?[–—(]? ?"
            r"(?:(?:(?:for|making|giving) )?a (?:grand |combined )?total of (?P<total>[NM])"
            r"|(?P<all>[NM])(?: [^A-Z,;:()–—]{1,30}?)? (?:in all|altogether|in total))(?P<after>.{0,30})"
        ),
        _in_all,
    ),
)
