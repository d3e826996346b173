from __future__ import annotations

import codecs
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.decode import Decoded, Lines, decode, decoded_text

_ACCENTS = "Die Größe der Brücke überraschte José, Zoë und François; «naïve» Rufe, dann Stille – “Schluß”.\n" * 3

_JAPANESE = "東京の気象庁は火曜日、関東地方で大雨になるおそれがあると発表した。住民に注意を呼びかけている。\n" * 4
_CHINESE = "北京市政府星期二宣布，新的地铁线路将于明年春天开通，预计每天运送三十万名乘客。\n" * 4
_TAIWANESE = "臺北市政府星期二宣布，新的捷運路線將於明年春天通車，預計每天運送三十萬名乘客。\n" * 4
_KOREAN = "서울시는 화요일에 새로운 지하철 노선이 내년 봄에 개통될 것이라고 발표했다. 시민들은 환영했다.\n" * 4
_RUSSIAN = "Городской совет во вторник принял решение о строительстве нового моста через реку, сообщил мэр.\n" * 4
_FRENCH = "Le conseil a décidé à Genève de fermer la fenêtre du théâtre après l'été.\n" * 4
_NEWS = "The café’s owner said: “We’re naïve – but we’ll reopen.” It cost €40 a day in São Tomé…\n" * 4


def _agrees(decoded: Decoded) -> None:
    """The byte map is monotonic, whole, and each bad byte stands alone where it stood."""
    text, data, byte_at = decoded.text, decoded.data, decoded.byte_map.byte_at
    offsets = [byte_at(position) for position in range(len(text) + 1)]
    assert offsets[0] == 0
    assert offsets[-1] == len(data)
    assert all(first <= second for first, second in pairwise(offsets))
    assert decoded.encoding.undecodable == len(decoded.undecodable)
    for position, byte in decoded.undecodable.items():
        assert text[position] == "\ufffd"
        # What switches the character set belongs to the character after it.
        if not decoded.encoding.used.startswith(("iso2022", "hz")):
            assert data[offsets[position] : offsets[position + 1]] == bytes((byte,))


def _agrees_exactly(decoded: Decoded) -> None:
    """Each code point that is no bad byte is what its bytes decode to."""
    _agrees(decoded)
    byte_at, used = decoded.byte_map.byte_at, decoded.encoding.used
    for position, character in enumerate(decoded.text):
        if position not in decoded.undecodable:
            assert decoded.data[byte_at(position) : byte_at(position + 1)].decode(used) == character


# Which encoding


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_kept(mark: bytes, codec: str) -> None:
    """The mark names the encoding, counts as a code point and has its bytes."""
    decoded = decode(mark + _ACCENTS.encode(codec))
    assert decoded.text == "\ufeff" + _ACCENTS
    assert (decoded.encoding.used, decoded.encoding.detected) == (codec, "byte-order mark")
    assert decoded.encoding.byte_order_mark
    assert decoded.byte_map.byte_at(1) == len(mark)
    _agrees_exactly(decoded)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_known_by_their_zero_bytes(codec: str) -> None:
    """Latin text in UTF-16 and UTF-32 is read without a mark."""
    decoded = decode(_ACCENTS.encode(codec))
    assert decoded.text == _ACCENTS
    assert (decoded.encoding.used, decoded.encoding.detected) == (codec, "zero bytes")
    assert not decoded.encoding.byte_order_mark
    _agrees_exactly(decoded)


def test_a_few_zero_bytes_do_not_make_a_text_wide() -> None:
    """A stray NUL in UTF-8 is a NUL."""
    decoded = decode(b"one\0two three four five")
    assert (decoded.text, decoded.encoding.used) == ("one\0two three four five", "utf-8")


@pytest.mark.parametrize("text", ["", "plain", _ACCENTS, "𝔘𝔫𝔦 😀\u2028", _JAPANESE])
def test_what_is_utf_8_is_read_as_it(text: str) -> None:
    """Valid UTF-8 is UTF-8, with nothing lost."""
    decoded = decode(text.encode())
    assert decoded.text == text
    assert decoded.encoding.detected == "valid"
    _agrees_exactly(decoded)


def test_a_false_declaration_does_not_spoil_valid_utf_8() -> None:
    """A page in UTF-8 that declares Latin-1 is read as UTF-8; what it declares is reported."""
    decoded = decode(f'<meta charset="iso-8859-1"><p>{_ACCENTS}'.encode())
    assert _ACCENTS in decoded.text
    assert (decoded.encoding.used, decoded.encoding.declared) == ("utf-8", "iso-8859-1")


