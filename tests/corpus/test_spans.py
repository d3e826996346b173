from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.derive import Deriver
from corpus.layers import Layer, LayerName
from corpus.spans import OffsetMap, Piece, Span, SpanIndex, merged


@dataclass
class _Derived:
    """A derivation, and for each code point of its text the stretch of the parent that it was made from."""

    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    origins: list[Span] = field(default_factory=list)
    parent_length: int = 0

    def add(self, kind: str, length: int, parent: int) -> None:
        start, place = len(self.origins), self.parent_length
        self.parent_length += parent
        if kind == "gap":
            return
        if kind == "keep":
            parent, self.parent_length = length, place + length
        self.pieces.append(Piece(start, start + length, place, place + parent))
        literal = length == parent
        self.origins += [
            Span(place + n, place + n + 1) if literal else Span(place, place + parent) for n in range(length)
        ]


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("keep"), st.integers(1, 4), st.just(0)),
        st.tuples(st.just("replace"), st.integers(1, 3), st.integers(1, 4)),
        st.tuples(st.just("gap"), st.just(0), st.integers(1, 3)),
    ),
    min_size=1,
    max_size=12,
)


def _derive(steps: list[tuple[str, int, int]]) -> _Derived:
    derived = _Derived()
    for step in steps:
        derived.add(*step)
    return derived


@settings(max_examples=200, deadline=None)
@given(_STEPS)
def test_to_parent_is_what_a_slow_look_up_says(steps: list[tuple[str, int, int]]) -> None:
    """A span maps to all from its first code point's origin to its last one's."""
    derived = _derive(steps)
    offsets = OffsetMap(derived.pieces)
    for start in range(len(derived.origins)):
        for end in range(start + 1, len(derived.origins) + 1):
            expected = Span(derived.origins[start].start, derived.origins[end - 1].end)
            assert offsets.to_parent(Span(start, end)) == expected


@settings(max_examples=200, deadline=None)
@given(_STEPS)
def test_from_parent_is_what_a_slow_look_up_says(steps: list[tuple[str, int, int]]) -> None:
    """A span of the parent maps to the code points that were made from any of it."""
    derived = _derive(steps)
    offsets = OffsetMap(derived.pieces)
    for start in range(derived.parent_length):
        for end in range(start + 1, derived.parent_length + 1):
            made = [n for n, origin in enumerate(derived.origins) if origin.overlaps(Span(start, end))]
            assert offsets.from_parent(Span(start, end)) == (Span(made[0], made[-1] + 1) if made else None)


@settings(max_examples=200, deadline=None)
@given(_STEPS)
def test_there_and_back_holds_the_span(steps: list[tuple[str, int, int]]) -> None:
    """What a span was made from makes at least the span."""
    derived = _derive(steps)
    offsets = OffsetMap(derived.pieces)
    for start in range(len(derived.origins)):
        for end in range(start + 1, len(derived.origins) + 1):
            back = offsets.from_parent(offsets.to_parent(Span(start, end)))
            assert back is not None
            assert back.contains(Span(start, end))


@pytest.mark.parametrize("span", [Span(0, 0), Span(2, 1), Span(-1, 1), Span(0, 4)])
def test_a_span_that_is_none_has_no_place(span: Span) -> None:
    """Empty spans and spans outside the text are refused, not guessed."""
    with pytest.raises(ValueError, match="empty or outside"):
        OffsetMap([Piece(0, 3, 0, 3)]).to_parent(span)


def test_a_map_of_nothing_has_no_places() -> None:
    """A text from which all was left out maps nothing."""
    offsets = OffsetMap([])
    assert offsets.from_parent(Span(0, 5)) is None
    with pytest.raises(ValueError, match="empty or outside"):
        offsets.to_parent(Span(0, 1))


@pytest.mark.parametrize(
    "pieces",
    [
        [Piece(1, 2, 0, 1)],
        [Piece(0, 0, 0, 1)],
        [Piece(0, 1, 0, 1), Piece(2, 3, 2, 3)],
        [Piece(0, 1, 4, 5), Piece(1, 2, 3, 4)],
        [Piece(0, 1, 4, 3)],
    ],
)
def test_pieces_that_cannot_be_are_refused(pieces: list[Piece]) -> None:
    """Gaps, empty pieces and pieces that run backwards are errors of the maker."""
    with pytest.raises(ValueError, match="pieces"):
        OffsetMap(pieces)


