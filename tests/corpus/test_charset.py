from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.charset import codec, declaration, standard_name
from corpus.decode import decode
from corpus.plausible import faults
from corpus.reread import reread

_RUSSIAN = "Городской совет во вторник принял решение о строительстве нового моста через реку, сообщил мэр. " * 2
_POLISH = "Rada miejska zdecydowała we wtorek, że stary most zostanie zamknięty aż do wiosny, choć zima będzie ciężka. "
_FRENCH = "Le conseil a décidé à Genève de fermer la fenêtre du théâtre après l'été. " * 2

# Labels


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("windows-1252", "latin-1 latin1 iso-8859-1 ISO8859-1 ascii us-ascii cp1252 x-cp1252 windows-1252"),
        ("windows-1254", "iso-8859-9 latin5 windows-1254 cp1254"),
        ("gb18030", "gb2312 gbk x-gbk GB18030 cp936 chinese"),
        ("Shift_JIS", "shift_jis shift-jis sjis x-sjis windows-31j cp932 ms_kanji"),
        ("EUC-KR", "euc-kr ks_c_5601-1987 windows-949 cp949 korean"),
        ("Big5", "big5 big5-hkscs x-x-big5 cp950"),
        ("UTF-8", "utf-8 utf8 UTF_8 unicode-1-1-utf-8 utf-8-sig"),
        ("UTF-16LE", "utf-16 utf-16le ucs-2 unicode"),
        ("windows-874", "tis-620 iso-8859-11 windows-874"),
        ("KOI8-U", "koi8-u koi8-ru"),
        ("macintosh", "macintosh mac-roman x-mac-roman"),
        ("IBM866", "ibm866 cp866 866"),
        ("ISO-8859-2", "iso-8859-2 latin2 l2"),
    ],
)  # fmt: skip
def test_labels_that_say_the_same_have_one_name(name: str, labels: str) -> None:
    """Aliases are read as the Encoding Standard reads them."""
    assert {standard_name(label) for label in labels.split()} == {name}


@pytest.mark.parametrize(
    "label", ["no-such-charset", "", "rot13", "unicode_escape", "hex", "utf-7", "a\0b", "ü", "../x"]
)
def test_what_is_no_charset_has_no_name(label: str) -> None:
    """Codecs of Python's own, and nonsense, stand for nothing."""
    assert standard_name(label) is None


# Declarations


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b"<meta charset=utf-8>", "utf-8"),
        (b"<META name=x CHARSET = 'koi8-r' />", "koi8-r"),
        (b'<meta content="text/html; charset=big5" http-equiv="Content-Type">', "big5"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=gbk>", "gbk"),
        (b"\xef\xbb\xbf<?xml version='1.0' encoding='latin1'?>", "latin1"),
        (b'<meta name="description" content="How to say charset=koi8-r">', None),
        (b"<!-- <meta charset=koi8-r>", None),
        (b"text <?xml encoding='koi8-r'?>", None),
        (b"<metadata charset=koi8-r>", None),
        (b"charset=koi8-r", None),
    ],
)
def test_where_a_charset_is_declared(head: bytes, label: str | None) -> None:
    """In meta elements and at the beginning of XML; not in comments and descriptions."""
    found = declaration(head)
    assert (found.label if found else None) == label
    assert found is None or head[found.start : found.end].decode() == label


@pytest.mark.parametrize("codec_name", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be"])
def test_a_declaration_has_its_place_in_the_text(codec_name: str) -> None:
    """The span is of code points, behind wide characters too."""
    decoded = decode(f"<p title='“{_FRENCH}”'><meta charset=iso-8859-15>".encode(codec_name))
    span = decoded.encoding.declaration
    assert span is not None
    assert decoded.text[span.start : span.end] == decoded.encoding.declared == "iso-8859-15"


def test_what_is_named_from_outside_stands_nowhere() -> None:
    """A header is no part of the text."""
    assert decode(b"<meta charset=koi8-r>", declared="utf-8").encoding.declaration is None


@pytest.mark.parametrize(
    ("label", "written", "text", "is_false"),
    [
        ("iso-8859-1", "utf-8", _FRENCH, True),
        ("utf-8", "cp1252", _FRENCH, True),
        ("koi8-r", "cp1251", _RUSSIAN, True),
        ("iso-8859-1", "cp1250", _POLISH, True),
        ("iso-8859-1", "cp1252", "“naïve” – " + _FRENCH, False),
        ("ascii", "cp1252", _FRENCH, False),
        ("gb2312", "gb18030", "市议会星期二决定，将旧桥关闭到明年春天。" * 4, False),
        ("utf-16", "utf-8", _FRENCH, False),
        ("utf-16", "utf-16", _FRENCH, False),
        ("utf-8", "utf-16", _FRENCH, True),
        ("koi8-r", "utf-8", "All of it is ASCII.", False),
        ("no-such-charset", "utf-8", _FRENCH, False),
        ("utf-8", "utf-8-sig", _FRENCH, False),
    ],
)
def test_a_declaration_is_false_where_it_would_give_another_text(
    label: str, written: str, text: str, *, is_false: bool
) -> None:
    """Equivalent labels, and any label of plain ASCII, are true enough; and the text is right in any case."""
    decoded = decode(f"<meta charset={label}>{text}".encode(written))
    assert decoded.text.endswith(text)
    assert decoded.is_declared_falsely is is_false


@pytest.mark.parametrize("label", ["koi8-r", "shift_jis", "gbk", "windows-1251", "windows-1253"])
def test_a_declared_charset_that_makes_no_sense_is_not_believed(label: str) -> None:
    """French under a Cyrillic, Greek or Chinese label is read as French."""
    assert decode(_FRENCH.encode("cp1252"), declared=label).text == _FRENCH


def test_a_declared_charset_survives_a_bad_byte() -> None:
    """One byte that does not decode does not make a declaration false."""
    decoded = decode(_RUSSIAN.encode("cp1251") + b"\x98", declared="windows-1251")
    assert decoded.text == _RUSSIAN + "\ufffd"
    assert not decoded.is_declared_falsely


# Undecodable bytes read again


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (b"th\xe9\xe2tre", ["éâ"]),
        (b"the mayor\x92s", ["’"]),
        (b"he said \x93no\x94 twice", ["“", "”"]),
        (b"then \x96 at last", ["–"]),
        (b"cost \xa340", ["£"]),
        (b"S\xc3O PAULO", ["Ã"]),
        (b"a caf\xe9\x94 sign", ["é”"]),
        (b"the mayor\xe2\x80s", [None]),
        (b"the mayor\xe2\x99s", [None]),
        (b"the mayor\x80\x99s", [None]),
        (b"caf\xa9s", [None]),
        (b"caf\xc3 au lait", [None]),
        (b"\xc3cole", [None]),
        (b"M\xbcller", [None]),
        (b"a\xffb\x81c", ["ÿ", None]),
    ],
)
def test_undecodable_bytes_are_read_as_windows_1252_where_that_is_text(line: bytes, read: list[str | None]) -> None:
    """Letters in words and signs in their places are read; the rest of a broken sequence is not."""
    decoded = decode("“Genève” été – ".encode() * 9 + line)
    found = list(reread(decoded))
    assert decoded.encoding.used == "utf-8"
    assert [text for _, _, text in found] == read
    assert all(decoded.text[span.start : span.end] == "\ufffd" * len(data) for span, data, _ in found)
    assert b"".join(data for _, data, _ in found) == bytes(decoded.undecodable.values())


