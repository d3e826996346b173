"""What the first and last lines of a text say of it: title, byline, dates, publisher, licence, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus import dates
from corpus.names import NAME, is_body
from corpus.spans import Span

_LINE = re.compile(r"[^\r\n]+")
_HEAD, _TAIL = 14, 10  # lines that are not blank
_NEAR = 4000  # code points from either end in which those lines are looked for
_LONG_TITLE = 200  # code points
_LONG_CREDIT = 120
_LONG_NAME = 40
_SEGMENT = re.compile(r"[^,|·•–—/\s][^,|·•–—/]*[^,|·•–—/\s]")

_LEAD = re.compile(r"[\ufeff\s*_#>~|–—•-]*")
_PERSON = rf"(?:{NAME}|[A-Z][A-Z.’'-]{{1,40}}(?:\s[A-Z][A-Z.’'-]{{0,40}}){{1,3}})"
_PERSONS = rf"{_PERSON}(?:(?:,\s|,?\s(?:and|AND|&|with)\s|\s/\s){_PERSON}){{0,5}}"
_JOINED = re.compile(r"\b(?:and|AND|with)\b|[&/]")
_BYLINE = re.compile(
    rf"(?:by|von|par|por|door|posted by|interview(?:ed)? by|report by|written by|reported by|story by|text by|words by"
    rf"|words|text|author|authors|byline|reporter|report(?=:)|interview(?=:))(?::\s*|\s+)"
    rf"(?-i:(?P<names>{_PERSONS}))",
    re.IGNORECASE,
)
_ROLE = (
    r"staff|writer|correspondent|reporter|editor|professor|columnist|contributor|fellow|director|analyst|special|senior|chief|desk"
    r"|political|science|sports?|business|health|environment|education|crime|arts?|transport|economics"
)
_AFFILIATION = re.compile(rf"(?:,\s*(?:of\s+)?|\s+(?:for|of|in)\s+|\s*[|·•–—]\s*)(?P<body>(?:The\s|the\s)?{NAME})")
_NAMES_ONLY = re.compile(rf"(?P<names>{_PERSONS})\.?\s*\Z")
# Two words at least, none of them a word of headings; the rest of a line of names alone is told by its neighbours.
_NO_PERSON = re.compile(
    r"(?i)\b(?:the|and|of|in|for|to|news|report|analysis|opinion|chapter|section|part|introduction|street|road"
    r"|summary|overview|background|breaking|exclusive|update|key|points|contents|executive|abstract|conclusion|editorial|comment)\b"
)
# "Ana Ruiz is a reporter", found by the role, and the name before it.
_ROLE_OF = re.compile(
    r"\s(?:is|was)\s(?:(?:an?|the)\s(?:[\w’'-]{1,40},?\s){0,6}?(?:reporter|correspondent|writer|editor|journalist|columnist|director"
    r"|professor|fellow|author|analyst|researcher|lecturer|historian|economist|contributor|scholar|freelance)\b"
    r"|(?:director|professor|editor|senior fellow|fellow|chair|president|associate professor)\b)"
)
_NAME_BEFORE = re.compile(rf"(?<![\w’'-])(?P<names>{_PERSON})\Z")
_NO_TITLE = re.compile(
    r"(?i)for (?:immediate )?release\b|embargoed|press release\Z|from:|to:|subject:|vol(?:ume)?\.? \d"
)
_LABELLED = re.compile(
    r"(?P<label>release\s+date|published(?:\s+on)?|posted(?:\s+on)?|publication\s+date|date(?:line)?|first\s+published|updated(?:\s+on)?|last\s+updated"
    r"|last\s+modified|modified|publisher|published\s+by|publication|outlet|source|licen[cs]e|rights|licensed\s+under|url|link"
    r"|permalink|original|originally\s+published(?:\s+(?:at|by|in|on))?|retrieved\s+from|available\s+(?:at|from)|title|headline"
    r"|language)(?:\s*:\s*|\s+)(?P<value>\S.*)\Z",
    re.IGNORECASE,
)
_FIELDS = {
    "release date": "date", "published": "date", "posted": "date", "publication date": "date", "date": "date",
    "dateline": "date",
    "first published": "date", "updated": "modified", "last updated": "modified", "last modified": "modified",
    "modified": "modified", "publisher": "publisher", "published by": "publisher", "publication": "publisher",
    "outlet": "publisher", "licence": "licence", "license": "licence", "rights": "licence", "licensed under": "licence",
    "url": "url", "link": "url", "permalink": "url", "retrieved from": "url", "available at": "url",
    "available from": "url", "title": "title", "headline": "title", "language": "language",
}  # fmt: skip
_RIGHTS = re.compile(
    r"(?i)(?<!\w)©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b|all rights reserved|creative commons|\bcc[ -](?:by|0)\b|\bcc0\b"
    r"|public domain"
    r"|(?:re)?printed with permission|licen[cs]ed under|open government licence|reproduced (?:with|by) permission"
    r"|(?:may be|free to) (?:re(?:publish|produc|print)|shar)"
)
_RIGHTS_WORDS = (
    "©",
    "(c)",
    "copyright",
    "rights",
    "creative common",
    "cc",
    "domain",
    "permission",
    "licen",
    "free to ",
    "may be ",
)
_HOLDER = re.compile(
    rf"(?<!\w)(?:©|\([cC]\)|[Cc]opyright)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?,?\s*)?(?:by\s+)?(?P<body>(?:The\s)?{NAME})"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"'”’)\]]+[^\s<>\"'”’)\].,;:]")
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z .’'-]{2,30}(?:,\s[A-Z][A-Za-z .]{1,20})?)"
    r"(?:,\s*(?P<day>[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:\s\d{4})?))?\s*"
    r"(?:\((?P<agency>[A-Z][\w .&’'-]{1,30})\)\s*)?(?:[-–—]{1,2})\s"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that a line of the text gives; ``certainty`` is 0 (sure) to 2 (a guess from the layout)."""

    field: str
    value: str
    origin: str
    certainty: int
    span: Span


