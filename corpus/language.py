"""Which language a text is in: a count of common words settles plain English, langdetect the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

_SAMPLE = 600  # code points; more changes nothing but the time it takes
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "a about after all also an and any are as at be been but by can could for from had has have he her his if in into "
    "is it its more not of on one or other our said she so some than that the their them there they this to up was we "
    "were what when which who will with would you".split()
)
# Of these, the ones that no other of the languages below has: German has "an", "in" and "was", Dutch "of", Polish "to".
_ONLY_ENGLISH = _ENGLISH - frozenset(
    "a all also an any are as at be but by can for had has he her his if in is it more not of on one or our so some "
    "than to up was we were will".split()
)
_PLAIN_ENGLISH = 0.25  # share of these words; other languages written in Latin letters stay below .15
_FEW_WORDS = 20
# The languages that documents of a European or American desk are in; fewer profiles are quicker and err less.
_PROFILES = ("ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "ja", "nl", "no", "pl", "pt", "ro", "ru",
             "sv", "tr", "uk", "zh-cn")  # fmt: skip

CODES = frozenset(code.partition("-")[0] for code in _PROFILES)
"""The languages that can be told, as ISO 639-1 has them."""


@dataclass(frozen=True, slots=True)
class Language:
    """``code`` is ISO 639-1, or ``und`` where the text does not tell; ``probability`` is from 0 to 1."""

    code: str
    probability: float
    method: str


def detect(text: str) -> Language:
    """The language of a text, from its beginning; the same text always gives the same answer."""
    start = len(text) - len(text.lstrip())
    sample = text[start : start + _SAMPLE * 2]
    words = _WORD.findall(sample.lower())
    if not words:
        return Language("und", 0.0, "no words")
    if len(words) >= _FEW_WORDS and share_of_english(words) >= _PLAIN_ENGLISH:
        return Language("en", 1.0, "common words")
    return _by_profile(sample[:_SAMPLE])


def share_of_english(words: Sequence[str]) -> float:
    """The share of common English words among ``words``, in small letters, from 0 to 1."""
    return sum(map(_ENGLISH.__contains__, words)) / len(words) if words else 0.0


def share_of_only_english(words: Sequence[str]) -> float:
    """The share of words that other languages have not at all among ``words``, in small letters, from 0 to 1."""
    return sum(map(_ONLY_ENGLISH.__contains__, words)) / len(words) if words else 0.0


def _by_profile(sample: str) -> Language:
    from langdetect.lang_detect_exception import LangDetectException  # noqa: PLC0415 (0.1 s, seldom needed)

    detector = _factory().create()
    detector.append(sample)
    try:
        best = detector.get_probabilities()[:1]
    except LangDetectException:
        best = []
    if not best:
        return Language("und", 0.0, "no profile fits")
    return Language(best[0].lang.partition("-")[0], round(best[0].prob, 3), "profile")


@cache
def _factory() -> DetectorFactory:
    """An own factory: the library's shared one knows all languages and is random unless everybody seeds it."""
    import langdetect  # noqa: PLC0415 (see above)
    from langdetect.detector_factory import DetectorFactory  # noqa: PLC0415

    factory = DetectorFactory()
    factory.seed = 0
    folder = langdetect.detector_factory.PROFILES_DIRECTORY
    profiles = []
    for code in _PROFILES:
        with open(f"{folder}/{code}", encoding="utf-8") as file:  # noqa: PTH123 (the library's own strings)
            profiles.append(file.read())
    factory.load_json_profile(profiles)
    return factory
