"""How a page is made: the templates, and what every value goes through on its way into one.

No value reaches a page but through ``markup``, whether the template says so or not: it is escaped, and characters that
are hidden or dangerous become labels. A value in an attribute is escaped by the filter ``attribute`` instead; a test
keeps to that.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from reports.visible import character_name, code_point, one_line, replace_hidden

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["NAMES", "attribute", "chip", "markup", "page_name", "render"]

NAMES = {
    "accept": "accepted",
    "review": "to review",
    "reject": "rejected",
    "error": "error",
}
"""What a verdict is called in a sentence."""

_LINE_END = re.compile("\r\n?")


def page_name(path: str, record: str | None) -> str:
    """The file name of a document's page: made from a hash, since a path is a document's own words."""
    key = f"{path}\0{record or ''}".encode("utf-8", "surrogatepass")
    return f"{hashlib.sha256(key).hexdigest()[:16]}.html"


@cache
def chip(character: str) -> Markup:
    """The label that stands for a hidden character."""
    return Markup('<span class="ch" title="{}">{}</span>').format(character_name(character), code_point(character))


def markup(value: object) -> Markup:
    """``value`` as text of a page; what is markup already stays as it is."""
    if isinstance(value, Markup):
        return value
    text = str(value)
    if text.isascii() and text.isprintable():  # by far the most frequent case
        return escape(text)
    escaped = str(escape(text))
    if "\r" in escaped:
        escaped = _LINE_END.sub(_newline, escaped)
    return Markup(replace_hidden(escaped, _chips))  # noqa: S704  # escaped; the chips are ours


def _newline(match: re.Match[str]) -> str:
    """A browser takes every line end for a line feed; a lone carriage return is worth seeing."""
    return "\n" if len(match[0]) > 1 else f"{chip(chr(13))}\n"


def _chips(match: re.Match[str]) -> str:
    return "".join(chip(character) for character in match[0])


def attribute(value: object) -> Markup:
    """``value`` as the value of an attribute in double quotation marks."""
    return Markup(escape(one_line(str(value))))  # noqa: S704  # escaped here


def thousands(value: int) -> str:
    """A number with its digits in groups of three."""
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def counted(value: int, noun: str) -> str:
    """``3 documents``, ``1 document``."""
    return f"{thousands(value)} {noun if value == 1 else noun + 's'}"


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        finalize=markup,
        loader=PackageLoader("reports.html", "templates"),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"attribute": attribute, "thousands": thousands, "counted": counted}
    environment.globals |= {"names": NAMES}
    return environment


def render(template: str, path: Path, **values: object) -> None:
    """Write ``template`` with ``values`` to the new file ``path``, piece by piece.

    The pages are UTF-8 whatever happens: ``markup`` leaves no lone surrogate, and what might slip by it is escaped.
    """
    with path.open("w", encoding="utf-8", errors="xmlcharrefreplace", newline="") as stream:
        stream.writelines(_environment().get_template(template).generate(values))
