"""A rule's documentation, which is a little Markdown, as blocks that a template can set."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLOCK = re.compile(
    r"```(?P<label>\w*)\n(?P<example>.*?)^```$|(?P<paragraph>(?:(?!```)[^\n]+\n?)+)", re.MULTILINE | re.DOTALL
)
_LEAD = re.compile(r"\*\*(?P<lead>[^*]+)\*\*\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the words that lead it, or an example with its label (``flagged``, ``clean``)."""

    lead: str
    text: str
    is_example: bool


def blocks(documentation: str) -> list[Block]:
    """The blocks in order; the title line is left out, for the page has it."""
    found = []
    for match in _BLOCK.finditer(documentation.strip() + "\n"):
        if match["example"] is not None:
            found.append(Block(match["label"], match["example"].rstrip("\n"), is_example=True))
        else:
            lead = _LEAD.match(match["paragraph"])
            text = match["paragraph"][lead.end() :] if lead else match["paragraph"]
            found.append(Block(lead["lead"] if lead else "", " ".join(text.split()), is_example=False))
    return found[1:]
