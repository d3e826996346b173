"""Whether two values of a metadata field say the same, however they are written.

Case, the site's name behind a title, the order of a name, tracking parameters of an address: none of them is a
contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from corpus.lexicon import folded

_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    "a an and as at by for from how in into is it its new of on or that the to was what why with".split()
)
_FORMS = frozenset("the ltd limited inc llc gmbh ag bv plc co company corp corporation".split())
_SHARED_TITLE = 0.3  # share of the words of the shorter title; a title for social media keeps that much
_TRACKING = re.compile(
    r"(?:utm_|at_|mc_|ns_|xtor|cmp|fbclid|gclid|gi$|source$|ref$|src$|share|smid|amp$|output(?:type)?$)"
)
_HOSTS = re.compile(r"(?:www\d?|m|mobile|amp|edition)\.")
_ENDS = re.compile(r"(?:/amp|/index\.\w{2,5}|\.amp(?=\.html))?/*\Z")
_LONGEST = 2000  # code points of an address


def titles_agree(first: str, second: str) -> bool:
    """Whether one holds the other, or both share enough of their words."""
    one, other = _words(first, _SMALL), _words(second, _SMALL)
    fewest = min(len(one), len(other))
    return not fewest or len(one & other) >= max(_SHARED_TITLE * fewest, 1)


def names_agree(first: str, second: str) -> bool:
    """Whether two names can be one person’s: the same surname, whatever is an initial or left out before it."""
    one, other = _names(first), _names(second)
    if not one or not other or one[-1] == other[-1]:
        return not one or not other or not (one[:-1] and other[:-1]) or one[0][0] == other[0][0]
    return set(one) <= set(other) or set(other) <= set(one)


def bodies_agree(first: str, second: str) -> bool:
    """Whether two names can be one body’s: one within the other, or its initials, or its address."""
    one, other = _words(first, _FORMS), _words(second, _FORMS)
    if not one or not other or one <= other or other <= one:
        return True
    short, long = sorted((first, second), key=len)
    squashed, other_squashed = ("".join(_WORD.findall(folded(name))) for name in (short, long))
    initials = "".join(word[0] for word in _WORD.findall(folded(long)))
    return squashed in other_squashed or squashed in {initials, initials.removeprefix("t")}


def addresses_agree(first: str, second: str) -> bool:
    """Whether two addresses lead to one page, as far as one can tell without going there."""
    one, other = _address(first), _address(second)
    if one is None or other is None or one == other:
        return True
    (host, path, _), (other_host, other_path, _) = one, other
    # "?p=12" is a short address, and the front page is given for want of a better one.
    return host == other_host and (not path or not other_path)


def _words(text: str, without: frozenset[str]) -> frozenset[str]:
    return frozenset(_WORD.findall(folded(text))) - without


def _names(name: str) -> list[str]:
    return _WORD.findall(folded(name))


def _address(value: str) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
    try:
        parts = urlsplit(value.strip()[:_LONGEST])
        host = _HOSTS.sub("", (parts.hostname or "").lower(), count=1)
    except ValueError:
        return None
    if not host:
        return None
    query = sorted(pair for pair in parse_qsl(parts.query, max_num_fields=None) if not _TRACKING.match(pair[0].lower()))
    return host, _ENDS.sub("", parts.path).lower(), tuple(query)


_AGREE: dict[str, Callable[[str, str], bool]] = {
    "title": titles_agree,
    "byline": names_agree,
    "publisher": bodies_agree,
    "url": addresses_agree,
    "date": lambda first, second: first[:10] == second[:10],
    "modified": lambda first, second: first[:10] == second[:10],
}


def agree(field: str, first: str, second: str) -> bool:
    """Whether two values of ``field`` are the same in substance."""
    if first == second:
        return True
    same = _AGREE.get(field)
    return same(first, second) if same else folded(first) == folded(second)
