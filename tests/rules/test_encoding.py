import json
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.config import Configuration
from audit.engine import audit_document
from corpus.document import Document
from corpus.repair import apply
from rules import RULES
from rules.model import Finding, NoOptions, Rule

Marked = Callable[..., str]
Read = Callable[..., Document]
Configured = Callable[..., Configuration]
RULE = {rule.id: rule for rule in RULES}


NAMES = sorted(rule.id.removeprefix("encoding/") for rule in RULES if rule.family == "encoding")
ENGLISH = "The council met on Monday and the minister said that it was late for all of them. "


def rule(name: str) -> Rule:
    return RULE[f"encoding/{name}"]


def findings(name: str, document: Document) -> list[Finding]:
    check = rule(name).check
    assert check is not None
    return list(check(document, rule(name).options()))


def repaired(name: str, document: Document) -> str:
    """The text with what a rule is sure of put right, as ``fix`` does."""
    repairs = [repair for finding in findings(name, document) for repair in finding.repairs]
    return apply(document.layer(rule(name).layer).text, sorted(repairs))[0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The minister⟦â€™⟧s ⟦â€œ⟧plan⟦â€\x9d⟧", id="curly marks read as Windows-1252"),
        pytest.param("caf⟦Ã©⟧s in S⟦Ã£⟧o Paulo", id="accents read as Latin-1"),
        pytest.param("ni⟦Ã±⟧o, a⟦Ã±⟧o, ma⟦Ã±⟧ana", id="each broken letter is a finding of its own"),
        pytest.param("J⟦Ä™⟧dru⟦Å›⟧ of “Łódź”", id="one word in a line that no charset fits"),
        pytest.param("It was 3 ⟦â‚¬⟧ a piece", id="a currency sign"),
        pytest.param("President Erdo⟦ÄŸ⟧an said so", id="one broken word in an honest line"),
        pytest.param("It⟦Õ⟧s late in K⟦÷⟧ln", id="single characters of Mac OS and of DOS"),
    ],
)
def test_mojibake_is_marked_from_its_first_to_its_last_broken_character(marked: Marked, text: str) -> None:
    """The place is the broken run itself, not the word or the line."""
    assert marked(rule("mojibake"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("São Paulo, château, Ângela, Ø, Łódź, naïve, Zürich", id="accents"),
        pytest.param("“Curly” – and ‘single’ … marks", id="punctuation"),
        pytest.param("Привет, мир. Γειά σου. 你好 🙂", id="other scripts"),
        pytest.param("2 × 3 ± 1 ≤ 7 °C", id="signs"),
        pytest.param("Acme™ and IRMÃ® are marks; McÉwan", id="marks and capitals inside names"),
    ],
)
def test_honest_characters_are_no_mojibake(marked: Marked, text: str) -> None:
    """What people write on purpose in other languages is left alone."""
    for name in ("mojibake", "stray-mojibake", "mixed-script-word"):
        assert marked(rule(name), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a new era of competition.⟦Â⟧\nTheir rivals", id="at the end of a paragraph"),
        pytest.param("the service.⟦Â⟧ The trains", id="before a space"),
        pytest.param("The council didn⟦â⟧t vote", id="a broken apostrophe"),
        pytest.param("He paid ⟦Â⟧£300 for it", id="before a pound sign"),
        pytest.param("The mayor⟦â⟧s three letters are lost", id="a broken apostrophe near a word for letters"),
        pytest.param("The O⟦â⟧Brien sisters met the council", id="a broken apostrophe of a name"),
        pytest.param("The council met for 3⟦â⟧5 days on the matter", id="a range"),
        pytest.param("He went to M⟦Ã⟧nchen for a day", id="a letter without its second half"),
        pytest.param("The council agreed ⟦â⟧ and then it left", id="a broken dash"),
    ],
)
def test_a_stray_lead_character_is_marked_alone(marked: Marked, text: str) -> None:
    """What is left of a broken character is the finding, not its neighbours."""
    assert marked(rule("stray-mojibake"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The letter Â is Romanian.", id="named as a letter"),
        pytest.param("The alphabet has three extra vowels, Ă, Â and Î.", id="named as vowels"),
        pytest.param("In Welsh “bara â chaws” is bread and cheese, he said.", id="near the name of its language"),
        pytest.param("Mae hi’n siarad â phawb ac yn cytuno â neb.", id="in Welsh"),
        pytest.param("S Ã O P A U L O", id="in a word with spaces between its letters"),
        pytest.param("The château and the pâte were for all of them", id="inside French words"),
        pytest.param(
            "Ângela, ÂGE, pâte, rôle, Ã", id="in words", marks=pytest.mark.xfail(reason="a bare Ã at the end")
        ),
    ],
)
def test_a_letter_that_is_meant_is_not_stray(marked: Marked, text: str) -> None:
    """Languages that have the letters use them in words."""
    assert marked(rule("stray-mojibake"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The ⟦Mоscow⟧ office", id="a Cyrillic o in a Latin word"),
        pytest.param("⟦Αthens⟧ and ⟦Lοndon⟧", id="Greek letters"),
        pytest.param("в ⟦Мocкве⟧ вчера", id="Latin letters in a Cyrillic word"),
        pytest.param(
            "The ⟦cⲟuncil⟧ met", id="a Coptic o", marks=pytest.mark.xfail(reason="scripts that are not listed")
        ),
        pytest.param("The ⟦ｆinal⟧ vote", id="a full-width letter"),
        pytest.param("It was in ⟦2О08⟧, not 2009", id="a Cyrillic O among digits"),
    ],
)
def test_a_look_alike_in_a_word_is_found(marked: Marked, text: str) -> None:
    """The whole word is marked, for it is the word that cannot be found."""
    assert marked(rule("mixed-script-word"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("5 µm, 3 kΩ, Δt, β-carotene, the α-helix, λx", id="science"),
        pytest.param("USB-кабель, SMSки, iPhone’ы", id="honest mixtures"),
        pytest.param("Αθήνα and Москва", id="words of one script"),
    ],
)
def test_honest_mixtures_of_scripts_are_left_alone(marked: Marked, text: str) -> None:
    """Symbols, and loan words with endings of their own, mix scripts in the open."""
    assert marked(rule("mixed-script-word"), text) == text


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("after the frost Ã the trees", ["Ã"]),
        ("the service.Â The trains", ["Â"]),
        ("a cafÃ© there", ["Ã©"]),
        ("â€™ and Â", ["â€™", "Â"]),
        ("The plan\x92s cost", ["\x92"]),
        ("The cafÃ© and it\x92s owner", ["Ã©", "\x92"]),
        ("The ministerâ\x80\x99s plan", ["â\x80\x99"]),
    ],
)
def test_every_broken_character_is_told_once(read: Read, configured: Configured, text: str, broken: list[str]) -> None:
    """Whole or a leftover: one of the two rules names it, never both and never none."""
    configuration = configured(select=("encoding",))

    report = audit_document(read(text), configuration.plan("a.txt")).report

    assert [finding.excerpt.strip() for finding in report.findings] == broken


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The minister⟦\x92⟧s plan", id="an apostrophe of Windows-1252"),
        pytest.param("A⟦\0⟧B and it⟦\x19⟧s", id="controls of ASCII"),
        pytest.param("⟦\x1b[1;31m⟧red⟦\x1b[0m⟧", id="sequences of a terminal"),
        pytest.param("⟦\x1b]0;title\x07⟧text", id="the title of a window"),
        pytest.param("a⟦\b\b\b⟧c⟦\x07⟧⟦\b⟧", id="a run of one control"),
        pytest.param("one\n⟦\f⟧\ntwo⟦\ufffe⟧", id="a page and what is no character"),
        pytest.param("A tab\tand\r\nline\nends\r", id="tab and line ends are honest"),
    ],
)
def test_control_characters_are_marked_one_by_one(marked: Marked, text: str) -> None:
    """Each control, run of one or sequence has its place; tab and line ends are none."""
    assert marked(rule("control-character"), ENGLISH * 3 + text) == ENGLISH * 3 + text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The minister\x92s \x93plan\x94", "The minister’s “plan”", id="Windows-1252"),
        pytest.param("it\x19s late", "it’s late", id="the low byte of an apostrophe"),
        pytest.param("late \x13 too late", "late – too late", id="the low byte of a dash"),
        pytest.param("co\0uncil", "council", id="a NUL in a word"),
        pytest.param("a\x1b[0m\n\f\nb", "a\n\nb", id="what says nothing"),
        pytest.param("e\x07ort", "e\x07ort", id="a lost ligature is not closed up"),
        pytest.param("a\x02b", "a\x02b", id="a control that nothing tells of"),
        pytest.param("He waited\x85\nTwo", "He waited…\nTwo", id="no second line end"),
        pytest.param("caf\x8e and r\x8esum\x8e", "café and résumé", id="Mac OS"),
    ],
)
def test_a_control_is_replaced_only_where_its_meaning_is_sure(read: Read, text: str, expected: str) -> None:
    """What ``fix`` puts there is what the byte was, nothing for what says nothing, and else no repair at all."""
    assert repaired("control-character", read(ENGLISH * 3 + text)) == ENGLISH * 3 + expected


