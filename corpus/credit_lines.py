"""What the first and last lines of a text say of it: title, byline, dates, publisher, licence, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus import credit_patterns as written
from corpus import dates
from corpus.names import is_body
from corpus.persons import is_person
from corpus.spans import Span
from corpus.vocabulary import is_word

HOLDER = written.HOLDER


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
    head = [match.span() for match in written.LINE.finditer(text, 0, written.NEAR) if match[0].strip()][: written.HEAD]
    after = head[-1][1] if head else 0
    begin = max(after, text.rfind("\n", 0, max(len(text) - written.NEAR, 0)) + 1)
    tail = [match.span() for match in written.LINE.finditer(text, begin) if match[0].strip()][-written.TAIL :]
    lines = []
    for number, (start, end) in enumerate([*head, *tail]):
        raw = text[start:end]
        lead = written.LEAD.match(raw)
        skip = lead.end() if lead else 0
        stripped = raw[skip:].rstrip(" \t*_|")
        lines.append(_Line(raw[:skip], stripped, start + skip, number, number < len(head)))
    return [line for line in lines if line.text]


def _segments(line: _Line) -> list[re.Match[str]]:
    """The parts of a line of credits: "Ana Ruiz, Harbour Post · March 23, 2023" without its dates."""
    if len(line.text) > written.LONG_CREDIT or written.DATELINE.match(line.text):
        return []
    taken = [expression.span for expression in dates.full(line.text)]
    if not taken:
        return []
    blank = line.text
    for span in taken:
        blank = blank[: span.start] + "|" * (span.end - span.start) + blank[span.end :]
    return [match for match in written.SEGMENT.finditer(blank) if _credited(match[0])]


def _credited(segment: str) -> re.Match[str] | None:
    """The names in a part of a line of credits, if it is nothing but names: "by Ana Ruiz" or "Harbour Post"."""
    return written.NAMES_ONLY.fullmatch(segment) or written.BY_NAMES.fullmatch(segment)


def _credits(line: _Line) -> Iterator[Stated]:
    """A line that a date makes one of credits: who wrote, and where."""
    segments = _segments(line)
    for match in segments:
        names = _credited(match[0])
        assert names is not None  # it is one of the segments for that
        start = line.start + match.start()
        span = Span(start + names.start("names"), start + names.end("names"))
        if is_body(names["names"]):
            yield Stated("publisher", names["names"], "line of credits", 1, span)
        elif " " in names["names"]:  # one word before a date is a heading or a label, no person
            yield Stated("byline", names["names"], "line of credits", 1, span)
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
            or written.BYLINE.match(text)
            or written.DATELINE.match(text)
            or _is_date(text)
            or written.RIGHTS.match(text)
            or written.ADDRESS.match(text)
            or written.NO_TITLE.match(text)
        ):
            continue
        labelled = written.LABELLED.match(text)
        if labelled and ":" in text[: labelled.start("value")]:
            continue
        is_short = len(text) <= written.LONG_TITLE and not text.endswith((".", ",", ";", ":", "…"))
        if is_short and (text[0].isalnum() or text[0] in "“‘\"'«¿¡"):
            yield Stated("title", text, "first line", 1, Span(line.start, line.start + len(text)))
        return


def _is_masthead(lines: list[_Line], number: int) -> bool:
    """Whether a first line is the publication's name, with the date under it."""
    if number > 0 or len(lines) == 1:
        return False
    name = lines[number].text
    if len(name) >= written.LONG_NAME or not written.NAMES_ONLY.match(name):
        return False
    if any(written.NUMBER.match(segment) for line in lines[1:3] for segment in _parts(line.text)):
        return True
    below = lines[1].text
    return is_body(name) and bool(dates.full(below[: written.LONG_CREDIT]) or written.ISSUE.match(below))


def _parts(text: str) -> list[str]:
    """What stands between the dots and dashes of a line that is no sentence."""
    return re.split(r"\s*[·|•–—]\s*", text) if len(text) <= written.LONG_CREDIT else []


def _line(line: _Line, near: list[_Line], *, has_byline: bool) -> Iterator[Stated]:
    if len(line.text) > written.LONG_TITLE * 2:
        yield from _long_line(line, has_byline=has_byline)
        return
    byline = written.BYLINE.match(line.text)
    if byline and (line.is_head or len(line.text) < written.LONG_TITLE):
        yield from _byline(line, byline)
        return
    labelled = written.LABELLED.match(line.text)
    if labelled:
        yield from _labelled(line, labelled)
    elif line.is_head and _segments(line):
        yield from _credits(line)
    elif _is_date(line.text):
        is_beside = line.is_head and any(written.BYLINE.match(other.text) for other in near)
        yield from _dates(line, "line beside the byline" if is_beside else "line of its own", 1)
    elif line.is_head and 0 < line.number < 5 and not has_byline:  # noqa: PLR2004 (below the title)
        yield from _names_only(line, near)
    yield from _beside(line, labelled)
    yield from _dateline(line)
    yield from _issuer(line, near)
    if line.number > 2 and not has_byline:  # noqa: PLR2004 (below title, byline and first paragraph)
        yield from _closing(line, near)


