"""What two documents have in common: told once, at its place, as what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from corpus.document import Document
from corpus.layers import LayerName
from corpus.pair import Kin, Pair
from rules.model import Finding, Rule, Severity
from rules.reuse.copy_with_insertions import RULE as COPY
from rules.reuse.duplicate_document import RULE as DUPLICATE
from rules.reuse.recycled_passage import RULE as PASSAGE

Read = Callable[..., Document]
Marked = Callable[..., str]
RULES = (DUPLICATE, COPY, PASSAGE)

ARTICLE = (
    "The ferry made its last trip on Sunday night, and the new bridge over the sound opened on Monday.",
    "It is three hundred metres long, took four years to build and was paid for by a loan of the county bank.",
    "Some two thousand cars are expected to cross it on each day of the year, most of them from the islands.",
    "Fishermen lose the quay at which they had landed their catch since the time of their grandfathers.",
)
OTHER = (
    "The library will stay open on two evenings more a week from the first day of the coming month.",
    "Students had asked for it in a letter with six hundred names that was read out to the council.",
    "Nobody spoke against it, though the treasurer would have liked to see the bill for lamps and coal.",
)
SPLICED = "Wake up, neighbours, before they sell the very tide from under all of our noses."
SPEECH = "It is the last chance we have to keep the big ships in this harbour"


def text(*sentences: str) -> str:
    return "\n\n".join(sentences)


def found(document: Document, *others: Document, is_reference: bool = False, **options: Any) -> list[Finding]:  # noqa: ANN401
    """What the family finds in a document beside others that came before it."""
    kin = Kin(document, tuple(Pair(document, other, is_reference=is_reference) for other in others))
    findings = []
    for rule in RULES:
        values = rule.options(**options) if rule is PASSAGE else rule.options()
        findings += list(rule.relate(kin, values)) if rule.relate else []
    return findings


def place(document: Document, finding: Finding) -> str:
    assert finding.span is not None
    span = document.prose.to(LayerName.SOURCE, finding.span)
    return document.source.text[span.start : span.end]


def test_a_copy_with_single_words_replaced_is_one_finding(read: Read) -> None:
    """With the share of the words that are the same, and none of its passages told besides."""
    copy = read(text(*ARTICLE).replace("Sunday", "Saturday").replace("cars", "vans").replace("loan", "gift"))

    (finding,) = found(copy, read(text(*ARTICLE)))

    assert finding.span is None
    assert "nearly the same document" in finding.message
    assert finding.evidence["similarity"] == pytest.approx(0.96, abs=0.01)
    assert finding.evidence["words_not_shared"] == 3
    assert finding.evidence["reordered"] is False


def test_a_copy_in_another_order_is_a_copy(read: Read) -> None:
    """Sentences that were shuffled are the same sentences."""
    (finding,) = found(read(text(*reversed(ARTICLE))), read(text(*ARTICLE)))

    assert "nearly the same document" in finding.message
    assert finding.evidence["reordered"] is True


@pytest.mark.parametrize("at", range(1, 4))
def test_a_passage_put_in_is_found_to_the_sentence(read: Read, at: int) -> None:
    """The copy is told as a whole, and each passage at its place, with what stands before it in the source."""
    source = read(text(*ARTICLE))
    copy = read(text(*ARTICLE[:at], SPLICED, *ARTICLE[at:]))

    whole, passage = found(copy, source)

    assert whole.span is None
    assert "1 passage added" in whole.message
    assert whole.evidence["changes_in_all"] == 1
    assert place(copy, passage) == SPLICED
    (before,) = passage.related
    assert before.document is source
    assert before.span is not None
    assert source.prose.text[before.span.start : before.span.end] == ARTICLE[at - 1]


def test_passages_left_out_and_replaced_are_listed(read: Read) -> None:
    """A passage in the place of another one is one change, not two."""
    copy = read(text(ARTICLE[0], SPLICED, *ARTICLE[2:]))

    whole, passage = found(copy, read(text(*ARTICLE)))

    assert "1 passage changed" in whole.message
    assert place(copy, passage) == SPLICED
    changes: Any = whole.evidence["changes"]
    assert [(change["here"], change["there"]) for change in changes] == [(SPLICED.rstrip("."), ARTICLE[1].rstrip("."))]


def test_undated_the_passage_is_told_where_it_stands(read: Read) -> None:
    """The clean text may come later in the order of the input: the other one holds what does not belong."""
    spliced = read(text(*ARTICLE[:2], SPLICED, *ARTICLE[2:]))

    whole, passage = found(read(text(*ARTICLE)), spliced)

    assert whole.document is passage.document is spliced
    assert place(spliced, passage) == SPLICED


def test_dated_it_was_left_out(read: Read) -> None:
    """The later document lacks a passage of the earlier one: the later one is the copy, and lacks it."""
    earlier = read(text("Published: 1 March 2020", *ARTICLE[:2], SPLICED, *ARTICLE[2:]))
    later = read(text("Published: 2 March 2020", *ARTICLE))

    (whole,) = found(later, earlier)

    assert "1 passage removed, which is dated earlier (2020-03-01) and likely the source" in whole.message
    assert (later.published, whole.evidence["source_by"]) == (dt.date(2020, 3, 2), "date")


def test_a_passage_is_told_once_with_all_its_places(read: Read) -> None:
    """However many documents have it."""
    copy = read(text(*OTHER, ARTICLE[3]))

    (finding,) = found(copy, *(read(text(one, ARTICLE[3])) for one in ARTICLE[:3]))

    assert place(copy, finding) == ARTICLE[3].rstrip(".")
    assert (finding.severity, len(finding.related)) == (None, 3)


def test_both_places_are_aligned_word_by_word(read: Read) -> None:
    """What is the same, and what stands here and what there."""
    changed = ARTICLE[3].replace("the quay at which", "the old pier where")

    (finding,) = found(read(text(*OTHER, changed)), read(text(*ARTICLE[2:])))

    assert finding.evidence["alignment"] == [
        {"same": "Fishermen lose the"},
        {"here": "old pier where", "there": "quay at which"},
        {"same": "they had landed their catch since the time of their grandfathers"},
    ]


def test_the_passages_of_a_copy_are_not_told_again(read: Read) -> None:
    """Neither beside its source nor beside another document that has one of them."""
    copy = read(text(*ARTICLE[:2], SPLICED, *ARTICLE[2:]))

    rules = {
        finding.message.partition(" ")[0]
        for finding in found(copy, read(text(*ARTICLE)), read(text(*OTHER, ARTICLE[1])))
    }

    assert rules == {"this", "15"}


def test_a_pair_makes_no_flood(read: Read) -> None:
    """Of one document's passages so many are told; the last one tells how many more there are."""
    shared = [" ".join(f"w{number}x{word}" for word in range(12)) + "." for number in range(30)]
    mine, theirs = (
        text(
            *(f"{one} {' '.join(f'{who}{number}y{word}' for word in range(30))}." for number, one in enumerate(shared))
        )
        for who in ("a", "b")
    )

    findings = found(read(mine), read(theirs))

    assert len(findings) == 10
    assert "and 20 more passages of that document" in findings[-1].message