def test_only_a_form_feed_between_lines_is_a_note(read: Read) -> None:
    """A form feed that parts pages is honest; one inside a line is not."""
    severities = [finding.severity for finding in findings("control-character", read("one\n\ftwo\n\nth\free"))]

    assert severities == ["note", None]


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        pytest.param('<meta charset="⟦iso-8859-7⟧"><p>café</p>', "iso-8859-7", id="another charset"),
        pytest.param('<?xml version="1.0" encoding="⟦koi8-r⟧"?><p>café</p>', "koi8-r", id="in a declaration of XML"),
        pytest.param('<meta charset="utf-8"><p>café</p>', None, id="the right one"),
        pytest.param('<meta charset="latin-1"><p>cafe</p>', None, id="a file of ASCII is in them all"),
        pytest.param('<meta charset="no-such"><p>café</p>', None, id="a label that means none"),
        pytest.param("<p>café</p>", None, id="none"),
    ],
)
def test_a_false_declaration_is_marked_where_it_stands(read: Read, text: str, declared: str | None) -> None:
    """The label is the place; what reads the same bytes as the same text is no conflict."""
    clean = text.replace("⟦", "").replace("⟧", "")
    found = findings("declared-charset", read(clean, "html"))

    assert [finding.evidence["declared"] for finding in found] == [declared] * (declared is not None)
    assert [clean[slice(*finding.span)] for finding in found if finding.span] == [declared] * (declared is not None)
    assert [finding.suggestion for finding in found] == ["UTF-8"] * (declared is not None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The minister⟦&rsquo;⟧s plan costs ⟦&#163;⟧5 or ⟦&amp;amp;pound;⟧6", id="references"),
        pytest.param("The plan ⟦nbsp;⟧was ⟦ldquo;⟧late.⟦rdquo;⟧ then", id="references without their first character"),
        pytest.param("The caf⟦\\u00e9⟧ and ⟦\\U0001F600⟧ or ⟦\\u{1F600}⟧ or ⟦\\ud83d\\ude00⟧", id="escapes of Unicode"),
        pytest.param("The caf⟦\\xc3\\xa9⟧ na⟦\\xef⟧ve", id="escapes of bytes"),
        pytest.param("It was late.⟦\\n\\n⟧The vote is on⟦\\t⟧Monday.", id="literal line ends and tabs"),
        pytest.param('She said, ⟦\\"⟧It wasn⟦\\\'⟧t late.⟦\\"⟧ He left.', id="quotation marks"),
        pytest.param("They met⟦<U+2014>⟧twice", id="the name of a character"),
        pytest.param("The caf⟦=C3=A9⟧ is a long⟦=\n⟧er word", id="quoted-printable"),
        pytest.param("Subject ⟦=?utf-8?Q?Caf=C3=A9?=⟧ was read", id="a word of a mail header"),
        pytest.param("The na⟦%C3%AF⟧ve caf⟦%C3%A9⟧ and⟦%20⟧others", id="percent-encoding"),
    ],
)
def test_each_escape_is_marked(marked: Marked, text: str) -> None:
    """The escape is the place, neighbours that belong to one character included."""
    assert marked(rule("double-escaping"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("AT&T; R&D, Q&A; if a && b; Tom & Jerry", id="ampersands"),
        pytest.param("See https://example.org/a%20b?x=1&copy=2 and a/b%C3%A9", id="addresses"),
        pytest.param(r"In C:\new\users\table and \\server\share\x41 there", id="paths"),
        pytest.param(r"In TeX, M\"uller and \emph{x} are written so, and wasn\'t", id="TeX"),
        pytest.param("Let y=20, x=3D and 5%20 of it", id="equations"),
        pytest.param("Write `&amp;` for it", id="code"),
        pytest.param("Write “&amp;” for it", id="in quotation marks"),
        pytest.param("The escape \\u2019 and the entity &rsquo; were there", id="spoken of"),
        pytest.param("The \\u2019 in the JSON file is a curly mark", id="near a word for a format"),
        pytest.param("&nosuchname; and &#; and \\u00zz and %zz =ZZ", id="what resolves to nothing"),
        pytest.param("A \\u0001 and \\uD800 and <U+0000>", id="what no text may hold"),
    ],
)
def test_what_only_looks_like_an_escape_is_left_alone(marked: Marked, text: str) -> None:
    """Addresses, paths, formulas, and texts about escapes are full of their signs."""
    assert marked(rule("double-escaping"), text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It&rsquo;s &amp;quot;late&amp;quot;", 'It’s "late"', id="references"),
        pytest.param("caf\\u00e9 so\\ud83d\\ude00 \\u{41}na na\\xc3\\xafve", "café so😀 Ana naïve", id="escapes"),
        pytest.param("a\\u0092s b", "a’s b", id="a control is that of Windows-1252"),
        pytest.param("\\u00e9l\\u00e9v\\u00e9", "élévé", id="many in one word"),
        pytest.param("Late.\\r\\nThe vote", "Late.\\r\\nThe vote", id="a line end, which may be code"),
        pytest.param("It wasn\\'t", "It wasn\\'t", id="an apostrophe, which may be code"),
        pytest.param("caf=C3=A9 a long=\ner", "café a long=\ner", id="quoted-printable, without its line ends"),
        pytest.param("It is \\u2019 and &rsquo; or %20 there", "It is \\u2019 and &rsquo; or %20 there", id="alone"),
        pytest.param("Smith &amp; Sons", "Smith & Sons", id="alone, as a word"),
        pytest.param("&rsquo;s means a curly mark", "&rsquo;s means a curly mark", id="spoken of"),
        pytest.param("a =?iso-8859-1?Q?Caf=E9?= b", "a Café b", id="a word of a mail header"),
        pytest.param("a =?no-such?Q?Caf=E9?= b", "a =?no-such?Q?Caf=E9?= b", id="a charset that is none"),
        pytest.param("caf%C3%A9%20and", "café and", id="percent-encoding"),
        pytest.param("met<U+2014>twice", "met—twice", id="the name of a character"),
    ],
)
def test_an_escape_is_replaced_by_what_it_stands_for(read: Read, text: str, expected: str) -> None:
    """Resolved as often as it was escaped."""
    assert repaired("double-escaping", read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“No,” said José ⟦Garc⧼ED⧽a⟧, and left the café.", id="a letter"),
        pytest.param("“No,” said José ⟦Garc⧼ED⧽a and ⧼93⧽Lee⟧.\n“Yes,” said ⟦Jos⧼E9⧽⟧, “é”.", id="by line"),
        pytest.param("“No,” said José, and left the café.", id="none"),
    ],
)
def test_bytes_that_do_not_decode_are_marked_with_their_words(marked: Marked, text: str) -> None:
    """Those of one line are one finding, from the first word to the last."""
    assert marked(rule("invalid-bytes"), text) == text