def _beside(line: _Line, labelled: re.Match[str] | None) -> Iterator[Stated]:
    """What may stand in a line whatever else it says: rights, an address, the day of an issue."""
    if labelled is None or written.FIELDS.get(labelled["label"].lower()) != "licence":
        yield from _rights(line)
    if labelled is None:
        yield from _address(line)
    is_short = line.is_head and line.number < written.HEAD / 2 and len(line.text) <= written.LONG_CREDIT
    # "Vol. 1, No. 87   Tuesday, 14 May 2024" is the day of an issue; a line with small words is a sentence.
    is_issue = is_short and not any(word.islower() for word in line.text.split())
    if is_issue and labelled is None and not _segments(line) and not _is_date(line.text):
        yield from _dates(line, "line with a date", 2)
    issue = written.ISSUE.match(line.text) if is_short else None
    if issue:
        yield line.stated("date", "month of issue", 2, issue, "month")


def _issuer(line: _Line, near: list[_Line]) -> Iterator[Stated]:
    """Who sent a letter or issued a report, if a line says that and nothing else."""
    sender = written.SENDER.match(line.text) if line.is_head else None
    if sender:
        name, host = (re.sub(r"\W", "", sender[group]).lower() for group in ("name", "host"))
        # "Ann Lee <ann@annlee.org>": persons have hosts of their own names too, but their names are seldom words.
        is_of_words = all(is_word(word.lower()) for word in sender["name"].split())
        is_of_host = name in host and (is_of_words or not is_person(sender["name"]))
        is_of_body = is_body(sender["name"]) or is_of_host or written.NO_PERSONS_ADDRESS.match(sender["local"])
        yield line.stated("publisher" if is_of_body else "byline", "sender", 1, sender, "name")
    issued = written.ISSUED_BY.match(line.text) if line.is_head and len(line.text) <= written.LONG_CREDIT else None
    if issued:
        yield line.stated("publisher", "line of its own", 1, issued, "body")
    about = written.ABOUT.match(line.text)
    if about and any(re.match(rf"(?:The\s)?{re.escape(about['body'])}\b", other.text) for other in near):
        yield line.stated("publisher", "note on the publisher", 1, about, "body")


def _address(line: _Line) -> Iterator[Stated]:
    match = written.ADDRESS.search(line.text)
    if match and len(match[0]) > len(line.text) / 2:
        yield line.stated("url", "line of its own", 1, match)


def _closing(line: _Line, near: list[_Line]) -> Iterator[Stated]:
    """Who wrote it, said at the end: a note on the author, or a name after a dash in the last line."""
    is_last = near[-1].number < line.number
    if is_last or not line.is_head:
        yield from _biography(line)
    match = written.NAMES_ONLY.match(line.text) if is_last and line.lead.rstrip().endswith(("—", "–", "-")) else None
    if match and not is_body(match["names"]):
        yield from _persons(line, match, "closing signature", 1)
    elif written.LEAVE.match(near[0].text) and near[0].number < line.number:
        signed = written.NAMES_ONLY.match(line.text)
        if signed and not is_body(signed["names"]):
            yield from _persons(line, signed, "closing signature", 1)


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
    if is_body(persons[-1].value) or not written.JOINED.search(match["names"]):
        # "By Ana Ruiz, Skerrow, Harbour Post, March 23": one person, where she works, and when.
        end = persons[0].span.end - line.start
        bodies = [replace(other, field="publisher", certainty=1) for other in persons[1:] if is_body(other.value)]
        persons = persons[:1]
    yield from persons
    yield from bodies or _affiliation(line, end)
    yield from _dates(line, "byline", 0, end)


def _affiliation(line: _Line, end: int) -> Iterator[Stated]:
    """The body that stands behind a person's name, if what stands there is no role, day or other credit."""
    match = written.AFFILIATION.match(line.text, end)
    if match is None or line.text.startswith(" by ", match.end()) or _is_date(line.text[match.start() :]):
        return
    if not re.match(rf"(?i)(?:the\s)?(?:{written.ROLE})\b", match["body"]):
        yield line.stated("publisher", "byline", 1, match, "body")