@pytest.mark.parametrize(
    ("here", "there"),
    [
        pytest.param(f"“{SPEECH},” said Iain Cole.", f"Iain Cole told the paper: “{SPEECH}.”", id="one speaker"),
        pytest.param(f"“{SPEECH},” Mr Cole said on the steps.", f"“{SPEECH},” said Iain Cole.", id="by his last name"),
        pytest.param(f'"{SPEECH}," said Iain Cole.', f"“{SPEECH},” said Iain Cole.", id="other marks"),
        pytest.param(f"“{SPEECH},” said Iain Cole.", f"{SPEECH}.", id="the source itself"),
        pytest.param(f"Iain Cole was blunt:\n\n“{SPEECH}.”", f"“{SPEECH},” said Iain Cole.", id="after a colon"),
        pytest.param(f"Iain Cole spoke.\n\n“{SPEECH},” he said.", f"“{SPEECH},” said Iain Cole.", id="by a pronoun"),
        pytest.param(f"‘{SPEECH},’ said Iain Cole.", f"“{SPEECH},” said Iain Cole.", id="single marks"),
        pytest.param(f"> {SPEECH}.\n\nSo said Iain Cole.", f"“{SPEECH},” said Iain Cole.", id="set off"),
    ],
)
def test_what_is_quoted_and_attributed_is_a_note(read: Read, here: str, there: str) -> None:
    """Both quote the same words of a speaker whom they name: that is what quotations are for."""
    (finding,) = found(read(text(*OTHER, here)), read(text(*ARTICLE, there)))

    assert finding.severity is Severity.NOTE
    assert finding.evidence["quotation"]