def test_bytes_say_what_they_are_in_windows_1252(read: Read) -> None:
    """A letter is suggested; a quotation mark, of which no other charset has one there, is put right."""
    (found,) = findings("invalid-bytes", read("Été à Orléans, café.\nDéjà José Garc⧼ED⧽a in the café. ⧼93⧽Non⧼94⧽."))

    assert found.suggestion == "García in the café. “Non”"
    assert [repair.text for repair in found.repairs] == ["“", "”"]
    assert found.evidence["bytes"] == "ed 20 93 20 94"
    assert found.message == "3 bytes are no text in utf-8: ed 20 93 20 94; in Windows-1252 “García in the café. “Non””"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The ⟦min\u200bister⟧ met.\nThe ⟦vote\u200b was\u200b⟧ late", id="zero width, by line"),
        pytest.param("The ⟦del\u00ade\u00adgates⟧ met", id="soft hyphens"),
        pytest.param("The ⟦coun\u200dcil\ufeff⟧ met", id="a joiner and a byte-order mark"),
        pytest.param("The account ⟦\u202e321\u202c⟧ was closed", id="an override"),
        pytest.param("The ⟦\u200ecouncil⟧ met", id="a mark of direction"),
        pytest.param("The ⟦vote\U000e0041\U000e0042⟧ was late", id="tags"),
        pytest.param("The ⟦a\ufe01⟧ vote\n❤⟦\ufe0f\ufe0e⟧", id="variation selectors"),
        pytest.param("שלום ⟦\u202eעולם⟧", id="an override in Hebrew"),
        pytest.param("\ufeffThe family 👨\u200d👩\u200d👧 waved ❤\ufe0f", id="emoji and the mark of a file"),
        pytest.param("می\u200cخواهم \u200f(שלום) \u202bעולם\u202c क्\u200dष", id="scripts that need them"),
        pytest.param("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", id="a flag"),
    ],
)
def test_invisible_characters_are_marked_where_nothing_needs_them(marked: Marked, text: str) -> None:
    """With the words they stand in; scripts, emoji and flags that are made with them keep theirs."""
    assert marked(rule("invisible-character"), text) == text


