from collections.abc import Callable

import pytest

from corpus.document import Document
from rules.attribution.unattributed_statistic import RULE as STATISTIC
from rules.attribution.vague_attribution import RULE as VAGUE
from rules.model import Severity

Marked = Callable[..., str]
Read = Callable[..., Document]


@pytest.mark.parametrize(
    "text",
    [
        "⟦Many observers still find⟧ this hard to believe.",
        "⟦Many scholars and observers of international relations argue⟧ that it will last.",
        "⟦Some in the think tank and analytical community have argued⟧ so.",
        "In this case, ⟦some in Moscow must wonder⟧ whether it pays.",
        "The ⟦conventional wisdom⟧ is that prices fall.",
        "⟦It is widely believed⟧ that the mayor knew.",
        "The firm ⟦is widely seen⟧ as a laggard.",
        "He ⟦is said to⟧ have grumbled.",
        "The plan, ⟦critics charge⟧, is a gift.",
        "It is, ⟦according to experts⟧, a record.",
        "⟦Others believe⟧ that it will hold.",
    ],
)
def test_a_crowd_without_a_name_is_marked_from_the_crowd_to_its_verb(marked: Marked, text: str) -> None:
    """The finding shows who is said to say it, and that nobody is."""
    assert marked(VAGUE, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Many residents were evacuated.",
        "Some 300 people said yes.",
        "Most of its members expected a vote.",
        "Some experts, among them Ana Ruiz, argue that it will hold.",
        "Analysts at Morgan Hale said so.",
        "Her critics were silent.",
        "“Many people say so,” said Bo Li.",
        "Seven in ten voters believe it, a survey by Ipsos found.",
        "The ministry said many farmers fear the rule.",
        "Some stocks saw losses.",
    ],
)
def test_a_crowd_that_is_known_or_says_nothing_is_left_alone(marked: Marked, text: str) -> None:
    """Members, readers of a survey and people at a named house can be asked."""
    assert marked(VAGUE, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Exports ⟦rose 40 percent⟧ in a year.",
        "The war has cost ⟦$90 billion⟧.",
        "They met ⟦twice as often⟧ as before.",
        "⟦Four out of five households⟧ now cook on gas.",
        "It employs ⟦at least 14,000 people⟧.",
        "⟦A fifth of⟧ the water is lost.",
    ],
)
def test_a_figure_is_marked_with_the_words_that_belong_to_it(marked: Marked, text: str) -> None:
    """What is claimed is the figure with its direction and its measure."""
    text = f"The town and its water\n\nIt is an old matter in the town. {text}"
    assert marked(STATISTIC, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose 40 percent in a year, the customs office said.",
        "Exports rose 40 percent in a year (Eurostat, 3 July 2020).",
        "The ministry published its figures. Exports rose 40 percent in a year, it said.",
        "The bus holds 40 people and costs $2.50.",
        "She was born in 1952, is 1,500 metres from home, and won by 3-1.",
        "“Exports rose 40 percent,” said Bo Li.",
        "If exports rose 40 percent, the port would be full.",
        "The Boeing 787 flew at 900 km an hour for 12 hours.",
    ],
)
def test_figures_that_have_a_source_or_need_none_are_left_alone(marked: Marked, text: str) -> None:
    """A source in the sentence or next to it answers; measures, prices and conditions claim nothing."""
    text = f"The port and its ships\n\nIt is an old matter in the town.\n\n{text}"
    assert marked(STATISTIC, text) == text


def test_no_more_figures_of_a_paragraph_are_listed_than_asked_for(read: Read) -> None:
    """The rest is counted in the last of them, so that nothing is dropped in silence."""
    text = "The port\n\nExports rose 40 percent, imports 30 percent, prices 20 percent and wages 10 percent."

    found = list(STATISTIC.check(read(text), STATISTIC.options(per_paragraph=2)))  # type: ignore[misc]

    assert [finding.evidence["more"] for finding in found] == [0, 2]


def test_a_bare_figure_in_reporting_is_a_note(read: Read) -> None:
    """Where most sentences say who answers for them, one that does not is a slip."""
    said = "\n\n".join("The port is full, the harbour master said." for _ in range(3))
    text = f"The port\n\n{said}\n\nExports rose 40 percent in a year."

    (finding,) = STATISTIC.check(read(text), STATISTIC.options())  # type: ignore[misc]

    assert finding.severity is Severity.NOTE
