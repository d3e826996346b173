"""Times of the day in figures: 3 pm, 14:30, 8 o'clock in the morning."""

from __future__ import annotations

import re

from corpus.dates.expressions import Form, Kind, Reading

_ZONE = r"(?:gmt|utc|est|edt|cst|cdt|pst|pdt|et|pt|cet|cest|bst|local\stime|eastern(?:\stime)?)"
_CLOCK = re.compile(
    r"(?<![\w.,$£€/:-])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?)?\s?"
    r"(?:(?P<half>[ap]\.?m(?:\b\.?|(?=\W|$)))"
    r"|(?P<clock>o'clock)(?:\s(?:in\sthe|at)\s(?P<part>morning|afternoon|evening|night))?"
    r"|(?P<bare>(?<=:\d\d)(?![\w:]|[.,]\d)|hours(?!\w)|hrs?(?!\w)))"
    rf"(?:\s{_ZONE}\b)?"
)
_LED = re.compile(r"\b(?:at|by|until|from|to|before|after|about|around)\s\Z")


def time_of_day(low: str, start: int) -> Reading | None:
    """The time that begins at ``low[start]``; a bare 3:15 is a score or a verse unless it stands after "at"."""
    match = _CLOCK.match(low, start)
    if match is None or int(match["hour"]) > 24:  # noqa: PLR2004 (hours)
        return None
    hour, half, part = int(match["hour"]), (match["half"] or "").replace(".", ""), match["part"]
    if (half and not 1 <= hour <= 12) or (match["bare"] and match["minute"] is None):  # noqa: PLR2004 (hours)
        return None
    if match["bare"] == "" and len(match["hour"]) == 1 and not _LED.search(low, max(start - 8, 0), start):
        return None
    if half == "pm" or part in {"afternoon", "evening"} or (part == "night" and hour > 5):  # noqa: PLR2004 (after five)
        hour += 12 * (hour < 12)  # noqa: PLR2004 (noon)
    elif half == "am" and hour == 12:  # noqa: PLR2004 (midnight)
        hour = 0
    value = f"T{hour:02d}:{match['minute'] or '00'}"
    return Reading(match.start(), match.end(), "TIME", Form.CLOCK, Kind.CONTEXT, part=value)