def test_a_letter_far_away_excuses_no_control_of_direction(read: Read) -> None:
    """Only a paragraph's length away does Hebrew tell why a mark of direction is there."""
    near, far = (read(f"The\u200e vote {'a ' * count}שלום") for count in (500, 2000))

    assert not findings("invisible-character", near)
    assert len(findings("invisible-character", far)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The min\u200bister del\u00ade\u00adgates", "The minister delegates", id="inside words"),
        pytest.param("The vote\u200bwas late", "The vote\u200bwas late", id="the space of two words is no nothing"),
        pytest.param("a \u202e321\u202c b\U000e0041", "a \u202e321\u202c b\U000e0041", id="what changes what is shown"),
    ],
)
def test_what_is_invisible_is_dropped_where_nothing_is_lost(read: Read, text: str, expected: str) -> None:
    """One between two words may have been their space; controls of order and hidden texts are for a person."""
    assert repaired("invisible-character", read(text)) == expected


def test_hidden_tags_are_read_out(read: Read) -> None:
    """The evidence holds what programs see and readers do not; several are counted as several."""
    (tags,) = findings("invisible-character", read("The vote\U000e0048\U000e0069"))
    (controls,) = findings("invisible-character", read("a \u202e321\u202c b"))

    assert tags.evidence["hidden"] == "Hi"
    assert tags.message == "2 hidden tag characters: “Hi”"
    assert controls.message.startswith("2 controls that change the order of what is shown (U+202C ")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He⟦\u00a0said that they\u00a0⟧would come.\nThe chair⟦\u00a0⟧agreed", id="three, by line"),
        pytest.param("The council met⟦ \u00a0⟧again", id="one beside another space"),
        pytest.param("The council⟦\u2003⟧met", id="a typographer's space"),
        pytest.param("the council⟦   ⟧met", id="three plain spaces"),
        pytest.param("⟦T h e  M i n i s t e r⟧ spoke", id="letters set apart"),
        pytest.param("⟦C O N C L U S I O N⟧", id="one word"),
        pytest.param("It cost ⟦1 2 , 0 0 0⟧ a year", id="digits set apart"),
        pytest.param("The council\u00a0met once", id="a single no-break space"),
        pytest.param("It costs 5\u00a0€, 12\u00a0000\u00a0francs. «\u00a0Non\u00a0!\u00a0»", id="numbers and French"),
        pytest.param("J.\u00a0R.\u00a0Smith, Dr.\u00a0Lee, No.\u00a0five, a\u00a0man", id="initials and titles"),
        pytest.param("\u00a0\u00a0\u00a0One\n\u00a0\u00a0\u00a0Two\u00a0\u00a0", id="indentation and tails"),
        pytest.param("東京\u3000大阪\u3000京都\u3000奈良", id="East Asian scripts"),
        pytest.param("The row a b c d e f g and she spelt r i v e r", id="alphabets and spelling"),
        pytest.param("O O O O O and x o x o x o", id="patterns"),
    ],
)
def test_spaces_that_nobody_types_are_marked(marked: Marked, text: str) -> None:
    """Between ordinary words; where typographers and the French have them they are honest."""
    assert marked(rule("irregular-space"), text) == text


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("T h e  M i n i s t e r", "The Minister"), ("A N N U A L   R E P O R T", "ANNUAL REPORT")],
)
def test_letters_set_apart_are_read_as_words(read: Read, text: str, suggestion: str) -> None:
    """A wider gap parts words."""
    (found,) = findings("irregular-space", read(text))

    assert found.suggestion == suggestion
    assert (found.severity, found.confidence) == ("warning", "medium")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The ⟦oﬃce made ﬁrms⟧ an\n⟦oﬀer⟧ now", id="by line"),
        pytest.param("The ef ⟦ﬁ⟧ cient one", id="in a gap of its word"),
        pytest.param(f"{ENGLISH}The rise was ⟦signi cant⟧ and ⟦ofcial⟧.", id="lost, with a gap and without"),
        pytest.param(f"{ENGLISH}The ⟦e ort⟧ was ⟦brie y⟧ made.", id="lost, beside a letter"),
        pytest.param(f"{ENGLISH}The crops were ⟦a ected⟧ by it.", id="lost, behind what looks like an article"),
        pytest.param(f"{ENGLISH}On the ⟦ eld⟧ and the ⟦sta⟧  met.", id="lost, at the ends of words"),
        pytest.param(f"{ENGLISH}It was ⟦su cient⟧ and ⟦di erent⟧.", id="lost, of other letters"),
        pytest.param("Press ⟦\ue000\ue001⟧ to go on", id="private use"),
        pytest.param(f"{ENGLISH}A con artist sold tofu, xyzzy and qwerty.", id="words, and what is none"),
        pytest.param("The ﬁ and the ﬀ are single sorts", id="shown by themselves"),
        pytest.param("Le ministre a voté hier soir et signi cant.", id="another language"),
    ],
)
def test_joined_and_lost_letters_are_marked(marked: Marked, text: str) -> None:
    """Ligatures by line with their words, and the fragments of a word that lost one."""
    assert marked(rule("ligature"), text) == text