@pytest.mark.parametrize(
    ("head", "declared"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<META CHARSET=windows-1251>", "windows-1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        (b'<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
    ],
)
def test_a_declared_charset_is_used(head: bytes, declared: str) -> None:
    """What is not UTF-8 is read as it says of itself, in meta elements and XML declarations."""
    decoded = decode(head + "Совет".encode(declared))
    assert decoded.text.endswith("Совет")
    assert (decoded.encoding.declared, decoded.encoding.detected) == (declared, "declared")


@pytest.mark.parametrize("name", ["utf-8", "utf-16", "no-such-charset", "unicode_escape", "rot13", "idna", "undefined"])
def test_a_declaration_that_cannot_be_true_is_not_believed(name: str) -> None:
    """A charset that is none, or one the bytes contradict, leaves the choice to detection."""
    decoded = decode(f'<meta charset="{name}"><p>'.encode() + _NEWS.encode("cp1252"))
    assert _NEWS in decoded.text
    assert (decoded.encoding.declared, decoded.encoding.used) == (name, "cp1252")


def test_a_charset_named_from_outside_comes_before_the_one_in_the_bytes() -> None:
    """A header names the charset with more right than the page."""
    data = b'<meta charset="koi8-r">' + "Совет".encode("cp1251")
    assert decode(data, declared="windows-1251").text.endswith("Совет")


def test_a_declaration_far_down_does_not_count() -> None:
    """A page that writes about charsets does not declare one."""
    decoded = decode(b" " * 5000 + b"<meta charset=koi8-r>" + _NEWS.encode("cp1252"))
    assert decoded.encoding.declared is None


@pytest.mark.parametrize(
    ("codec", "text", "used"),
    [
        ("cp1252", _NEWS, {"cp1252"}),
        ("latin-1", _FRENCH, {"cp1252", "iso8859-15"}),
        ("shift_jis", _JAPANESE, {"shift_jis", "cp932", "shift_jis_2004"}),
        ("gb18030", _CHINESE, {"gb18030", "gbk", "gb2312"}),
        ("euc_kr", _KOREAN, {"euc_kr", "cp949"}),
        ("koi8-r", _RUSSIAN, {"koi8-r", "koi8-u"}),
        ("cp1251", _RUSSIAN, {"cp1251"}),
        ("euc_jp", _JAPANESE, {"euc_jp", "euc_jis_2004"}),
        ("big5", _TAIWANESE, {"big5", "cp950", "big5hkscs"}),
    ],
)  # fmt: skip
def test_undeclared_encodings_are_detected(codec: str, text: str, used: set[str]) -> None:
    """News in the common encodings of the web is read right, every character at its bytes."""
    decoded = decode(text.encode(codec))
    assert decoded.text == text
    assert decoded.encoding.used in used
    assert decoded.encoding.detected in {"chardet", "looks"}
    _agrees_exactly(decoded)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [_RUSSIAN, _JAPANESE, _CHINESE, _KOREAN])
def test_wide_encodings_of_other_scripts_are_known_too(codec: str, text: str) -> None:
    """Zero bytes stand only in spaces and line ends there, and the byte order shows in the letters."""
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding.used) == (text, codec)
    _agrees_exactly(decoded)


def test_japanese_of_mail_is_known_by_its_escape_sequences() -> None:
    """ISO-2022-JP is made of ASCII bytes, and valid UTF-8, but no text as such."""
    decoded = decode(_JAPANESE.encode("iso2022_jp"))
    assert (decoded.text, decoded.encoding.used) == (_JAPANESE, "iso2022_jp")
    assert decoded.encoding.detected == "escape sequences"


@pytest.mark.parametrize("bad", [b"\x1b[31mred\x1b[0m", b"\x1b$B", b"\x1b$B\xff\xff"])
def test_other_escapes_do_not_make_a_text_japanese(bad: bytes) -> None:
    """Colours of a terminal, and a switch to Japanese with no Japanese behind it, are bytes as any."""
    assert decode(b"plain " + bad).encoding.used != "iso2022_jp"


@pytest.mark.parametrize(
    "sign",
    [
        "it’s",
        "“so",
        "late,” he",
        "then – and",
        "here—there",
        "and…",
        "café",
        "Gül",
        "Niño",
        "£40",
        "€50",
        "20°C",
        "naïve",
        "½ mile",
        "§ 4",
        "© 2020",
        "• One",
        "Škoda",
        "São",
    ],
)
@pytest.mark.parametrize("words", [30, 4000])
def test_one_sign_in_english_is_windows_1252(sign: str, words: int) -> None:
    """A single byte that is not ASCII in a long text is no reason to think of Cyrillic, or of DOS."""
    text = f"{'The board said that it was not for them to decide. ' * (words // 10)}{sign} and more of it."
    assert decode(text.encode("cp1252")).text == text


