"""How hard a text is to read, by the measures of textstat that count letters and words, not syllables.

Its syllable measures (Flesch, fog, SMOG …) would fetch a dictionary from the network.
"""

from __future__ import annotations

# textstat keeps the last 128 texts it saw, so that it is given no more than this of one (code points).
_SAMPLE = 5_000


def readability(text: str) -> dict[str, float]:
    """LIX (Björnsson 1968) and RIX (Anderson 1983) of a text's beginning.

    Both grow with the length of words and sentences.
    """
    import textstat  # noqa: PLC0415 (0.2 s)

    sample = text[:_SAMPLE]
    return {"lix": round(textstat.lix(sample), 1), "rix": round(textstat.rix(sample), 2)}
