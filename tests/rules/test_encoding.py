from collections.abc import Callable

import pytest

from audit.config import Configuration
from audit.engine import audit_document
from corpus.document import Document
from rules import RULES
from rules.model import Rule

Marked = Callable[..., str]
Read = Callable[..., Document]
Configured = Callable[..., Configuration]
RULE = {rule.id: rule for rule in RULES}


def rule(name: str) -> Rule:
    return RULE[f"encoding/{name}"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The minister⟦â€™⟧s ⟦â€œ⟧plan⟦â€\x9d⟧", id="curly marks read as Windows-1252"),
        pytest.param("caf⟦Ã©⟧s in S⟦Ã£⟧o Paulo", id="accents read as Latin-1"),
        pytest.param("ni⟦Ã±⟧o, a⟦Ã±⟧o, ma⟦Ã±⟧ana", id="each broken letter is a finding of its own"),
        pytest.param("J⟦Ä™⟧dru⟦Å›⟧ of “Łódź”", id="one word in a line that no charset fits"),
        pytest.param("It was 3 ⟦â‚¬⟧ a piece", id="a currency sign"),
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
    ],
)
def test_a_stray_lead_character_is_marked_alone(marked: Marked, text: str) -> None:
    """What is left of a broken character is the finding, not its neighbours."""
    assert marked(rule("stray-mojibake"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The letter Â is Romanian.", id="named as a letter"),
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
    ],
)
def test_every_broken_character_is_told_once(read: Read, configured: Configured, text: str, broken: list[str]) -> None:
    """Whole or a leftover: one of the two rules names it, never both and never none."""
    configuration = configured(select=("encoding",))

    report = audit_document(read(text), configuration.plan("a.txt"), configuration.fail_on).report

    assert [finding.excerpt.strip() for finding in report.findings] == broken
