"""Where two rules would name one defect, the one that says more about its cause reports it; the other keeps quiet."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.spans import Span, SpanIndex, merged

# rule: the rules that it gives way to where their findings share a code point with its own.
GIVES_WAY = {
    "encoding/mojibake": ("encoding/stray-mojibake",),
    "encoding/mixed-script-word": ("encoding/mojibake",),
    "encoding/control-character": ("encoding/mojibake", "encoding/stray-mojibake"),
    "encoding/ligature": ("encoding/mojibake", "extraction/share-button-residue", "extraction/split-hyphen"),
    "encoding/irregular-space": ("encoding/mojibake", "extraction/share-button-residue"),
    "encoding/replacement-character": ("encoding/mojibake",),
    "quotation/unbalanced-quotes": ("encoding/mojibake", "encoding/replacement-character"),
    "extraction/markup-residue": ("extraction/share-button-residue", "extraction/dead-link"),
    "extraction/fused-words": (
        "encoding/ligature",
        "encoding/mojibake",
        "extraction/markup-residue",
        "extraction/share-button-residue",
    ),
    "extraction/boilerplate-residue": ("extraction/share-button-residue",),
    "extraction/caption-residue": ("extraction/share-button-residue", "extraction/boilerplate-residue"),
    "extraction/truncated-text": ("extraction/caption-residue",),
    "extraction/dead-link": ("extraction/boilerplate-residue", "extraction/share-button-residue"),
    "extraction/repeated-block": ("extraction/share-button-residue", "extraction/boilerplate-residue"),
    "opinion/loaded-language": ("opinion/inserted-passage",),
    "reuse/copy-with-insertions": ("opinion/inserted-passage",),
    "dates/weekday-mismatch": ("dates/impossible-date",),
    "dates/duration-mismatch": ("dates/reversed-range",),
    "dates/stale-relative-date": ("dates/duration-mismatch",),
    "attribution/unattributed-statistic": ("attribution/vague-attribution",),
    "attribution/anonymous-source": ("attribution/vague-attribution",),
}


class Overlaps:
    """Which places of one document are taken, by rule. Spans are of SOURCE."""

    def __init__(self, places: Iterable[tuple[str, Span]]) -> None:
        taken: dict[str, list[Span]] = {}
        for rule, span in places:
            taken.setdefault(rule, []).append(span)
        self._taken = {
            rule: SpanIndex(merged(span for other in others for span in taken.get(other, ())))
            for rule, others in GIVES_WAY.items()
            if rule in taken
        }

    def gives_way(self, rule: str, span: Span) -> bool:
        """Whether a finding of ``rule`` at ``span`` is named better by another rule."""
        index = self._taken.get(rule)
        return index is not None and bool(index.touching(span))