def test_a_foreign_name_in_english_is_not_read_as_accents() -> None:
    """A word all of high bytes is in another script: accents do not stand in such a row."""
    text = f"The board said that it was not for them to decide. {_RUSSIAN}" * 4
    assert decode(text.encode("cp1251")).text == text


def test_words_of_many_languages_in_latin_1() -> None:
    """A line with accents of several languages is no Cyrillic."""
    text = "Café au lait à Genève, São Paulo, Zürich: déjà vu, señor. " * 4
    assert decode(text.encode("latin-1")).text == text


# Damage

_PLACES = [place for place, byte in enumerate(_ACCENTS.encode()) if byte >= 0x80]


@pytest.mark.parametrize("place", _PLACES[:40])
def test_utf_8_with_a_lost_byte_is_still_utf_8(place: int) -> None:
    """One byte lost from one character costs that character, and no other accent."""
    data = _ACCENTS.encode()
    decoded = decode(data[:place] + data[place + 1 :])
    assert (decoded.encoding.used, decoded.encoding.detected) == ("utf-8", "damaged")
    assert 1 <= decoded.encoding.undecodable == decoded.text.count("\ufffd") <= 2
    assert decoded.text.count("ö") >= 2
    _agrees_exactly(decoded)


@pytest.mark.parametrize("byte", [0x41, 0x80, 0xC0, 0xE2, 0xFF])
@pytest.mark.parametrize("place", _PLACES[:12])
def test_utf_8_with_a_changed_byte_is_still_utf_8(place: int, byte: int) -> None:
    """The bytes that no longer decode are kept, one U+FFFD each."""
    data = _ACCENTS.encode()
    decoded = decode(data[:place] + bytes((byte,)) + data[place + 1 :])
    assert decoded.encoding.used == "utf-8"
    assert decoded.text.count("\ufffd") == decoded.encoding.undecodable
    _agrees_exactly(decoded)


@pytest.mark.parametrize("rest", [b"\xe2\x80", b"\xe2\x99", b"\x80\x99"])
def test_a_lone_quotation_mark_of_utf_8_that_lost_a_byte_tells(rest: bytes) -> None:
    """Two of its three bytes are no text in Windows-1252, even where nothing else is there to go by."""
    decoded = decode(b"The mayor said she didn" + rest + b"t know, and left for the coast.")
    assert (decoded.encoding.used, decoded.encoding.detected) == ("utf-8", "damaged")
    assert list(decoded.undecodable.values()) == list(rest)


def test_a_text_cut_off_inside_its_last_character_is_still_utf_8() -> None:
    """What is left of the character is undecodable, and the rest is read."""
    decoded = decode("Der Fluss führt Hochwasser – “".encode()[:-1])
    assert decoded.text == "Der Fluss führt Hochwasser – \ufffd\ufffd"
    assert decoded.encoding.detected == "damaged"


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "„Ein großer Spaß“, sagte er."),
        ("cp1252", "Le « CAFÉ» a fermé."),
        ("cp1252", "ÄÄSTÖ”, SANOI VALTUUTETTU"),
        ("cp1250", "DŁUŻEJ CZEKAĆ” – POWIEDZIAŁ"),
        ("cp1252", "O PREFEITO DISSE “AMANHÔ"),
        ("cp866", "Городской совет сам решил."),
        ("shift_jis", "市議会は火曜日"),
    ],
)
def test_what_looks_like_a_sequence_by_chance_is_not_utf_8(codec: str, text: str) -> None:
    """A capital or ß before a quotation mark has the bytes of a letter of some remote script."""
    assert decode(text.encode(codec)).encoding.used != "utf-8"


def test_a_few_lines_in_windows_1252_leave_a_text_utf_8() -> None:
    """Lines from elsewhere in a text in UTF-8 cost their own accents only, and each byte is kept."""
    line = "Le théâtre a été fermé"
    data = "\n".join([_FRENCH] * 3).encode() + line.encode("cp1252")
    decoded = decode(data)
    assert decoded.text == "\n".join([_FRENCH] * 3) + "Le th\ufffd\ufffdtre a \ufffdt\ufffd ferm\ufffd"
    assert bytes(decoded.undecodable.values()).decode("cp1252") == "éâééé"