def test_a_ligature_is_replaced_by_its_letters(read: Read) -> None:
    """Its own letters, and nothing else of the word; a lost one is for a person."""
    document = read("The oﬃce made a ﬁrm oﬀer. " + ENGLISH + "It was signi cant.")

    assert repaired("ligature", document) == "The office made a firm offer. " + ENGLISH + "It was signi cant."
    assert [finding.suggestion for finding in findings("ligature", document)][-1] == "significant"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('“One,” she said. “Two,” he said.\n⟦"Three," and "four,"⟧ they said.', id="straight in curly"),
        pytest.param('"One," she said. "Two," he said.\n⟦“Three,”⟧ they said.', id="curly in straight"),
        pytest.param("“One,” she said. “Two,” he said. ⟦«Three»⟧", id="angled"),
        pytest.param('“One,” he said. ⟦“Two"⟧ and ⟦"three”⟧ and “four”.', id="opened and closed in two styles"),
        pytest.param('"One," she said; the board is 6" wide.', id="one style and inches"),
        pytest.param('“One "two" three,” she said. “Four.”', id="marks inside a quotation"),
        pytest.param("»Eins«, sagte er. »Zwei«, »drei«.", id="angled marks that point inwards"),
        pytest.param("„Eins“, sagte er. „Zwei”, „drei“.", id="low marks"),
        pytest.param('It’s “one”, and it\'s "two".', id="no style stands twice"),
        pytest.param("It’s here, she’s there, and he’s nowhere; it isn⟦'⟧t so.", id="one apostrophe of another style"),
        pytest.param("It’s here; it isn't there; she’s back; they're not.", id="as many of both"),
        pytest.param("The sign read ⟦‘No carts'⟧ in red.", id="single marks in two styles"),
        pytest.param("’Twas on the boys' door, ‘No carts’, it’s said.", id="an elision and a plural"),
    ],
)
def test_a_stretch_in_another_style_is_marked(marked: Marked, text: str) -> None:
    """From its first mark to its last; nested marks and inches are no style."""
    assert marked(rule("quote-style-mix"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "José ⟦Garc\ufffda and Mu\ufffdoz⟧\nmet ⟦Z\ufffd⟧ there",
            id="lost",
        ),
        pytest.param(f"{ENGLISH}She ⟦didn?t vote, and the caf?⟧ owners left.", id="an apostrophe and an accent"),
        pytest.param(f"{ENGLISH}It was ⟦?a private matter?⟧ to her.", id="quotation marks"),
        pytest.param(f"{ENGLISH}In ⟦1914?18 it was ?5⟧ a day.", id="a range and a price"),
        pytest.param(f"{ENGLISH}It was late ⟦?⟧ too late.", id="a dash"),
        pytest.param(f"{ENGLISH}Did it? No: who? “What?” Why?! Really?? (Sic?) What? he asked.", id="questions"),
        pytest.param(f"{ENGLISH}See example.org/?page=2 and search?q=a and *.tx?t", id="addresses and patterns"),
        pytest.param(f"{ENGLISH}The pattern colou?r finds both; press ? for help.", id="spoken of"),
        pytest.param("Le ministre l?a voté hier soir avec les autres.", id="another language"),
        pytest.param(f"{ENGLISH}⟦Ren?⟧ said so.", id="the end of a name"),
        pytest.param(f"{ENGLISH}⟦Andr?⟧ Blondeau.", id="the end of a name before a capital"),
        pytest.param(f"{ENGLISH}Was it Novak? Djokovic says so.", id="a question that ends in a name"),
        pytest.param(f"{ENGLISH}The ⟦rules?which nobody had read?took⟧ effect.", id="two dashes"),
        pytest.param(f"{ENGLISH}It is over.⟦?⟧ She left.", id="a closing mark behind a stop"),
        pytest.param(f"{ENGLISH}It was 2004 ⟦?⟧ and late.", id="a dash behind a number"),
        pytest.param(f"{ENGLISH}Was it in the U.S.? Was it Acme Inc.? And y is x ? y : z here.", id="abbreviations"),
        pytest.param(f"{ENGLISH}\n\n⟦?⟧ Bring boots\n⟦?⟧ Bring a torch", id="bullets"),
    ],
)
def test_lost_characters_are_marked_by_line(marked: Marked, text: str) -> None:
    """Words with U+FFFD or with a question mark that ends no question."""
    assert marked(rule("replacement-character"), text) == text


