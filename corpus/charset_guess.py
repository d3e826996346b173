"""Which encoding bytes are in that do not say: UTF-16 and UTF-32, UTF-8 with damage, ISO-2022-JP, and all the others.

chardet knows the letters of each language well, but is misled by few or odd ones: a line of foreign words in Latin-1
is Cyrillic to it, and one fraction in English news Latin-9. So what it offers is read, and what the readings look like
counts too.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from corpus.charset import HEAD, codec
from corpus.plausible import faults, is_at_home

_SAMPLE = 32_768  # bytes that are looked at
_AROUND = 120  # bytes on each side of one that is not ASCII
_ENOUGH = 200  # multi-byte sequences that tell whether they are meant
_ALL_HIGH = bytes(range(0x80, 0x100))
_HIGH = re.compile(rb"[\x80-\xff]")
_MARKUP = re.compile(rb"<[^<>]{0,300}>|(?:charset|coding)\s{0,9}[=:]", re.IGNORECASE)
_NOT_IN_TEXT = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1b"})

# One well-formed multi-byte sequence, by the table of well-formed byte sequences in the Unicode standard (3-7).
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]"
    rb"|(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2}"
)
# The last byte of ‐–—‘’‚“”„•… in UTF-8.
_LAST = rb"[\x90\x93\x94\x98-\x9a\x9c-\x9e\xa2\xa6]"
_STRAYS = re.compile("[\udc80-\udcff]+")
# A dash or quotation mark in UTF-8, which is nothing in any other encoding; it tells as much as so many more letters.
_SIGN = re.compile(rb"\xe2\x80" + _LAST + rb"|\xe2\x82\xac")
_SIGN_EVIDENCE = 3
_MANY = 8  # sequences for each stray byte, so many that they are not there by chance
_ONE_LOSS = 3  # stray bytes that one lost byte leaves at most, of a character of four
# A dash or quotation mark in UTF-8 that lost one of its three bytes; and the first byte of é and its like, which is
# a capital or a sign in every other encoding, and does not stand behind a small letter.
_BROKEN_SIGN = re.compile(rb"\xe2\x80|\xe2" + _LAST + rb"|\x80" + _LAST + rb"|(?<=[a-z])\xc3(?![\x80-\xff])")

# What may be answered, by Python's names: the charsets of the Encoding Standard, of DOS and of the Macintosh.
_CHARSETS = frozenset(
    "cp1252 iso8859-15 mac-roman cp437 cp850 cp858 cp861 cp865 mac-iceland iso8859-10 iso8859-14 "
    "cp1250 iso8859-2 iso8859-16 cp852 mac-latin2 cp1257 iso8859-13 iso8859-4 cp775 "
    "cp1251 koi8-r koi8-u cp866 iso8859-5 mac-cyrillic cp855 cp1253 iso8859-7 cp737 cp869 mac-greek "
    "cp1254 iso8859-3 cp857 mac-turkish cp1255 iso8859-8 cp862 cp1256 iso8859-6 cp864 cp874 cp1258 "
    "cp932 euc_jp gb18030 big5hkscs cp949 johab".split()
)
# Charsets that few texts are in: a handful of bytes is no reason to believe in one.
_SELDOM = frozenset(
    "mac-turkish mac-latin2 mac-iceland mac-greek mac-cyrillic iso8859-3 iso8859-4 iso8859-10 iso8859-13 iso8859-14 "
    "iso8859-16 cp857 cp861 cp863 cp865 cp775 cp1257".split()
)
_MANY_HIGH = 12  # bytes that are not ASCII
_FAVOUR = 1.25  # what Latin-1 is more often than anything that looks as good; not so the bytes where DOS has letters
_NOT_LATIN_1 = re.compile(rb"[\x80-\x9f]")
_REFUSED = 0.25  # share of characters out of place above which a few letters are enough to refuse a reading
_FEW_LETTERS = 30  # that are not ASCII
_CLEARLY = 1.5  # how many times likelier another reading must be
_RARE = 200  # bytes for each that is not ASCII in a text without accents; in French there are some seven
_FOREIGN = re.compile(rb"[\x80-\xff]{4}")  # a word in another script; accents do not stand in such a row
_SOME_FAULTS = 20  # characters among which one may be out of place for something unheard of

# Common English words that are common in no other language, and how much of a text they are at least.
_ENGLISH = frozenset(
    b"and are as at been but by for from had has have he his in is it its not of on or said she that the their there "
    b"they this to was we were which who will with would you".split()
)
_PLAIN_ENGLISH = 0.2
_FEW_CONTROLS = 10  # bytes for each control; in UTF-16 there is one in every two or three
_FEW_WORDS = 5
_WORD = re.compile(rb"(?<![\w\x80-\xff])[A-Za-z]+(?![\w\x80-\xff])")


def wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, which are full of bytes that no other text holds."""
    head = data[:HEAD]
    controls = len(head) - len(head.translate(None, _NOT_IN_TEXT))
    if not controls or len(head) < 4:  # noqa: PLR2004 (the widest unit)
        return None
    if controls * _FEW_CONTROLS < len(head) and _is_utf8(head):
        return None  # a text with a control or two in it
    best: tuple[int, str | None] = (0, None)
    for name, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        text = head[: len(head) // width * width].decode(name, "replace")
        best = max(best, (_signs(text), name), key=lambda found: found[0])
    return best[1]


def _is_utf8(head: bytes) -> bool:
    """Whether bytes are UTF-8, but for a character cut off at their end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _signs(text: str) -> int:
    """How many signs part words and clauses in a text that looks like one; 0 where it does not.

    ASCII read by twos is full of Chinese characters, which are as good as others, but has none of those signs; nor has
    UTF-16 in the wrong byte order.
    """
    wrong, _ = faults(text)
    controls = sum(1 for character in text[:400] if character < "\t" or "\r" < character < " ")
    if (wrong + controls) * 20 > len(text[:400]):
        return 0
    signs = sum(1 for character in text if character < "\x7f" or character in "\u3000、。，．：；！？「」・…")
    return signs if signs * 100 >= len(text) else 0


def iso_2022_jp(data: bytes) -> str | None:
    """The text, where escape sequences switch from ASCII to Japanese, as in mail, and every byte decodes."""
    if b"\x1b" not in data or (b"\x1b$B" not in data and b"\x1b$@" not in data):
        return None
    try:
        text = data.decode("iso2022_jp")
    except UnicodeDecodeError:
        return None
    return None if text.isascii() else text


def is_damaged_utf8(data: bytes) -> bool:
    """Whether well-formed multi-byte sequences, of characters that could stand there, outnumber the stray bytes.

    In a single-byte encoding an accented letter seldom stands before the characters at 80–BF, so that sequences are
    rare there; in UTF-8 with a lost byte each loss leaves at most three strays.
    """
    valid = data.decode("utf-8", "ignore")
    sequences = len(valid) - len(data.translate(None, _ALL_HIGH))
    stray = len(data) - len(valid.encode())
    if not sequences:
        return _is_broken_signs(data)
    evidence = sequences + _SIGN_EVIDENCE * len(_SIGN.findall(data))
    if stray * _MANY <= evidence:
        return True
    if stray > max(_ONE_LOSS, evidence // 2) or evidence < (stray + 2) // 3:
        return False
    # One loss leaves one run of strays; a word in another encoding, two or three with a letter or two between.
    runs = len(_STRAYS.findall(data.decode("utf-8", "surrogateescape")))
    if stray <= _ONE_LOSS and runs > max(1, sequences // 2):
        return False
    wrong, looked_at = _faults_of_sequences(data)
    return wrong * 4 <= looked_at


def _faults_of_sequences(data: bytes) -> tuple[int, int]:
    """How many well-formed sequences are of characters out of place, and of how many."""
    wrong = number = 0
    for match in islice(_MULTIBYTE.finditer(data), _ENOUGH):
        around = data[max(0, match.start() - 8) : match.start()], match[0], data[match.end() : match.end() + 8]
        before, found, after = (part.decode("utf-8", "ignore") for part in around)
        if found != "\ufffd":  # which tells nothing
            number += 1
            wrong += not is_at_home(before, found, after)
    return wrong, number


def _is_broken_signs(data: bytes) -> bool:
    """Whether all that is not ASCII are dashes and quotation marks of UTF-8 without one of their bytes."""
    rest = _BROKEN_SIGN.sub(b"", data)
    if _HIGH.search(rest):
        return False
    wrong, number = faults(data.decode("cp1252", "replace"))
    return wrong * 2 >= number


def guess(data: bytes) -> tuple[str, str]:
    """The codec that bytes beyond ASCII are most likely in, and what told: ``looks`` or ``chardet``."""
    sample = _sampled(data)
    if _is_nearly_ascii(data, sample):
        wrong, number = faults(sample.decode("cp1252", "replace"))
        if wrong * _SOME_FAULTS <= number:
            return "cp1252", "looks"
    return _best(_offers(sample))[0], "chardet"


def _is_nearly_ascii(data: bytes, sample: bytes) -> bool:
    """Whether a text is in English, or without its accents, so that signs and foreign names are all that is not ASCII.

    chardet knows languages by their accents, and takes the few bytes for those of one it likes.
    """
    high = len(data) - len(data.translate(None, _ALL_HIGH))
    return not _FOREIGN.search(sample) and (high * _RARE <= len(data) or _is_english(sample))


def contradicts(data: bytes, name: str) -> bool:
    """Whether bytes are clearly not in a charset: in another they would be far more like a language."""
    sample = _sampled(data)
    wrong, number = faults(sample.decode(name, "replace"))
    if number < _FEW_LETTERS and wrong <= max(1, number * _REFUSED):
        return False
    # A charset is not refused for a bad byte or two, for which chardet would do so.
    offers = list(_offers(sample.decode(name, "ignore").encode(name, "ignore")))
    best, most = _best(offers)
    return best != name and most > _best(offer for offer in offers if offer[0] == name)[1] * _CLEARLY


def _offers(sample: bytes) -> Iterator[tuple[str, float, float]]:
    """What chardet offers, likeliest first: a codec, its confidence, and how well the reading looks, from 0 to 1.25."""
    import chardet  # noqa: PLC0415 (needed for few files)

    seen = set()
    for offer in chardet.detect_all(sample, ignore_threshold=True, compat_names=False):
        name = codec(offer["encoding"] or "")
        is_seldom = name in _SELDOM and len(_HIGH.findall(sample)) < _MANY_HIGH
        if name in _CHARSETS and name not in seen and not is_seldom:
            seen.add(name)
            yield name, offer["confidence"], _looks(sample, name)


def _best(offers: Iterable[tuple[str, float, float]]) -> tuple[str, float]:
    """The codec that is likeliest by its letters and its looks, and how likely."""
    best, most = "cp1252", 0.0
    for name, confidence, looks in offers:
        if confidence * _FAVOUR <= most:
            break  # however well the rest look
        if confidence * looks > most:
            best, most = name, confidence * looks
    return best, most


def _looks(sample: bytes, name: str) -> float:
    wrong, number = faults(sample.decode(name, "replace"))
    share = wrong / number if number else 0
    return (1 - share) ** 2 * (_FAVOUR if name == "cp1252" and not _NOT_LATIN_1.search(sample) else 1)


def _is_english(sample: bytes) -> bool:
    words = [match[0].lower() for match in islice(_WORD.finditer(sample), 400)]
    common = sum(word in _ENGLISH for word in words)
    return common >= _FEW_WORDS and common >= len(words) * _PLAIN_ENGLISH


def _sampled(data: bytes) -> bytes:
    """The surroundings of what is not ASCII, from the beginning up to the size of a sample, without markup.

    chardet believes what the markup says of the charset, which is just what is in question.
    """
    return _MARKUP.sub(b" ", b" ".join(_surroundings(data)))


def _surroundings(data: bytes) -> Iterator[bytes]:
    size = end = 0
    while size < _SAMPLE and (match := _HIGH.search(data, end)):
        start, end = max(end, match.start() - _AROUND), match.end() + _AROUND
        while size + end - start < _SAMPLE and (further := _HIGH.search(data, end, end + _AROUND)):
            end = further.end() + _AROUND
        size += end - start
        yield data[start:end]
