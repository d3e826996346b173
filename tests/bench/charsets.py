"""How often texts in legacy encodings and damaged UTF-8 are read right, as Markdown tables.

usage: python tests/bench/charsets.py [--wrong]

The paragraphs of ``charsets.jsonl`` were written for this. One half served while the detection was made, the other was
kept apart until it was done. Each is encoded in every encoding that its language is written in; right is what gives the
same text, a byte-order mark aside. Quotation marks and dashes that an encoding lacks are typed as in ASCII.
"""
# ruff: noqa: T201  (the tables are what it is for)

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.decode import Decoded, decode

_TEXTS = Path(__file__).with_suffix(".jsonl")
_HALVES = ("development", "kept apart")
_LENGTHS = (300, 1_000, 5_000, 20_000)  # bytes
_TARGETS = {"encodings": 0.98, "damaged": 0.95, "news": 1.0}
_ASCII = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": ",", "–": "-",
                        "—": "-", "…": "...", "€": "EUR", "£": "GBP", "·": ".", "\xa0": " "})  # fmt: skip

_WEST = "en fr de es pt it nl da sv no fi is"
_CENTRE = "pl cs sk hu ro hr sl"
_ALL = f"{_WEST} {_CENTRE} tr lt lv et ru uk bg sr el he ar ja zh zh-tw ko"
_UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
_LANGUAGES = {
    **dict.fromkeys(_UNICODE, _ALL),
    "cp1252": _WEST, "iso8859-1": _WEST, "iso8859-15": _WEST, "mac-roman": _WEST, "cp437": _WEST, "cp850": _WEST,
    "cp1250": _CENTRE, "iso8859-2": _CENTRE, "cp852": _CENTRE, "mac-latin2": "pl cs sk hu", "iso8859-16": "ro",
    "cp1251": "ru uk bg sr", "koi8-r": "ru", "koi8-u": "ru uk", "cp866": "ru", "mac-cyrillic": "ru uk bg sr",
    "iso8859-5": "ru bg sr", "cp855": "ru bg sr",
    "cp1253": "el", "iso8859-7": "el", "cp737": "el", "mac-greek": "el",
    "cp1254": "tr", "iso8859-9": "tr", "cp857": "tr", "mac-turkish": "tr",
    "cp1255": "he", "iso8859-8": "he", "cp862": "he",
    "cp1256": "ar", "iso8859-6": "ar",
    "cp1257": "lt lv et", "iso8859-13": "lt lv et", "iso8859-4": "lt lv et", "cp775": "lt lv et",
    "shift_jis": "ja", "cp932": "ja", "euc-jp": "ja", "iso2022-jp": "ja",
    "gb18030": "zh", "gbk": "zh", "gb2312": "zh", "big5": "zh-tw", "cp950": "zh-tw", "euc-kr": "ko", "cp949": "ko",
}  # fmt: skip
_UTF_8 = "fr de es pt it nl sv pl cs tr ru el he ja zh ko"
_FEW = ("“", "”", "’", "–", "—", "…", "é", "ö", "ñ", "£", "€")  # what is not ASCII in English news

Row = Sequence[str]
Texts = dict[str, str]