def test_lost_characters_are_counted(read: Read) -> None:
    """A question mark is less sure than U+FFFD, of which a line says how many it has."""
    document = read(f"{ENGLISH}Garc\ufffda and Mu\ufffd\ufffdoz.\nIt didn?t pass.")

    assert [(finding.message, finding.confidence) for finding in findings("replacement-character", document)] == [
        ("3 characters were lost: Garc\ufffda, Mu\ufffd\ufffdoz", "high"),
        ("a question mark stands for a lost character: didn?t", "medium"),
    ]


_PIECES = st.sampled_from(
    "Ã© â€™ Â â ÃƒÂ© \x92 \0 \f \x1b[0m \u200b \u00ad \u202e \u200e א \ufe0f \ufeff \ufffd \ue000 ﬁ &amp; &#8217; "
    "\\u00e9 \\n \\' =C3=A9 %C3%A9 <U+2014> =?utf-8?Q?a?= don?t caf? ?a \u00a0 “ ” \" « » „ T h e Mоscow 2О08 "
    "signi cant ErdoÄŸan ItÕs minister council".split(" ")
)
_GAPS = st.sampled_from((" ", "", "\n", "\r\n", "  ", ". "))
_TEXTS = st.lists(st.tuples(_PIECES, _GAPS).map("".join), max_size=25).map("".join)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=30) | _TEXTS)
@pytest.mark.parametrize("name", NAMES)
def test_every_place_lies_in_the_text(read: Read, name: str, text: str) -> None:
    """Whatever the text: no rule fails, a finding has a place, and repairs are apart and in the place of theirs."""
    document = read((ENGLISH * 5 + text).encode("utf-8", "ignore"))
    layer = document.layer(rule(name).layer).text
    found = findings(name, document)
    repairs = sorted(repair for finding in found for repair in finding.repairs)

    for finding in found:
        assert finding.span is not None
        assert 0 <= finding.span.start < finding.span.end <= len(layer)
        assert all(finding.span.contains(repair.span) for repair in finding.repairs)
        assert finding.message.encode()
    assert all(one.span.end <= other.span.start for one, other in pairwise(repairs))


