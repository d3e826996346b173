"""How far the paragraphs of a document are opinion in the writer's own voice, and which do not belong with the others.

What sources say is left out, as far as quotation marks and verbs of saying tell. Nothing here says that a document is
biased: a block of paragraphs is held against the rest of its own document, and what is counted can be shown.
"""

from corpus.opinion.blocks import KINDS, Blocks
from corpus.opinion.cues import Cue, cues
from corpus.opinion.kinds import ANALYSIS, Kind, kind
from corpus.opinion.measures import Measures, measures
from corpus.opinion.passages import Bounds, Passage, passages
from corpus.opinion.reach import start_of

__all__ = [
    "ANALYSIS",
    "KINDS",
    "Blocks",
    "Bounds",
    "Cue",
    "Kind",
    "Measures",
    "Passage",
    "cues",
    "kind",
    "measures",
    "passages",
    "start_of",
]