def test_spans_overlap_and_contain() -> None:
    """Touching ends do not overlap; a span contains itself."""
    assert Span(0, 2).overlaps(Span(1, 3))
    assert not Span(0, 2).overlaps(Span(2, 3))
    assert Span(0, 2).contains(Span(0, 2))
    assert not Span(0, 2).contains(Span(1, 3))
    assert Span(1, 2).shift(3) == Span(4, 5)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=8), st.integers(0, 50), st.integers(1, 9))
def test_an_index_finds_what_a_slow_look_up_finds(gaps: list[tuple[int, int]], start: int, length: int) -> None:
    """By position and by overlap, whatever the order in which the spans came."""
    spans: list[Span] = []
    for gap, width in gaps:
        begin = (spans[-1].end if spans else 0) + gap
        spans.append(Span(begin, begin + width))
    index = SpanIndex(reversed(spans))
    assert len(index) == len(spans)
    number = next((n for n, span in enumerate(spans) if span.start <= start < span.end), None)
    assert index.number(start) == number
    assert index.at(start) == (None if number is None else spans[number])
    wanted = Span(start, start + length)
    assert list(index.touching(wanted)) == [span for span in spans if span.overlaps(wanted)]


def test_a_deriver_keeps_replaces_and_separates() -> None:
    """What is left out leaves no trace but a separator, which stands for it."""
    parent = "<b>one</b> &amp; <i>two</i>"
    deriver = Deriver(parent)
    deriver.separate("\n")
    deriver.keep(3, 6)
    deriver.separate(" ")
    deriver.replace("&", 11, 16)
    deriver.separate(" ")
    deriver.separate("\n")
    deriver.separate(" ")
    deriver.keep(20, 23)
    deriver.separate("\n\n")
    text, offsets = deriver.finish()
    assert text == "one &\ntwo"
    assert [offsets.to_parent(Span(n, n + 1)) for n in (0, 3, 4, 5, 8)] == [
        Span(3, 4),
        Span(6, 11),
        Span(11, 16),
        Span(16, 20),
        Span(22, 23),
    ]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["keep", "replace", "skip", "separate"]), st.integers(0, 3)), max_size=15))
def test_what_a_deriver_kept_is_the_parents(steps: list[tuple[str, int]]) -> None:
    """Code points that were kept are the parent's, at the place that the map says."""
    parent = "abcdefghijklmnopqrstuvwxyz" * 2
    deriver = Deriver(parent)
    place = 0
    for kind, length in steps:
        if kind == "separate":
            deriver.separate(("\n", " ", "\n\n", "\t")[length])
        else:
            if kind == "keep":
                deriver.keep(place, place + length)
            elif kind == "replace":
                deriver.replace("#", place, place + length)
            place += length
    text, offsets = deriver.finish()
    for position, character in enumerate(text):
        origin = offsets.to_parent(Span(position, position + 1))
        assert 0 <= origin.start <= origin.end <= place
        if character.isalpha():
            assert parent[origin.start : origin.end] == character


def test_layers_lead_down_to_the_source() -> None:
    """A span goes through every map between two layers; a layer without one is its parent's text."""
    source = Layer(LayerName.SOURCE, "<p>cafÃ©</p>")
    text = Layer(LayerName.TEXT, "cafÃ©", source, OffsetMap([Piece(0, 5, 3, 8)]))
    prose = Layer(LayerName.PROSE, "café", text, OffsetMap([Piece(0, 3, 0, 3), Piece(3, 4, 3, 5)]))
    assert prose.to(LayerName.SOURCE, Span(3, 4)) == Span(6, 8)
    assert prose.to(LayerName.TEXT, Span(0, 4)) == Span(0, 5)
    assert prose.to(LayerName.PROSE, Span(0, 4)) == Span(0, 4)
    assert Layer(LayerName.TEXT, source.text, source).to(LayerName.SOURCE, Span(2, 5)) == Span(2, 5)
    with pytest.raises(ValueError, match="source was not made from prose"):
        source.to(LayerName.PROSE, Span(0, 1))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda pair: Span(pair[0], sum(pair)))))
def test_merged_spans_hold_what_the_spans_do(spans: list[Span]) -> None:
    """Merged spans cover the same code points, are in order, and have a gap between them."""
    found = merged(spans)
    assert {place for span in found for place in range(*span)} == {place for span in spans for place in range(*span)}
    assert all(one.end < other.start for one, other in pairwise(found))