@pytest.mark.parametrize("word", ["TNFα", "IFNγ", "NFκB", "PPARγ", "ERα", "αB", "TGFβ"])
def test_names_of_science_have_greek_letters(marked: Marked, word: str) -> None:
    """A Greek letter at the end of capitals, or between them, is what it is."""
    text = f"Levels of {word} rose in all of them"

    assert marked(rule("mixed-script-word"), text) == text


def test_a_title_that_a_page_escaped_twice_is_found_in_its_markup(read: Read) -> None:
    """It is no part of the text, and stands on every list of results."""
    page = "<title>Bread &amp;amp; butter</title><h1>Tea &amp; toast</h1><p>It is so.</p>"
    document = read(page, "html")
    (found,) = findings("double-escaping", document)

    assert found.span
    assert document.source.text[slice(*found.span)] == "Bread &amp;amp; butter"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("markdown", "We write `\\u2019` and `%20`, and ``x &rsquo; y`` too.", id="code in Markdown"),
        pytest.param("html", "<p>Type <kbd>it&amp;rsquo;s</kbd> or <code>\\u2019s</code></p>", id="code in a page"),
        pytest.param("html", '<pre><code>printf("%d\\n", &amp;amp;a);</code></pre><p>It ran.</p>', id="a listing"),
    ],
)
def test_escapes_in_code_are_code(read: Read, kind: str, text: str) -> None:
    """What the markup sets off as code is not unescaped."""
    check = rule("double-escaping").check
    assert check is not None
    assert list(check(read(text, kind), NoOptions())) == []