def main() -> None:
    """Read everything in every encoding, and print a table for each question."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--wrong", action="store_true", help="print what is read wrong, in the development half")
    wrong = parser.parse_args().wrong
    halves = [_texts(half) for half in _HALVES]
    _encodings(halves, wrong=wrong)
    _damage(halves, wrong=wrong)
    _speed(halves[0])


def _texts(half: str) -> Texts:
    records = map(json.loads, _TEXTS.read_text(encoding="utf-8").splitlines())
    return {record["language"]: record["text"] for record in records if record["half"] == half}


def _encodings(halves: Iterable[Texts], *, wrong: bool) -> None:
    columns: list[dict[str, Counter[bool]]] = []
    for texts in halves:
        right = {codec: Counter[bool]() for codec in _LANGUAGES}
        for codec, languages in _LANGUAGES.items():
            for language in languages.split():
                for length in _LENGTHS:
                    text = _cut(texts[language], codec, length)
                    decoded = decode(text.encode(codec))
                    same = decoded.text.removeprefix("\ufeff") == text
                    right[codec][same] += 1
                    if wrong and not same and not columns:
                        _show(codec, f"{language} {length}", decoded)
        columns.append(right)
    rows = [(codec, *(_share(column[codec]) for column in columns)) for codec in _LANGUAGES]
    sums = [sum(column.values(), Counter[bool]()) for column in columns]
    rows.append(("**all**", *map(_share, sums)))
    rows.append(("target", *(_target(found, "encodings") for found in sums)))
    _table("The same text, by encoding", ("encoding", *_HALVES), rows)


def _damage(halves: Iterable[Texts], *, wrong: bool) -> None:
    kinds = ("a byte lost", "a byte lost, few accents", "a byte changed", "the end cut off", "lines in cp1252")
    damaged: list[dict[str, Counter[bool]]] = []
    news: list[Counter[bool]] = []
    for texts in halves:
        counts = {kind: Counter[bool]() for kind in kinds}
        for kind, text, data in _damaged(texts):
            if _is_valid(data):
                continue
            decoded = decode(data)
            seen = (decoded.encoding.used, decoded.encoding.detected) == ("utf-8", "damaged")
            counts[kind][seen] += 1
            if wrong and not seen and not damaged:
                _show(kind, text[:20], decoded)
        damaged.append(counts)
        counted = Counter[bool]()
        for text in _news(texts):
            decoded = decode(text.encode("cp1252"))
            counted[decoded.text == text] += 1
            if wrong and decoded.text != text and not news:
                _show("news", "".join(character for character in text if character > "\x7f"), decoded)
        news.append(counted)
    rows = [(kind, *(_share(column[kind]) for column in damaged)) for kind in kinds]
    sums = [sum(column.values(), Counter[bool]()) for column in damaged]
    rows += [("**all**", *map(_share, sums)), ("target", *(_target(found, "damaged") for found in sums))]
    _table("Damaged UTF-8 known for what it is", ("damage", *_HALVES), rows)
    rows = [("the same text", *map(_share, news)), ("target", *(_target(found, "news") for found in news))]
    _table("English news in cp1252 with one to six characters that are not ASCII", ("", *_HALVES), rows)


def _damaged(texts: Texts) -> Iterator[tuple[str, str, bytes]]:
    """What was done to a text, the text, and its bytes then, which may happen to be valid."""
    chance = random.Random(7)  # noqa: S311 (not for secrets)
    for language in _UTF_8.split():
        for length in (300, 5_000):
            text = _cut(texts[language], "utf-8", length)
            data = text.encode()
            for _ in range(12):
                place = chance.choice(_high(data))
                yield "a byte lost", text, data[:place] + data[place + 1 :]
                changed = bytes((chance.choice(b"A \x80\xc0\xff"),))
                yield "a byte changed", text, data[:place] + changed + data[place + 1 :]
            yield "the end cut off", text, data[: _high(data)[-1]]
    for text in (*_news(texts, at_least=2), *_news(texts, at_least=3)):
        data = text.encode()
        place = chance.choice(_high(data))
        yield "a byte lost, few accents", text, data[:place] + data[place + 1 :]
    for language in "en fr de es pt it nl sv".split():
        lines = [_cut(texts[language], "cp1252", length) for length in (900, 600, 500, 300, 300, 300, 250, 200)]
        codecs = ["utf-8"] * 6 + ["cp1252"] * 2
        chance.shuffle(codecs)
        mixed = b"\n".join(line.encode(codec) for line, codec in zip(lines, codecs, strict=True))
        yield "lines in cp1252", lines[0], mixed


def _is_valid(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _high(data: bytes) -> list[int]:
    """The places of bytes that are not ASCII."""
    return [place for place, byte in enumerate(data) if byte >= 0x80]


def _news(texts: Texts, at_least: int = 1) -> Iterator[str]:
    """English text in ASCII with some of the characters of typewritten news put where they belong."""
    chance = random.Random(11)  # noqa: S311 (not for secrets)
    plain = texts["en"].translate(_ASCII).encode("ascii", "ignore").decode()
    pieces = ["they’re late", "“we knew", "we knew,” he", "soon – perhaps", "no—never", "and then…", "the café was",
              "Björn said", "El Niño came", "a £40 fine", "some €50 each", "Zoë left", "‘no’ vote", "naïve plans",
              "• Tickets cost", "20°C today", "§4 of the act", "© The Times", "½ price", "a résumé of"]  # fmt: skip
    for length in _LENGTHS:
        for number in range(at_least, 7):
            for _ in range(6):
                words = (plain + " ") * (length // len(plain) + 1)
                parts = words[:length].split(". ")
                for piece in chance.sample(pieces, number):
                    parts.insert(chance.randrange(len(parts) + 1), piece)
                yield ". ".join(parts)


def _cut(text: str, codec: str, length: int) -> str:
    """The text as an encoding can hold it, repeated or cut to so many bytes."""
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        text = text.translate(_ASCII).encode(codec, "ignore").decode(codec)
    width = max(1, len(text.encode(codec)) / len(text))
    characters = int(length / width)
    return ((text + "\n") * (characters // len(text) + 1))[:characters]


def _speed(texts: Texts) -> None:
    rows = []
    for codec, language in (("ascii", "en"), ("utf-8", "fr"), ("utf-8", "ja"), ("cp1252", "fr"), ("koi8-r", "ru"),
                            ("shift_jis", "ja")):  # fmt: skip
        cells = []
        for length in (4_000, 1_000_000):
            data = _cut(texts[language], codec, length).encode(codec)
            runs = max(3, 40_000 // length)
            decode(data)
            started = time.process_time()
            for _ in range(runs):
                decode(data)
            cells.append(f"{(time.process_time() - started) / runs * 1e3:.3f}")
        rows.append((f"{codec}, {language}", *cells))
    _table("Milliseconds to decode a text", ("encoding", "4 kB", "1 MB"), rows)


def _show(what: str, of: str, decoded: Decoded) -> None:
    sample = [character for character in decoded.text if character > "\x7f"][:40]
    print(f"{what:12} {of:12} read as {decoded.encoding.used:12} {decoded.encoding.detected:10} {''.join(sample)!r}")


def _share(counts: Counter[bool]) -> str:
    return f"{counts[True]} / {counts.total()}"


def _target(counts: Counter[bool], name: str) -> str:
    share, target = counts[True] / counts.total(), _TARGETS[name]
    return f"{share:.3f} of {target}, {'met' if share >= target else '**missed**'}"


def _table(title: str, heading: Row, rows: Iterable[Row]) -> None:
    table = [tuple(heading), *(tuple(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    print(f"\n## {title}\n")
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table]
    lines.insert(1, " | ".join("-" * width for width in widths))
    print("\n".join(f"| {line} |" for line in lines))


if __name__ == "__main__":
    main()