@dataclass(frozen=True, slots=True)
class _Line:
    lead: str
    text: str
    start: int
    number: int
    """From 0 at the beginning; lines of the end count on."""
    is_head: bool

    def stated(self, field: str, origin: str, certainty: int, match: re.Match[str], group: str | int = 0) -> Stated:
        """A value at the place of a match in this line."""
        return Stated(field, match[group].strip(), origin, certainty, _trim(match, group, self.start))


def stated_in_text(text: str) -> Iterator[Stated]:
    """What the lines at both ends state, in the order of the text."""
    lines = _lines(text)
    yield from _title(lines)
    has_byline = False
    for number, line in enumerate(lines):
        near = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
        found = list(_line(line, near, has_byline=has_byline))
        has_byline = has_byline or any(stated.field == "byline" for stated in found)
        yield from found


def _lines(text: str) -> list[_Line]:
    head = [match.span() for match in _LINE.finditer(text, 0, _NEAR) if match[0].strip()][:_HEAD]
    after = head[-1][1] if head else 0
    begin = max(after, text.rfind("\n", 0, max(len(text) - _NEAR, 0)) + 1)
    tail = [match.span() for match in _LINE.finditer(text, begin) if match[0].strip()][-_TAIL:]
    lines = []
    for number, (start, end) in enumerate([*head, *tail]):
        raw = text[start:end]
        lead = _LEAD.match(raw)
        skip = lead.end() if lead else 0
        stripped = raw[skip:].rstrip(" \t*_|")
        lines.append(_Line(raw[:skip], stripped, start + skip, number, number < len(head)))
    return [line for line in lines if line.text]


def _segments(line: _Line) -> list[re.Match[str]]:
    """The parts of a line of credits: "Ana Ruiz, Harbour Post · March 23, 2023" without its dates."""
    if len(line.text) > _LONG_CREDIT or _DATELINE.match(line.text):
        return []
    taken = [expression.span for expression in dates.full(line.text)]
    if not taken:
        return []
    blank = line.text
    for span in taken:
        blank = blank[: span.start] + "|" * (span.end - span.start) + blank[span.end :]
    return [match for match in _SEGMENT.finditer(blank) if _NAMES_ONLY.fullmatch(match[0])]


def _credits(line: _Line) -> Iterator[Stated]:
    """A line that a date makes one of credits: who wrote, and where."""
    segments = _segments(line)
    for match in segments:
        span = Span(line.start + match.start(), line.start + match.end())
        if is_body(match[0]):
            yield Stated("publisher", match[0], "line of credits", 1, span)
        elif " " in match[0]:  # one word before a date is a heading or a label, no person
            yield Stated("byline", match[0], "line of credits", 1, span)
    if segments:
        yield from _dates(line, "line of credits", 1)