FRONT = "---\ntitle: {title}\nauthor: {author}\n---\n\nThe café opened on Monday.\n"
PAGE = (
    '<html><head><title>{title}</title><meta name="author" content="{author}"></head>'
    "<body><article><p>The café opened on Monday.</p></article></body></html>"
)


@pytest.mark.parametrize(("kind", "form"), [("markdown", FRONT), ("html", PAGE)])
def test_broken_characters_beside_the_text_are_found(read: Read, kind: str, form: str) -> None:
    """A name that no search finds costs the same in a header; the place is the value in the markup."""
    page = form.format(title="The caf\ufffd opens", author="RÃ©my Dupont")
    document = read(page, kind)

    (lost,), (broken,) = findings("replacement-character", document), findings("mojibake", document)

    assert (lost.message, broken.suggestion) == ("the title lost a character: The caf\ufffd opens", "Rémy Dupont")
    assert lost.span is not None
    assert broken.span is not None
    assert page[lost.span.start : lost.span.end] == "The caf\ufffd opens"
    assert page[broken.span.start : broken.span.end] == "RÃ©my Dupont"
    assert broken.repairs == ()


def test_broken_characters_in_the_fields_of_a_record_are_found(read: Read) -> None:
    """They have no place in its text: the findings are about the document."""
    record = {"id": "1", "text": "It rained.", "title": "The caf\ufffd and \ud800", "author": ["RÃ©my Dupont"]}
    document = read(json.dumps(record), "jsonl")

    (lost,), (broken,) = findings("replacement-character", document), findings("mojibake", document)

    assert (lost.span, broken.span) == (None, None)
    assert lost.message.startswith("the title lost 2 characters")


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        pytest.param("markdown", FRONT.format(title="A café for São Tomé", author="Rémy Dupont"), id="honest"),
        pytest.param("html", "<article><h1>The caf\ufffd of RÃ©my</h1><p>It rained.</p></article>", id="in the text"),
        pytest.param("markdown", FRONT.format(title="The caf⧼E9⧽ opens", author="Rémy"), id="a byte that is no text"),
    ],
)
def test_what_another_place_or_rule_names_is_not_named_again(read: Read, kind: str, page: str) -> None:
    """A title that is a heading of the text stands there, and bytes that did not decode have a rule of their own."""
    found = [*findings("replacement-character", read(page, kind)), *findings("mojibake", read(page, kind))]

    assert [one for one in found if one.layer is not None] == []