@pytest.mark.parametrize(
    "here",
    [
        pytest.param(f"{SPEECH}.", id="as its own words"),
        pytest.param(f"“{SPEECH}.”", id="as nobody's words"),
    ],
)
def test_what_is_not_attributed_is_a_warning(read: Read, here: str) -> None:
    """Words that the other document quotes, and this one takes."""
    (finding,) = found(read(text(*OTHER, here)), read(text(*ARTICLE, f"“{SPEECH},” said Iain Cole.")))

    assert finding.severity is None
    assert PASSAGE.severity is Severity.WARNING


@pytest.mark.parametrize(
    "phrase",
    [
        pytest.param("the Duke and Duchess of Northmoor and Castle Averill and Penhallow", id="names"),
        pytest.param("as it has been for all of us since then", id="words of grammar"),
    ],
)
def test_a_set_phrase_is_a_note(read: Read, phrase: str) -> None:
    """Nine words that two may have written without having read each other."""
    findings = found(read(text(*OTHER, f"They saw {phrase}.")), read(text(*ARTICLE, f"We met {phrase}.")))

    assert [finding.severity for finding in findings] == [Severity.NOTE]


def test_lines_of_credit_are_no_passages(read: Read) -> None:
    """Two articles of one paper by one author share these."""
    head = "By Mara Lind\nPublisher: The Northmoor and Castle Averill Gazette and Advertiser\nPublished: 2 March 2020"

    assert found(read(text(f"{OTHER[0]}\n{head}", *OTHER[1:])), read(text(f"Bridge\n{head}", *ARTICLE))) == []


def test_what_stands_in_many_documents_is_a_note(read: Read) -> None:
    """A publisher's own boilerplate is no theft."""
    copy, source = read(text(*OTHER, ARTICLE[3])), read(text(*ARTICLE[2:]))
    first = copy.wording.words.index("fishermen")

    kin = Kin(copy, (Pair(copy, source),), dict.fromkeys(range(first, len(copy.wording)), 12))
    (finding,) = list(PASSAGE.relate(kin, PASSAGE.options())) if PASSAGE.relate else []

    assert finding.severity is Severity.NOTE
    assert "as in 12 documents" in finding.message


def test_a_reference_is_always_the_source(read: Read) -> None:
    """And the message says that it is one."""
    spliced = read(text(*ARTICLE[:2], SPLICED, *ARTICLE[2:]))

    (whole,) = found(read(text(*ARTICLE)), spliced, is_reference=True)

    assert whole.document is not spliced
    assert "a document of the reference corpus with 1 passage removed" in whole.message
    assert whole.evidence["source_by"] == "reference corpus"


def test_places_are_those_of_the_source(read: Read) -> None:
    """Through markup and repaired characters."""
    page = "".join(f"<p>{sentence}</p>" for sentence in (*OTHER[:2], f"<b>Quay.</b> {ARTICLE[3]}", *OTHER[2:]))
    copy = read(f"<html><body>{page.replace('the time', 'theâ€¦ time')}</body></html>", "html")

    (finding,) = found(copy, read(text(*ARTICLE[2:])))

    assert place(copy, finding) == ARTICLE[3].rstrip(".").replace("the time", "theâ€¦ time")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_documents_of_other_words_are_nothing_to_each_other(marked: Marked, rule: Rule) -> None:
    """Two articles on two matters, in one paper's words."""
    both = f"{text(*ARTICLE)}\n%%\n{text(*OTHER)}"

    assert marked(rule, both) == both