def _title(lines: list[_Line]) -> Iterator[Stated]:
    """The first line, if it can be one: short, not ended by a full stop, and not a byline, date, label or dateline."""
    for number, line in enumerate(lines[:3]):
        text = line.text
        if _is_masthead(lines, number):
            yield Stated("publisher", text, "masthead", 1, Span(line.start, line.start + len(text)))
            continue
        if (
            _segments(line)
            or _BYLINE.match(text)
            or _DATELINE.match(text)
            or _is_date(text)
            or _RIGHTS.match(text)
            or _ADDRESS.match(text)
            or _NO_TITLE.match(text)
        ):
            continue
        labelled = _LABELLED.match(text)
        if labelled and ":" in text[: labelled.start("value")]:
            continue
        is_short = len(text) <= _LONG_TITLE and not text.endswith((".", ",", ";", ":", "…"))
        if is_short and (text[0].isalnum() or text[0] in "“‘\"'«¿¡"):
            yield Stated("title", text, "first line", 1, Span(line.start, line.start + len(text)))
        return


def _is_masthead(lines: list[_Line], number: int) -> bool:
    """Whether a first line is the publication's name, with the date under it."""
    if number > 0 or len(lines) == 1:
        return False
    name = lines[number].text
    return (
        len(name) < _LONG_NAME
        and is_body(name)
        and bool(dates.full(lines[1].text[:_LONG_CREDIT]))
        and bool(_NAMES_ONLY.match(name))
    )


def _line(line: _Line, near: list[_Line], *, has_byline: bool) -> Iterator[Stated]:
    if len(line.text) > _LONG_TITLE * 2:
        yield from _long_line(line, has_byline=has_byline)
        return
    byline = _BYLINE.match(line.text)
    if byline and (line.is_head or len(line.text) < _LONG_TITLE):
        yield from _byline(line, byline)
        return
    labelled = _LABELLED.match(line.text)
    if labelled:
        yield from _labelled(line, labelled)
    elif line.is_head and _segments(line):
        yield from _credits(line)
    elif _is_date(line.text):
        yield from _dates(line, "line of its own", 1)
    elif line.is_head and 0 < line.number < 5 and not has_byline:  # noqa: PLR2004 (below the title)
        yield from _names_only(line, near)
    yield from _beside(line, labelled)
    yield from _dateline(line)
    if line.number > 2 and not has_byline:  # noqa: PLR2004 (below title, byline and first paragraph)
        yield from _closing(line, near)


def _beside(line: _Line, labelled: re.Match[str] | None) -> Iterator[Stated]:
    """What may stand in a line whatever else it says: rights, an address, the day of an issue."""
    if labelled is None or _FIELDS.get(labelled["label"].lower()) != "licence":
        yield from _rights(line)
    if labelled is None:
        yield from _address(line)
    is_short = line.is_head and line.number < _HEAD / 2 and len(line.text) <= _LONG_CREDIT
    # "Vol. 1, No. 87   Tuesday, 14 May 2024" is the day of an issue; a line with small words is a sentence.
    is_issue = is_short and not any(word.islower() for word in line.text.split())
    if is_issue and labelled is None and not _segments(line) and not _is_date(line.text):
        yield from _dates(line, "line with a date", 2)


def _address(line: _Line) -> Iterator[Stated]:
    match = _ADDRESS.search(line.text)
    if match and len(match[0]) > len(line.text) / 2:
        yield line.stated("url", "line of its own", 1, match)


def _closing(line: _Line, near: list[_Line]) -> Iterator[Stated]:
    """Who wrote it, said at the end: a note on the author, or a name after a dash in the last line."""
    is_last = near[-1].number < line.number
    if is_last or not line.is_head:
        yield from _biography(line)
    match = _NAMES_ONLY.match(line.text) if is_last and line.lead.rstrip().endswith(("—", "–", "-")) else None
    if match and not is_body(match["names"]):
        yield from _persons(line, match, "closing signature", 1)


def _long_line(line: _Line, *, has_byline: bool) -> Iterator[Stated]:
    yield from _dateline(line)
    if not line.is_head:
        if not has_byline:
            yield from _biography(line)
        yield from _rights(line)


def _byline(line: _Line, match: re.Match[str]) -> Iterator[Stated]:
    persons = list(_persons(line, match, "byline", 0))
    end = match.end()
    bodies: list[Stated] = []
    if is_body(persons[-1].value) or not _JOINED.search(match["names"]):
        # "By Ana Ruiz, Skerrow, Harbour Post, March 23": one person, where she works, and when.
        end = persons[0].span.end - line.start
        bodies = [replace(other, field="publisher", certainty=1) for other in persons[1:] if is_body(other.value)]
        persons = persons[:1]
    yield from persons
    yield from bodies or _affiliation(line, end)
    yield from _dates(line, "byline", 0, end)


