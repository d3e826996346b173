"""How a page is made: the templates, and what every value goes through on its way into one.

No value reaches a page but through ``markup``, whether the template says so or not: it is escaped, and characters that
are hidden or dangerous become labels. A value in an attribute is escaped by the filter ``attribute`` instead; a test
keeps to that.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from reports.json_text import plain
from reports.visible import character_name, code_point, one_line, replace_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["NAMES", "attribute", "chip", "markup", "page_name", "rendered", "script_data"]

NAMES = {
    "accept": "accepted",
    "review": "to review",
    "reject": "rejected",
    "error": "error",
}
"""What a verdict is called in a sentence."""

_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; connect-src {server}; "
    "base-uri 'none'; form-action 'none'"
)
_IN_FOLDER = _POLICY.format(scripts="'self'", styles="'self'", server="'self'")

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


def script_data(value: object) -> Markup:
    """``value`` as JSON that may stand in a script of a page or of its own: ASCII, and nothing in it is markup."""
    text = json.dumps(plain(value), separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704  # just done


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
    environment.filters |= {
        "attribute": attribute,
        "counted": counted,
        "script_data": script_data,
        "thousands": thousands,
    }
    environment.globals |= {"names": NAMES}
    return environment


@dataclass(frozen=True, slots=True)
class Inline:
    """What a page holds itself when it is the only file: the style and the scripts, allowed by their hashes alone."""

    style: Markup
    script: Markup

    @property
    def policy(self) -> Markup:
        """The content security policy that allows just these two."""
        hashes = (
            base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (self.style, self.script)
        )
        style, script = (f"'sha256-{digest}'" for digest in hashes)
        # All of it is ours, and made of nothing that means anything in an attribute.
        return Markup(_POLICY.format(scripts=script, styles=style, server="'none'"))  # noqa: S704


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def asset(name: str) -> str:
    """The text of a style sheet or a script that comes with this package."""
    return files("reports.html").joinpath(name).read_text("utf-8")


def rendered(template: str, inline: Inline | None = None, **values: object) -> Iterator[bytes]:
    """The page that ``template`` makes of ``values``, piece by piece.

    The pages are UTF-8 whatever happens: ``markup`` leaves no lone surrogate, and what might slip by it is escaped.
    """
    policy = Markup(_IN_FOLDER) if inline is None else inline.policy  # noqa: S704  # ours
    page = _environment().get_template(template).stream(inline=inline, policy=policy, **values)
    page.enable_buffering(64)
    for piece in page:
        yield piece.encode("utf-8", "xmlcharrefreplace")
