"""Which sentences have a source, and who it is; who speaks in a quotation."""

from corpus.attribution.attribution import Attribution, attributions
from corpus.attribution.cues import Cue, Kind, cues
from corpus.attribution.speakers import Speaker, speakers

__all__ = ["Attribution", "Cue", "Kind", "Speaker", "attributions", "cues", "speakers"]