def test_half_a_pair_in_utf_16_is_not_read_again() -> None:
    """Its bytes were never characters of their own."""
    decoded = decode("\ufeffabc".encode("utf-16-le") + b"\x41")
    assert [text for _, _, text in reread(decoded)] == [None]


# What could stand there


@pytest.mark.parametrize(
    "text",
    ["l’été – «oui», 80\xa0000 €", "¿Qué? ½ %", "Zürich, São Tomé, L’Œuvre", "Ώρα και ώρα", "Жители «моста»",
     "我在iPhone上看", "שלום", "it’s ‘so’ “late”", "ÉCOLE À", "नमस्ते", "საქართველო", "10 m², 20°C, n° 4"],
)  # fmt: skip
def test_nothing_is_out_of_place_in_good_text(text: str) -> None:
    """Words and signs of many languages stand where they could."""
    assert faults(text)[0] == 0


@pytest.mark.parametrize("text", ["caf‚", "Ni¤o", "cafа", "donÕt", "citt\x8a", "CAFé", "in─ein", "x市y", "cafĂ©"])
def test_misread_text_is_out_of_place(text: str) -> None:
    """Signs and capitals inside words, mixed scripts, controls and boxes could not stand there."""
    assert faults(text)[0] > 0


# Bytes of any kind

_LABELS = [
    "utf-8", "utf-16", "utf-32", "ascii", "latin-1", "koi8-r", "gbk", "big5", "euc-kr", "iso-2022-jp", "shift_jis",
    "euc-jp", "cp864", "windows-1255", "macintosh", "hz", "utf-7", "unicode", "x-user-defined", "cp037", "", "\0", "é",
    "base64",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(_LABELS), st.binary(max_size=200))
def test_any_bytes_under_any_label_are_read(label: str, data: bytes) -> None:
    """Nothing raises, the same bytes give the same answer, and what is read again is what did not decode."""
    decoded = decode(data, declared=label)
    again = decode(data, declared=label)
    assert (decoded.text, decoded.encoding, decoded.is_declared_falsely) == (
        again.text,
        again.encoding,
        again.is_declared_falsely,
    )
    assert sum(len(found) for _, found, _ in reread(decoded)) == len(decoded.undecodable)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60), st.sampled_from(["", *_LABELS]))
def test_any_head_declares_something_or_nothing(head: bytes, label: str) -> None:
    """A declaration's place holds its label; a label is a codec or none."""
    found = declaration(head + b"<meta charset=" + label.encode() + b">")
    assert found is None or (head + b"<meta charset=" + label.encode())[found.start : found.end] == found.label.encode()
    name = codec(label)
    assert name is None or isinstance(b"a".decode(name, "replace"), str)


@pytest.mark.parametrize(
    "data",
    [b"\xe9a" * 500_000, b"<meta " * 200_000 + b"\xe9", b"<!--" * 250_000 + b"\xff", b"\x80" * 1_000_000,
     b"\x1b$B" * 300_000, (b"x" * 200 + b"\xe9") * 5_000, b"\xe2\x80" * 500_000, "é".encode() * 400_000 + b"\xff"],
)  # fmt: skip
def test_a_megabyte_of_hostile_bytes_takes_no_long_time(data: bytes) -> None:
    """What is looked at closely is bounded; ten seconds are many times what a slow machine needs."""
    started = time.process_time()
    decode(data)
    assert time.process_time() - started < 10
