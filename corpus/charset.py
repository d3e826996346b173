"""The names of charsets, as the Encoding Standard of the WHATWG reads them, and where a document declares one."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

HEAD = 4096  # bytes in which a declaration is looked for; browsers take 1,024

# The charset that the standard reads each of Python's codecs as, where it is another: what is declared as ASCII or
# Latin-1 holds the quotation marks of Windows-1252, and the like.
_READ_AS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "euc_kr": "cp949",
    "big5": "big5hkscs", "cp950": "big5hkscs", "utf-8-sig": "utf-8", "utf-16": "utf-16-le", "koi8-t": "koi8-r",
    "euc_jis_2004": "euc_jp", "euc_jisx0213": "euc_jp", "shift_jis_2004": "cp932", "shift_jisx0213": "cp932",
}  # fmt: skip
# The name that the standard gives a charset, where it is not Python's with hyphens.
_STANDARD = {
    "cp866": "IBM866", "cp932": "Shift_JIS", "cp949": "EUC-KR", "big5hkscs": "Big5", "cp874": "windows-874",
    "mac-roman": "macintosh", "mac-cyrillic": "x-mac-cyrillic", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE",
    "euc_jp": "EUC-JP", "iso2022_jp": "ISO-2022-JP", "gb18030": "gb18030", "koi8-r": "KOI8-R", "koi8-u": "KOI8-U",
    "utf-8": "UTF-8", "utf-32-le": "UTF-32LE", "utf-32-be": "UTF-32BE",
    **{f"cp125{digit}": f"windows-125{digit}" for digit in range(9)},
}  # fmt: skip
# Labels of the standard that Python does not know.
_LABELS = {
    "x-sjis": "cp932", "windows-31j": "cp932", "x-gbk": "gb18030", "x-euc-jp": "euc_jp", "cn-big5": "big5hkscs",
    "x-x-big5": "big5hkscs", "csbig5": "big5hkscs", "windows-949": "cp949", "ks_c_5601-1989": "cp949",
    "dos-874": "cp874", "windows-874": "cp874", "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8",
    "logical": "iso8859-8", "visual": "iso8859-8", "iso885911": "cp874", "koi": "koi8-r", "koi8": "koi8-r",
    "koi8-ru": "koi8-u", "x-mac-cyrillic": "mac-cyrillic", "x-mac-ukrainian": "mac-cyrillic",
    "x-mac-roman": "mac-roman", "sun_eu_greek": "iso8859-7", "ucs-2": "utf-16-le", "iso-10646-ucs-2": "utf-16-le",
    "csunicode": "utf-16-le", "unicode": "utf-16-le", "unicodefeff": "utf-16-le", "unicodefffe": "utf-16-be",
    "unicode-1-1-utf-8": "utf-8", "unicode11utf8": "utf-8", "unicode20utf8": "utf-8", "x-unicode20utf8": "utf-8",
    **{f"x-cp125{digit}": f"cp125{digit}" for digit in range(9)},
}  # fmt: skip
# Text encodings of Python's own that no document is written in; some of them execute nothing but read as they please.
_NOT_CHARSETS = frozenset(
    "idna punycode raw-unicode-escape unicode-escape undefined utf-7 mbcs oem hz iso2022_jp_1 iso2022_jp_2 "
    "iso2022_jp_3 iso2022_jp_2004 iso2022_jp_ext iso2022_kr".split()
)
_LABEL = re.compile(r"[\w.:+-]+", re.ASCII)

_NAME = rb"([A-Za-z0-9_.:-]{2,40})"
_META = re.compile(rb"<meta(?=[\s/])([^>]{0,600})", re.IGNORECASE)
# A name with its value in double quotes, in single quotes or in none; the value is the last group that matched.
_ATTRIBUTE = re.compile(rb"""([a-z-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)|'([^']*)|([^\s"'>]+))["']?""", re.IGNORECASE)
_IN_CONTENT = re.compile(rb"charset\s{0,9}=\s{0,9}" + _NAME, re.IGNORECASE)
_ALONE = re.compile(rb"\s{0,9}" + _NAME)
# An XML declaration stands at the very beginning.
_XML = re.compile(rb"""(?:\xef\xbb\xbf)?\s{0,80}<\?xml\s[^>]{0,200}?encoding\s*=\s*["']""" + _NAME)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)


class Declaration(NamedTuple):
    """A charset as a document names it, and the bytes ``head[start:end]`` that name it."""

    label: str
    start: int
    end: int


def codec(label: str) -> str | None:
    """Python's name of the codec that a label stands for, or ``None`` where no document is written in such a charset.

    Labels that the Encoding Standard reads alike have one codec: Latin-1 and ASCII are Windows-1252.
    """
    label = label.strip().lower()
    if not _LABEL.fullmatch(label):
        return None
    if label in _LABELS:
        return _LABELS[label]
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if not found._is_text_encoding or found.name in _NOT_CHARSETS:  # noqa: SLF001 (there is no public way to ask)
        return None
    return _READ_AS.get(found.name, found.name)


def standard_name(label: str) -> str | None:
    """The one name of the charset that a label or a codec stands for: ``latin-1`` is ``windows-1252``.

    Two labels of one name say the same. ``None``: there is no such charset.
    """
    name = codec(label)
    if name is None:
        return None
    if name.startswith("iso8859-"):
        return name.replace("iso8859", "ISO-8859")
    return _STANDARD.get(name, name.replace("_", "-"))


def declaration(head: bytes) -> Declaration | None:
    """What the beginning of a page or of XML declares, comments aside."""
    if b"<" not in head:
        return None
    match = _XML.match(head)
    if match:
        return Declaration(match[1].decode("ascii"), *match.span(1))
    if b"<!--" in head:
        head = _COMMENT.sub(lambda comment: b" " * len(comment[0]), head)
    return next(filter(None, (_of_meta(head, *tag.span(1)) for tag in _META.finditer(head))), None)


def _of_meta(head: bytes, start: int, end: int) -> Declaration | None:
    """What a meta element with these attributes declares: in one called charset, or as part of the content type."""
    values = {
        match[1].lower(): match.span(match.lastindex or 1)
        for match in reversed([*_ATTRIBUTE.finditer(head, start, end)])
    }
    match = None
    if b"charset" in values:
        match = _ALONE.match(head, *values[b"charset"])
    elif b"content" in values and b"http-equiv" in values:
        first, last = values[b"http-equiv"]
        if head[first:last].strip().lower() == b"content-type":
            match = _IN_CONTENT.search(head, *values[b"content"])
    return Declaration(match[1].decode("ascii"), *match.span(1)) if match else None
