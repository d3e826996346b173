"""Figures that cannot all be true, at their places; and those that look alike and can."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Document
from rules.attribution.figure_conflict import RULE, check
from rules.model import Confidence, Finding, NoOptions

Marked = Callable[..., str]
Read = Callable[..., Document]
PLANTINGS = Path(__file__).parents[1] / "bench" / "figure_plantings.jsonl"
RECORDS = [json.loads(line) for line in PLANTINGS.read_text(encoding="utf-8").splitlines()]
_LEAST = {"development": 0.9, "apart": 0.85}  # share of the plantings of a half that are found


def findings(read: Read, text: str) -> list[Finding]:
    return list(check(read(text), NoOptions()))


@pytest.mark.parametrize(
    "text",
    [
        "⟦Nine people, ten⟧ of them children, drowned.",
        "⟦Fifteen of the 12⟧ guards swim.",
        "The board of ⟦17 members (9 women and 7⟧ men) met.",
        "It sold ⟦210 loaves and 340 rolls, 560⟧ in all.",
        "Of the ⟦43 passengers, 26 were saved and the other 19⟧ swam.",
        "Of the ⟦£3.2m raised, £1.9m came from the state, £800,000 from the town and £700,000⟧ from readers.",
        "The estate has ⟦220 flats. Of these, 140 are let and the other 90⟧ are owned.",
        "In the poll, ⟦47 percent said yes, 44 percent said no and 19 percent⟧ were unsure.",
        "It is owned ⟦45 percent by the family, 35 percent by the bank and 30 percent⟧ by the staff.",
        "⟦18 of the 60 teachers (45 percent⟧) came.",
        "⟦Three-quarters of the 80 seats, or 50⟧, were sold.",
        "Visits fell by ⟦5 percent, from 40 to 60⟧.",
        "The roll dropped from ⟦412 to 536⟧.",
        "Arrests doubled from ⟦3 to 9⟧ a month.",
        "The fare rose by ⟦50 cents, from $2.50 to $3.25⟧.",
        "Shares fell ⟦$4, or 20 percent, to $36⟧.",
        "It takes between ⟦40 and 20 days⟧.",
        "Pay runs from a low of ⟦$19 an hour to a high of $14⟧.",
        "Stalls cost ⟦at least 60 and at most 35 euros⟧.",
    ],
)
def test_a_conflict_is_marked_from_its_first_figure_to_its_last(read: Read, marked: Marked, text: str) -> None:
    """Every figure that the computation uses is inside the mark, and is named as related."""
    assert marked(RULE, text) == text
    for finding in findings(read, text.replace("⟦", "").replace("⟧", "")):
        assert finding.evidence["computation"]
        assert len(finding.related) > 1


@pytest.mark.parametrize(
    "text",
    [
        "The plan passed with 55 percent of the vote and a turnout of 61 percent.",
        "Of the 43 pupils, 20 have a dog and 25 a cat.",
        "The total was taken on 12.03.2021.",
        "Updated on 12.03.2021\n\nTotal 500",
        "The total is 1.234.567",
        f"Membership fell from 200 to 1{',000' * 110}.",
        "About 400 people voted: 61 for Amble, 188 for Brook, 49 for Carr and 122 for Dunne.",
        "He won 12 medals: four gold, three silver, and so on.",
        "Two families, including 14 children, were saved.",
        "The crash killed nine people and hurt 12, ten of them badly.",
        "There were 40 fires in May and 60 in June, a total of 150 this year.",
        "Smith had 24 points (nine rebounds and seven assists) and fouled out.",
        "Support is 54 percent among men and 61 percent among women, and 39 percent of the old are against it.",
        "Some 72 percent support a tax on sugar and 65 percent oppose one on bread.",
        "He made 9 of 36 shots, 35 percent of his team’s total.",
        "The share of women rose 10 percent, from 20 percent to 30 percent.",
        "Pay rose 5 percent a year, from $20,000 to $32,000, over a decade.",
        "Profit rose from $1.2 to $1.5 billion, up 25 percent.",
        "The club rose from 14 to 9 in the table.",
        "Arrests more than doubled from 3 to 9.",
        "Shares fell $2, or 5 percent, to $38.",
        "It is open between 10 and 4. The gap between 40 and 20 is wide.",
        "It is between 700 and 1 million.",
        "The dose was raised from 90 milligrams to 1.2 grams.",
        "A fine of $2 million was upheld. The $1.98 million fine is due in June.",
        "A fire killed 14 workers, and two more died later. The 16 workers killed were young.",
        "In 2010, 14 miners died. The 41 miners who died in 1998 have a stone.",
    ],
)
def test_what_can_be_true_is_left_alone(read: Read, text: str) -> None:
    """Rounding, overlaps, partial lists, other bases, rates, points, scales, units, and another event."""
    assert findings(read, text) == []


def test_a_number_with_two_faults_is_told_once(read: Read) -> None:
    """Digits that changed places, in the count of the dead."""
    text = (
        "14 workers were killed in the mine at Amble. It burned.\n\nThe mayor named the 41 workers killed in the mine."
    )

    assert len(findings(read, text)) == 1


def test_words_of_another_paragraph_belong_to_no_figure(read: Read) -> None:
    """A line that ends in "over" does not make what is counted below it a guess."""
    text = "There were over\n\n402 people voted: 61 for Amble, 188 for Brook, 49 for Carr and 122 for Dunne."

    assert len(findings(read, text)) == 1


def test_a_figure_that_is_told_again_leads_to_the_first(read: Read) -> None:
    """The second place is marked, the first is related."""
    text = "The bank was given a fine of $2.3 million. It will appeal. Its lawyers called the $3.2 million fine absurd."
    (finding,) = findings(read, text)

    spans = [finding.span, *(one.span for one in finding.related)]

    assert [text[slice(*span)] for span in spans if span] == ["$3.2 million", "$2.3 million"]


def test_a_table_whose_other_columns_fit_is_sure(read: Read) -> None:
    """That one column makes its total says that the rows are the parts of it."""
    table = "| Area | Wells | Draw |\n|---|---|---|\n| North | 4 | 61 |\n| South | 10 | 188 |\n| Total | 14 | {} |"

    (finding,) = list(check(read(table.format(294), "markdown"), NoOptions()))
    assert finding.confidence is Confidence.HIGH
    assert finding.evidence["computation"] == "61 + 188 = 249, not 294"
    assert [one.message for one in finding.related] == ["North", "South"]
    assert list(check(read(table.format(249), "markdown"), NoOptions())) == []


def test_a_table_of_html_is_read_by_rows(read: Read) -> None:
    """Cells that only blanks part are those of a line that is a label and numbers."""
    rows = "".join(f"<tr><td>{name}</td><td>{cost}</td></tr>" for name, cost in zip("ABC", (410, 190, 90), strict=True))
    table = f"<table>{rows}<tr><td>Total</td><td>790</td></tr></table>"

    (finding,) = list(check(read(table, "html"), NoOptions()))
    assert finding.evidence["computation"] == "410 + 190 + 90 = 690, not 790"


def test_each_table_is_summed_by_itself(read: Read) -> None:
    """The total of a table neither counts for the next one, nor is it reported again with that."""
    first, second = ("\n\n".join(("North 40", "South 30", "West 20", f"Total {total}")) for total in (95, 90))
    found = findings(read, f"{first}\n\n{second}")

    assert [finding.evidence["computation"] for finding in found] == ["40 + 30 + 20 = 90, not 95"]


@pytest.mark.parametrize("half", _LEAST)
def test_most_planted_conflicts_are_found(read: Read, half: str) -> None:
    """As many as were found when the rule was made."""
    planted = [record for record in RECORDS if record["half"] == half and not record.get("control")]
    found = [record for record in planted if findings(read, unmarked(record))]

    assert len(found) >= _LEAST[half] * len(planted)


def test_no_control_is_flagged(read: Read) -> None:
    """What looks alike and is fine is left alone."""
    controls = [record for record in RECORDS if record.get("control")]

    assert controls
    assert [record["text"] for record in controls if findings(read, unmarked(record))] == []


def unmarked(record: dict[str, Any]) -> str:
    text: str = record["text"]
    return text.replace("⟦", "").replace("⟧", "")
