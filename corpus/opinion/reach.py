"""Where a passage begins whose end is known, because somebody signed it."""

from __future__ import annotations

from math import log

from corpus.opinion.blocks import Blocks
from corpus.opinion.weights import weights

_USUAL_LENGTH = 40  # words of a paragraph
_MOST = 2.0  # log odds that one paragraph may add, so that none carries the way over several that don't belong
_FOREIGN = -3.0  # log odds of a paragraph that does not even stand between two that belong


def start_of(blocks: Blocks, floor: int, last: int, most: int) -> int:
    """The first paragraph of a passage that ends with number ``last``.

    Going up, each paragraph has its log odds of being by the same hand. The passage begins where their sum is highest,
    together with how far the passage as a whole does not belong. One that hardly belongs is taken along if those above
    it make up for it: a quotation, borrowed copy. A quotation does not begin a passage, for the reporting before it may
    end with one.

    Args:
        blocks: The document.
        floor: The first paragraph that may belong to it.
        last: The last paragraph that does.
        most: How many paragraphs it may have.

    """
    words: set[str] = set()
    names: set[str] = set()
    total = 0.0
    strange = weights().reach["strange"]
    best = strange * blocks.strangeness(last, last + 1)
    found, is_between = last, False
    for number in range(last - 1, max(floor, last - most + 1) - 1, -1):
        words |= blocks.paragraphs[number + 1].stems
        names |= blocks.paragraphs[number + 1].names
        one = blocks.paragraphs[number]
        familiar, known = blocks.familiar(number, last + 1)
        traits = {
            "voice": blocks.own_voice[number],
            "words outside": len(familiar) / (len(one.stems) + 2),
            "words within": len(one.stems & words) / (len(one.stems) + 2),
            "names outside": (len(known) + 0.5) / (len(one.names) + 1),
            "names within": len(one.names & names) / (len(one.names) + 1),
            "tie below": blocks.tie(number, number + 1),
            "tie above": blocks.tie(number - 1, number),
            "next": float(number + 1 == last),
            "first": float(number == floor),
            "length": log(one.length / _USUAL_LENGTH + 0.2),
            "constant": 1.0,
        }
        odds = sum(weights().reach[name] * value for name, value in traits.items())
        if odds < _FOREIGN or (odds <= 0 and is_between):
            break
        is_between = odds <= 0
        total += min(odds, _MOST)
        whole = total + strange * blocks.strangeness(number, last + 1)
        if whole > best and one.words * 2 > one.length:
            best, found = whole, number
    return found