def _affiliation(line: _Line, end: int) -> Iterator[Stated]:
    """The body that stands behind a person's name, if what stands there is no role, day or other credit."""
    match = _AFFILIATION.match(line.text, end)
    if match is None or line.text.startswith(" by ", match.end()) or _is_date(line.text[match.start() :]):
        return
    if not re.match(rf"(?i)(?:the\s)?(?:{_ROLE})\b", match["body"]):
        yield line.stated("publisher", "byline", 1, match, "body")


def _persons(line: _Line, match: re.Match[str], origin: str, certainty: int) -> Iterator[Stated]:
    for person in re.finditer(_PERSON, match["names"]):
        start = line.start + match.start("names")
        span = Span(start + person.start(), start + person.end())
        yield Stated("byline", person[0], origin, certainty, span)


def _labelled(line: _Line, match: re.Match[str]) -> Iterator[Stated]:
    label = re.sub(r"\s+", " ", match["label"].lower()).removesuffix(" on")
    has_colon = ":" in line.text[: match.start("value")]
    address = _ADDRESS.search(match["value"])
    field = _FIELDS.get(label)
    if label.startswith(("source", "original")):
        field = "url" if address else "publisher"
    if field in {"date", "modified"}:
        yield from _dates(line, f"“{match['label']}”", 0, match.start("value"), field)
    elif field == "url":
        if address:
            start = line.start + match.start("value") + address.start()
            yield Stated("url", address[0], f"“{match['label']}”", 0, Span(start, start + len(address[0])))
    elif field and (has_colon or label in {"published by", "licensed under"}):
        yield line.stated(field, f"“{match['label']}”", 0, match, "value")


def _dates(line: _Line, origin: str, certainty: int, begin: int = 0, field: str = "date") -> Iterator[Stated]:
    for expression in dates.full(line.text):
        span = expression.span
        if span.start >= begin:
            yield Stated(field, line.text[span.start : span.end], origin, certainty, span.shift(line.start))
            # What follows in the same line is another statement: "March 23, 2023. Updated March 25, 2023".
            field = "modified"


def _is_date(text: str) -> bool:
    """Whether a line is a date and little else."""
    taken = sum(e.span.end - e.span.start for e in dates.full(text)) if len(text) <= _LONG_CREDIT else 0
    return taken * 2 > len(text)


def _names_only(line: _Line, near: list[_Line]) -> Iterator[Stated]:
    """A line of names alone: in capitals or before a date it is a byline, else it may be a heading."""
    match = _NAMES_ONLY.match(line.text)
    if not match or _NO_PERSON.search(line.text) or len(line.text.split()) < 2:  # noqa: PLR2004 (a person's names)
        return
    is_dated = any(_is_date(other.text) for other in near)
    is_credit = line.number == 1 or line.text.isupper() or is_dated
    if is_body(match["names"]):
        if is_dated:
            yield line.stated("publisher", "line of its own", 1, match, "names")
    elif is_credit and len(line.text) <= _LONG_CREDIT:
        yield from _persons(line, match, "line of names", 1)


def _rights(line: _Line) -> Iterator[Stated]:
    low = line.text.lower()
    if any(word in low for word in _RIGHTS_WORDS) and _RIGHTS.search(line.text):
        yield Stated("licence", line.text, "rights line", 1, Span(line.start, line.start + len(line.text)))
        holder = _HOLDER.search(line.text)
        if holder and not holder["body"].lower().startswith(("all rights", "the author", "author", "crown")):
            yield line.stated("publisher", "rights line", 1, holder, "body")


def _dateline(line: _Line) -> Iterator[Stated]:
    match = _DATELINE.match(line.text) if line.is_head else None
    if match:
        if match["agency"]:
            yield line.stated("publisher", "dateline", 1, match, "agency")
        if match["day"]:
            yield from _dates(
                _Line("", match["day"], line.start + match.start("day"), line.number, line.is_head), "dateline", 1
            )


def _biography(line: _Line) -> Iterator[Stated]:
    for role in _ROLE_OF.finditer(line.text):
        name = _NAME_BEFORE.search(line.text, max(role.start() - _LONG_CREDIT, 0), role.start())
        if name:
            yield from _persons(line, name, "note on the author", 1)


def _trim(match: re.Match[str], group: str | int, offset: int) -> Span:
    value = match[group]
    start = offset + match.start(group) + len(value) - len(value.lstrip())
    return Span(start, start + len(value.strip()))