def test_a_replacement_character_of_the_author_is_no_damage() -> None:
    """U+FFFD that stands in the bytes is three bytes wide and not undecodable."""
    decoded = decode("é\ufffdé".encode() + b"\xff" + "é\ufffd".encode())
    assert decoded.text == "é\ufffdé\ufffdé\ufffd"
    assert decoded.undecodable == {3: 0xFF}
    _agrees_exactly(decoded)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_half_a_surrogate_pair_is_two_bad_bytes(codec: str) -> None:
    """A lone surrogate in UTF-16 is undecodable, and so is the odd byte at the end."""
    data = "\ufeffab".encode(codec) + "\ud800".encode(codec, "surrogatepass") + "c".encode(codec) + b"\x41"
    decoded = decode(data)
    assert decoded.text == "\ufeffab\ufffd\ufffdc\ufffd"
    _agrees_exactly(decoded)


# Bytes of any kind

_BYTES = st.one_of(
    st.binary(max_size=120),
    st.lists(
        st.sampled_from([b"\xc3\xa9", "“".encode(), "😀".encode(), b"\xe2\x80", b"\xff", b"\x80", b"a", b"\r", b"\n",
                         b"\0",
                         b"\x8f\xa1", b"\x81\x30", b"\x1b$B", b"<meta charset=", b"\xed\xa0\x80", b"\xf4\x90",
                         b"\xef\xbf\xbd"]),
        max_size=40,
    ).map(b"".join),
)  # fmt: skip
_MARKS = st.sampled_from(
    [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE]
)
_CODECS = [
    "shift_jis", "cp932", "euc_jp", "gb18030", "gbk", "gb2312", "euc_kr", "cp949", "big5", "big5hkscs", "johab", "hz",
    "iso2022_jp", "iso2022_kr", "shift_jis_2004", "euc_jis_2004", "koi8-r", "cp1251", "cp1252", "cp874", "mac-roman",
    "cp037",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_MARKS, _BYTES)
def test_any_bytes_are_read_and_mapped(mark: bytes, data: bytes) -> None:
    """Nothing raises; offsets run from the first to the last byte without going back."""
    _agrees(decode(mark + data))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(_CODECS), _BYTES)
def test_bad_bytes_stand_alone_in_every_encoding(codec: str, data: bytes) -> None:
    """In single-byte and multi-byte encodings too, an undecodable byte is one U+FFFD at its own place."""
    _agrees(decode(b"\xff\x81" + data, declared=codec))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["gb18030", "utf-16-le", "utf-32-be", "utf-8"]), st.text(max_size=80))
def test_each_code_point_has_its_own_bytes(codec: str, text: str) -> None:
    """What stands at the bytes of a code point decodes to it, in encodings that hold every character."""
    if codec == "gb18030":
        decoded = decode("“Größe”".encode(codec) + b"\xff\xff" + text.encode(codec), declared=codec)
        assume(decoded.encoding.used in {codec, "utf-8"})  # what is no prose may be taken for something else
    else:
        decoded = decode(("\ufeff" + text).encode(codec))
    _agrees_exactly(decoded)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_a_text_of_its_own_has_the_bytes_of_utf_8(text: str) -> None:
    """The field of a record, lone surrogates included, is mapped as UTF-8."""
    decoded = decoded_text(text)
    _agrees(decoded)
    for position in range(len(text) + 1):
        assert decoded.byte_map.byte_at(position) == len(text[:position].encode("utf-8", "surrogatepass"))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 12_500), st.integers(0, 12_500), st.binary(max_size=6))
def test_long_texts_are_mapped_in_steps(start: int, end: int, damage: bytes) -> None:
    """Offsets behind the marks of the byte map are as right as those before."""
    text = "naïve “x” 😀\n" * 1000
    data = text.encode()
    decoded = decode(data[:6007] + damage + data[6007:])
    start, end = sorted((min(start, len(decoded.text)), min(end, len(decoded.text))))
    if not decoded.undecodable:
        byte_at = decoded.byte_map.byte_at
        assert decoded.data[byte_at(start) : byte_at(end)].decode() == decoded.text[start:end]
    _agrees(decode(data[:6007] + damage))


# Lines


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab\n\r\f\v\x1c\x85\u2028\u2029"), max_size=40))
def test_lines_end_at_line_feed_and_carriage_return_only(text: str) -> None:
    """Form feeds, NEL and U+2028 end no line; a CR LF pair ends one."""
    lines = Lines(text)
    line = column = 1
    for position, character in enumerate(text):
        assert lines.place(position) == (line, column)
        if character == "\n" or (character == "\r" and text[position + 1 : position + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    assert lines.place(len(text)) == (line, column)