def _persons(line: _Line, match: re.Match[str], origin: str, certainty: int) -> Iterator[Stated]:
    for person in re.finditer(written.PERSON, match["names"]):
        start = line.start + match.start("names")
        span = Span(start + person.start(), start + person.end())
        yield Stated("byline", person[0], origin, certainty, span)


def _labelled(line: _Line, match: re.Match[str]) -> Iterator[Stated]:
    label = re.sub(r"\s+", " ", match["label"].lower()).removesuffix(" on")
    has_colon = ":" in line.text[: match.start("value")]
    address = written.ADDRESS.search(match["value"])
    field = written.FIELDS.get(label)
    if label.startswith(("source", "original")):
        field = "url" if address else "publisher"
    if field in {"date", "modified"}:
        yield from _dates(line, f"“{match['label']}”", 0, match.start("value"), field)
    elif field == "url":
        if address:
            start = line.start + match.start("value") + address.start()
            yield Stated("url", address[0], f"“{match['label']}”", 0, Span(start, start + len(address[0])))
    elif label in written.BODY_LABELS and not written.NAMES_ONLY.match(match["value"]):
        return  # "Newspaper: Minister used his own car" is a headline
    elif field and (has_colon or label in {"published by", "licensed under", "issued by", "produced by"}):
        yield line.stated(field, f"“{match['label']}”", 0, match, "value")


def _dates(line: _Line, origin: str, certainty: int, begin: int = 0, field: str = "date") -> Iterator[Stated]:
    for expression in () if written.OF_A_SOURCE.search(line.text) else dates.full(line.text):
        span = expression.span
        if span.start >= begin:
            yield Stated(field, line.text[span.start : span.end], origin, certainty, span.shift(line.start))
            # What follows in the same line is another statement: "March 23, 2023. Updated March 25, 2023".
            field = "modified"


def _is_date(text: str) -> bool:
    """Whether a line is a date and little else."""
    taken = sum(e.span.end - e.span.start for e in dates.full(text)) if len(text) <= written.LONG_CREDIT else 0
    return taken * 2 > len(text)


def _names_only(line: _Line, near: list[_Line]) -> Iterator[Stated]:
    """A line of names alone: in capitals or before a date it is a byline, else it may be a heading."""
    match = written.NAMES_ONLY.match(line.text)
    if not match or len(line.text.split()) < 2:  # noqa: PLR2004 (a person's names)
        return
    # "Ann Lee and Bo Li" joins persons, "Fire and Flood" makes a heading.
    people = [person[0] for person in re.finditer(written.PERSON, match["names"])]
    words = line.text.replace(" and ", " ") if all(" " in person for person in people) else line.text
    if written.NO_PERSON.search(words):
        return
    is_dated = any(_is_date(other.text) or written.ISSUE.match(other.text) for other in near)
    is_credit = line.number == 1 or line.text.isupper() or is_dated
    if is_body(match["names"]):
        if is_dated:
            yield line.stated("publisher", "line of its own", 1, match, "names")
    elif is_credit and len(line.text) <= written.LONG_CREDIT:
        yield from _persons(line, match, "line of names", 1)


def _rights(line: _Line) -> Iterator[Stated]:
    low = line.text.lower()
    if any(word in low for word in written.RIGHTS_WORDS) and written.RIGHTS.search(line.text):
        yield Stated("licence", line.text, "rights line", 1, Span(line.start, line.start + len(line.text)))
        holder = written.HOLDER.search(line.text)
        if holder and not holder["body"].lower().startswith(("all rights", "the author", "author", "crown")):
            yield line.stated("publisher", "rights line", 1, holder, "body")


def _dateline(line: _Line) -> Iterator[Stated]:
    match = written.DATELINE.match(line.text) if line.is_head else None
    if match:
        if match["agency"]:
            yield line.stated("publisher", "dateline", 1, match, "agency")
        if match["day"]:
            yield from _dates(
                _Line("", match["day"], line.start + match.start("day"), line.number, line.is_head), "dateline", 1
            )


def _biography(line: _Line) -> Iterator[Stated]:
    for role in written.ROLE_OF.finditer(line.text):
        name = written.NAME_BEFORE.search(line.text, max(role.start() - written.LONG_CREDIT, 0), role.start())
        if name:
            yield from _persons(line, name, "note on the author", 1)


def _trim(match: re.Match[str], group: str | int, offset: int) -> Span:
    value = match[group]
    start = offset + match.start(group) + len(value) - len(value.lstrip())
    return Span(start, start + len(value.strip()))
