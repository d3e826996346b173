"""Globs for paths of documents, matched in time linear in the length of the path.

    *       any characters in one part of the path, or none
    ?       one character
    [a-c]   one of these characters; [!a-c] one that is not; [*] the star itself
    **      as a whole part: any number of folders, or none; at the end, all that lies below

A glob fits the whole path: ``*.html`` means the files of the top folder, ``**/*.html`` those of all folders. Upper and
lower case differ.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A set, any single character, or a bracket that is never closed. In a set the first character is itself, even a "]".
_TOKEN = re.compile(r"\[(?P<set>!?.[^]]*)\]|.", re.DOTALL)
_STAR = ""
_FOLDERS = r"(?:[^/]++/)*?"


def translate(glob: str) -> str:
    r"""A regular expression, to be used with ``match``, for the paths that ``glob`` means.

    File names are hostile, and ``[^/]*a[^/]*b`` would try every "a" with every "b". But where a star is followed by a
    fixed part, the first place that fits is as good as any later one: what is left for the next star is longest. So
    each star with its fixed part is an atomic group, which is never tried again. The same holds for ``**`` and the
    parts of the path that follow it.

    Raises:
        ValueError: the glob could fit no document, or a set in it is broken; the message says why.
    """
    parts = glob.split("/")
    for part in parts:
        _check(part, glob)
    runs: list[list[str]] = [[]]
    for part in parts:
        if part != "**":
            runs[-1].append(_part(part))
        elif runs[-1] or len(runs) == 1:  # "**/**" is "**"
            runs.append([])
    first, *after = ("/".join(run) for run in runs)
    if not after:
        return rf"{first}\Z"
    *middle, last = after
    written = f"{first}/" if first else ""
    written += "".join(f"(?>{_FOLDERS}{run}/)" for run in middle)
    return written + (rf"(?>{_FOLDERS}{last}\Z)" if last else r"(?s:.)")


def compile_globs(globs: list[str]) -> re.Pattern[str]:
    """One pattern, to be used with ``match``, for the paths that any of the ``globs`` means.

    Raises:
        ValueError: see ``translate``.
    """
    return re.compile("|".join(f"(?:{translate(glob)})" for glob in globs))


def _check(part: str, glob: str) -> None:
    if glob.startswith("/"):
        raise ValueError("is relative to the folder of the configuration file, so it begins without a '/'")
    if glob.endswith("/"):
        raise ValueError(f"names a folder; for the documents in it write '{glob}**'")
    if part in ("", ".", ".."):
        raise ValueError(f"has {part!r} between slashes, which no path of a document has")


def _part(part: str) -> str:
    """The expression for one part of a path."""
    head, *rest = _fixed(part)
    if not rest:
        return head
    *middle, last = rest
    if "" in middle:
        raise ValueError("has '**' beside other characters; it crosses folders only as a whole part, as in '**/*.html'")
    return head + "".join(f"(?>[^/]*?{piece})" for piece in middle) + rf"(?>[^/]*{last}(?=/|\Z))"


def _fixed(part: str) -> list[str]:
    """The expressions between the stars; each of them fits a fixed number of characters."""
    pieces = [""]
    for token in _tokens(part):
        if token == _STAR:
            pieces.append("")
        else:
            pieces[-1] += token
    return pieces


def _tokens(part: str) -> Iterator[str]:
    for token in _TOKEN.finditer(part):
        if token["set"] is not None:
            yield _set(token["set"])
        elif token[0] == "*":
            yield _STAR
        elif token[0] == "?":
            yield "[^/]"
        elif token[0] == "[":
            raise ValueError("has a '[' that is not closed; for the character itself write '[[]'")
        else:
            yield re.escape(token[0])


def _set(body: str) -> str:
    members = body.removeprefix("!")
    if not members:
        raise ValueError("has a set '[!]' with nothing in it")
    written = ""
    while members:
        if members[1:2] == "-" and len(members) > 2:  # noqa: PLR2004 - "a-z"
            low, high, members = members[0], members[2], members[3:]
            if low > high:
                raise ValueError(f"has a range '{low}-{high}' that runs backwards")
            written += f"{re.escape(low)}-{re.escape(high)}"
        else:
            written += re.escape(members[0])
            members = members[1:]
    return f"[^/{written}]" if body.startswith("!") else f"(?!/)[{written}]"
