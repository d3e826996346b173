"""Which sentences have a source: a reporting cue, a quotation that is answered for, a citation, a link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.lexicon import Hit
from corpus.spans import Span, SpanIndex

_LEXICON = "reporting-cues"
# A note mark, a citation in parentheses with a year, a link.
_CITATION = re.compile(
    r"\[\d{1,3}\]|\[\^[^\]\s]{1,20}\]|\([^()]{0,80}\b(?:1[89]|20)\d\d[a-z]?[^()]{0,20}\)|https?://\S"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whether a sentence has a source, and the words that say so; ``source`` is not told apart yet."""

    sentence: Span
    cue: Span | None

    @property
    def is_attributed(self) -> bool:
        """Whether somebody is named as answering for it."""
        return self.cue is not None


def attributions(text: str, sentences: Sequence[Span], hits: Sequence[Hit]) -> tuple[Attribution, ...]:
    """One value for each sentence."""
    cues: dict[int, Span] = {}
    index = SpanIndex(sentences)
    citations = (Span(*match.span()) for match in _CITATION.finditer(text))
    for cue in (*(Span(hit.start, hit.end) for hit in hits if hit.lexicon == _LEXICON), *citations):
        number = index.number(cue.start)
        # "The United States" states nothing.
        if number is not None and (cue.start == sentences[number].start or not text[cue.start].isupper()):
            cues.setdefault(number, cue)
    return tuple(Attribution(sentence, cues.get(number)) for number, sentence in enumerate(sentences))
