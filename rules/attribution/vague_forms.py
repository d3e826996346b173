"""Where a text says what nobody in particular says: crowds and their verbs, phrases, and impersonal passives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.document import Document
from corpus.lexicon import Hit, alternation, entries
from corpus.spans import Span
from rules.attribution.impersonal import passives

_LOOK_BACK = 40  # code points before a crowd in which a word may make it a known one
_LOOK_AHEAD = 140  # code points in which its verb may stand

# From the crowd to its verb: nouns ("residents"), where they are ("in the industry"), adverbs and auxiliaries.
_NOUNS = r"(?P<nouns>(?:\s[\w’'-]+){0,3}?)"
_TAIL = (
    r"(?P<tail>\s(?:in|inside|within|across|outside|around|on|near|of|at|from|among|with|close\sto|familiar\swith|who|here|there"
    r"|alike|and|or)(?:\s[\w’'-]+){0,6}?)?"
)
_ADVERBS = (
    r"(?:(?:now|remain|remained|seem|still|also|often|frequently|widely|generally|commonly|increasingly|already|long|privately|publicly|quietly|openly"
    r"|sometimes|usually|typically|even|once|therefore|thus|then|firmly|strongly|simply|clearly|rightly|wrongly|later|soon|have|has"
    r"|had|would|will|may|might|could|must|do|did|are|were|been|begun\sto|taken\sto|started\sto|continue\sto|tend\sto|like\sto|seem\sto)\s){0,4}"
)
# After one of these it is a noun: "in the think tank", "their hopes", "of interest".
_NO_NOUN = "".join(rf"(?<!\s{word}\s)" for word in "the a an of in to for by with their its his her this no".split())
# "Many see a trend" is vague; "many stocks saw losses" is not.
_WEAK_VERBS = frozenset("call feel felt find found hold held know look saw see".split())
# What makes a crowd a known one: where it belongs, or a word before it.
_ORGANISATION = re.compile(r"\s(?:at|of|from|with|for)\s(?:the\s)?[A-Z]|\s[A-Z][\w’'-]+\s[A-Z]")
_PARTITIVE = re.compile(r"\sof\s(?:the|them|these|those|its|his|her|their|you|us|our|my|what|whom|which)\b")
_DEFINITE = re.compile(
    r"(?:\b(?:the|these|those|his|her|its|their|our|my|your|both|two|three|four|five|six|seven|eight|nine|ten|no|all|any|\d+)"
    r"|[’']s?)\s(?:[\w-]+\s){0,2}\Z",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:\b(?:among|of|for|with|to|than|from|by|between|like|as)|\w,)\s\Z", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?:\b(?:one|two|three|four|five|six|last|next|first|past|the|for|than|too|as|so|how|these|those|its|his|her|their)|[$£€\d])\s\Z"
)
_NAMED = re.compile(r"(?<=\w\s)(?!(?:[A-Z]\.)+\s|[A-Z]\w+(?:an|ian|ish|ese|ern|i|ch)\s)[A-Z][\w’'-]+\s\Z")
_SENTENCE_END = re.compile(r"[.!?\n”\"]")
# A noun after a quantifier that is no crowd, or the verb of one: "several times described", "most can agree on it".
_NO_CROWD = frozenset(
    "times ways years days months weeks occasions reasons emails e-mails letters messages texts records documents "
    "calls donations responses reactions more can cannot could to of that which".split()
)
# After a bare quantifier these are nouns ("gave him some credit", "despite some grumbling") unless a clause begins
# before them, or one that they govern behind them.
_NOUNLIKE = frozenset(
    "blame charge claim counter credit dispute doubt estimate fear forecast hope judge note object praise question "
    "regard sense stress view worried worry".split()
)
# And these are participles before a preposition: "others considered for the post", "some accused of theft".
_PARTICIPLES = frozenset(
    "accused asked blamed charged cited condemned considered credited criticised criticized denied described dismissed "
    "held regarded suspected urged viewed".split()
)
_PREPOSITION = re.compile(r"\s(?:as|at|by|for|from|in|of|on|to|with)\b")
_CLAUSE_BEGINS = re.compile(
    r"(?:\A\s*|[,;:(—–\"“”’'-]\s?|\b(?:that|which|what|whom|who|and|but|as|while|though|although|because|since|where|when|so|even"
    r"|yet|than|if)\s)\Z",
    re.IGNORECASE,
)
_GOVERNS = re.compile(
    r"\s(?:that|about|the|an?|it|its|he|she|they|his|her|their|this|these|those|there|whether|how|why|what|him|them)\b|\s[A-Z]"
)
# Verbs of a crowd that are adjectives: "many are convinced".
_MOODS = (
    "outraged", "angry", "furious", "appalled", "dismayed", "horrified", "disgusted", "alarmed", "incensed",
    "baffled", "unhappy", "unimpressed",
)  # fmt: skip
_MINDED = ("convinced", "unconvinced", "sceptical", "skeptical", "adamant", "quick to", "of the opinion", "of the view")
# Behind these words another meaning: "was attributed to", "called for a vote", "held out hope".
_BEHIND = {"attributed": " to ", "call": " for ", "called": " for ", "held": " out ", "hold": " out "}
_FEW_GAIN = frozenset("find found get got had held hold saw see".split())  # "few saw a profit"
# Of a clause that only supposes, and what is done to a crowd: "if it is seen as", "helped supporters find".
_CONDITION = re.compile(r"\b(?:if|unless|whether)\s(?:[\w’'-]+\s){0,4}\Z", re.IGNORECASE)
_ACTED_ON = re.compile(r"\b(?:help(?:s|ed|ing)?|lets?|letting|made?|makes?|making)\s(?:[\w-]+\s)?\Z")
# "Ann Lee and others": one of them is named.
_AND = re.compile(r"\b(?:[A-Z][\w’'-]+|[Hh]e|[Ss]he|[Tt]hey|we|you|the(?:\s[\w’'-]+){1,3})\s(?:and|or)\s\Z")
# "Ann Lee and other experts".
_AND_OTHER = re.compile(
    r"\b(?:[A-Z][\w’'-]+|[Hh]e|[Ss]he|[Tt]hey|we|you|I)\s(?:and|or)\s(?:(?:some|many)\s)?other\s(?:[\w-]+\s){0,3}\Z"
)
# Somebody reports the crowd.
_REPORTED = re.compile(
    r"\b(?:said|says|added|adds|noted|notes|told|explained|wrote|reported|found|estimated)(?:\s[\w’'-]+){0,2}?(?:\sthat)?\s\Z"
)
_KNOWN = (_DEFINITE, _NAMED, _REPORTED, _CONDITION, _ACTED_ON, _AND_OTHER)
_TOLD = (_COMPARED, _REPORTED, _CONDITION)
# A crowd that needs no verb after it: "according to experts", "say its critics", "regarded by many as".
_BEFORE_CROWD = re.compile(
    r"\b(?:(?:according\sto|in\sthe\s(?:eyes|view|opinion)\sof)\s(?:(?!the\b|two\b|three\b|his\b|her\b|their\b|its\b)[\w-]+\s){0,2}"
    r"|(?:say|says|said|argue|claim|warn|believe|fear|contend|insist|suggest|predict|complain|concede|admit)\s"
    r"(?:(?:its|his|her|their|the|many|some|most|several|local|other)\s){0,2})\Z"
)
_BEFORE_QUANTIFIER = re.compile(
    r"\b(?:(?:regarded|seen|viewed|considered|believed|described|hailed|praised|criticised|criticized|thought|held|dismissed|blamed"
    r"|credited|derided|perceived|feared|suspected|called|dubbed|judged|loathed|admired|known)\s(?:\w+\s)?by"
    r"|in\sthe\s(?:eyes|view|opinion|minds)\sof|according\sto)\s\Z"
)
_SAY = re.compile(r"\b(?:say|argue|claim|warn|believe|fear|contend|insist|suggest|predict|complain)\s\Z")
# "The word in Lund is", not "the word in the original means".
_RUMOUR = re.compile(r"\s(?:the\s)?(?!original\b|text\b|title\b)[\w-]{1,20}(?:\s[\w-]{1,20})?\s(?:is|was)\b")
_BARE_EVIDENCE = ("data", "statistics", "figures", "studies", "research", "estimates", "calculations")
_EVIDENCE = ("research ", "studies ", "evidence ", "estimates ", "reports ")
_ENDS_CLAUSE = frozenset((",", ".", ";", ")", ""))
_CAUSED = re.compile(
    r"\b(?:lead|leads|leading|led|leave|leaves|leaving|left|prompt|prompts|prompting|prompted|cause|causes|causing|caused"
    r"|forcing|convincing|persuading)\s\Z"
)
_SUPPOSED = re.compile(r"\s(?:may|might|could|must)\shave\s")
_OF_CROWD = ("according", "in the ")
_BREAKS = frozenset((",", "”", '"', "—", "–", "''", "’’"))
_OBJECT = re.compile(r"\b(?:to|from|of|for|by|with|among|at|on)\s(?:[\w-]+\s)?\Z")
_BEEN = re.compile(r"\b(?:is|are|was|were|be|been|being)(?:\s\w+)?\s?\Z")


@dataclass(frozen=True, slots=True)
class _Patterns:
    after_quantifier: re.Pattern[str]
    after_crowd: re.Pattern[str]
    caused: re.Pattern[str]


def places(document: Document) -> list[tuple[Span, str]]:
    """The places where a crowd says or thinks something, with their forms, in order."""
    return sorted([*_active(document), *passives(document)])


def _active(document: Document) -> Iterator[tuple[Span, str]]:
    """Crowds that say or think something, and phrases that stand for one."""
    text, low = document.prose.text, document.folded
    for hit in document.hits:
        if hit.lexicon == "vague-phrases" and not _is_specific(text, low, hit):
            yield Span(hit.start, hit.end), "phrase"
        elif hit.lexicon == "vague-crowds":
            span = _crowd(text, low, hit)
            if span:
                yield span, "crowd"
        elif hit.lexicon == "vague-quantifiers":
            span = _quantified(text, low, hit)
            if span:
                yield span, "quantifier"


def _is_specific(text: str, low: str, hit: Hit) -> bool:
    """Whether what a phrase names in general is somebody's here ("according to data of the port"), or only supposed."""
    phrase = low[hit.start : hit.end]
    if phrase.startswith("according to ") and phrase.endswith(_BARE_EVIDENCE):
        return low[hit.end : hit.end + 1] not in _ENDS_CLAUSE
    if phrase == "the word in":
        return _RUMOUR.match(low, hit.end) is None
    if phrase.startswith("widely "):
        return _CONDITION.search(text, max(hit.start - _LOOK_BACK, 0), hit.start) is not None
    if phrase.startswith(_EVIDENCE):
        before = _SENTENCE_END.split(text[max(hit.start - _LOOK_BACK, 0) : hit.start])[-1]
        return _DEFINITE.search(before) is not None or _NAMED.search(before) is not None
    return False


def _crowd(text: str, low: str, hit: Hit) -> Span | None:
    """As in "experts say", "according to insiders", "say its critics"."""
    window = max(hit.start - _LOOK_BACK, 0)
    before = _SENTENCE_END.split(text[window : hit.start])[-1]
    match = _patterns().after_crowd.match(low, hit.end, hit.end + _LOOK_AHEAD)
    # "People" is any plural; only with a plain verb of opinion does it stand for nobody.
    if match and low[hit.start : hit.end] == "people" and match["verb"] not in {"believe", "fear", "say", "think"}:
        match = None
    if match and _is_bare_mood(low, hit, match):
        match = None
    if match and match["verb"].endswith("ing") and _OBJECT.search(before):
        match = None  # "a message to supporters saying"
    if match and match["verb"] in {"call", "called"} and low.endswith("what ", window, hit.start):
        match = None  # a term of theirs
    if match and (_is_name(text, hit, match) or low.startswith(_BEHIND.get(match["verb"], "\n\n"), match.end())):
        match = None
    if (
        match
        and not any(known.search(before) for known in _KNOWN)
        and not _ORGANISATION.search(text, hit.end, match.start("verb"))
    ):
        return Span(hit.start, match.end())
    lead = _BEFORE_CROWD.search(low, window, hit.start)
    if lead and not low.startswith(_OF_CROWD, lead.start()):
        # "It is, say its critics, a gift", not "the mayor said several people were there".
        previous = low[max(lead.start() - 2, 0) : lead.start()].strip()
        lead = lead if previous in _BREAKS else None
    return Span(lead.start(), hit.end) if lead and not _ORGANISATION.match(text, hit.end) else None


def _quantified(text: str, low: str, hit: Hit) -> Span | None:
    """As in "many in the industry fear", "some argue", "regarded by many", "leaving some to wonder"."""
    window = max(hit.start - _LOOK_BACK, 0)
    before = text[window : hit.start]
    match = _patterns().after_quantifier.match(low, hit.end, hit.end + _LOOK_AHEAD)
    if match and _is_bare_mood(low, hit, match):
        match = None
    is_part = low.endswith(" who", hit.start, hit.end) and _PART.search(before) is not None
    if is_part or low.startswith(" who", hit.end):
        match = None  # "among those who said", "many others who see"
    if match and not any(told.search(before) for told in _TOLD) and not _is_noun(text, low, hit, match):
        between = text[hit.end : match.start("verb")]
        is_passive = _BEEN.search(between) is not None and not match["verb"].endswith(
            ("ing", *_MINDED, *_MOODS)
        )  # "many are expected"
        is_number = (
            is_passive or between[1:2].isdigit() or " who " in between
        )  # "some 300 people", "dozens of women who claim"
        nouns = match["nouns"].split()
        is_weak = bool(nouns) and match["verb"] in _WEAK_VERBS and _crowds().isdisjoint(nouns)
        is_number |= _SUPPOSED.match(low, hit.end + len(match["nouns"])) is not None
        if not is_weak and not is_number and not _ORGANISATION.search(between) and not _PARTITIVE.search(between):
            return Span(hit.start, match.end())
    if low[hit.start : hit.end] in {"many", "some", "most", "several"}:
        caused = _CAUSED.search(low, window, hit.start)
        match = _patterns().caused.match(low, hit.end, hit.end + _LOOK_AHEAD) if caused else None
        if caused and match:
            return Span(caused.start(), match.end())
        lead = _BEFORE_QUANTIFIER.search(low, window, hit.start) or _said_before(low, window, hit.start)
        if lead and not _ORGANISATION.match(text, hit.end) and not _PARTITIVE.match(text, hit.end):
            return Span(lead.start(), hit.end)
    return None


def _is_bare_mood(low: str, hit: Hit, match: re.Match[str]) -> bool:
    """Whether a mood stands before those whose it is, or behind: "many angry readers", "those outraged by it"."""
    return match["verb"] in _MOODS and _BEEN.search(low, hit.end, match.start("verb")) is None


def _is_noun(text: str, low: str, hit: Hit, match: re.Match[str]) -> bool:
    """Whether what looks like a crowd and its verb is none: "some credit", "several times described"."""
    if not _NO_CROWD.isdisjoint(match["nouns"].split()) or _is_name(text, hit, match):
        return True
    if low.startswith(_BEHIND.get(match["verb"], "\n\n"), match.end()):
        return True
    return match.start("verb") == hit.end + 1 and _is_bare_noun(text, low, hit, match)


def _is_name(text: str, hit: Hit, match: re.Match[str]) -> bool:
    """Whether the verb has a capital that the crowd has not: "strategists at Credit Lund"."""
    return text[match.start("verb")].isupper() and not text[hit.start].isupper()


def _is_bare_noun(text: str, low: str, hit: Hit, match: re.Match[str]) -> bool:
    """The same where the verb follows at once, and may be a noun or a participle.

    Of "Bo Li and others" one is named; "few saw a profit", and "those who said so", say nothing of what is so.
    """
    verb, phrase = match["verb"], low[hit.start : hit.end]
    before = _SENTENCE_END.split(text[max(hit.start - _LOOK_BACK, 0) : hit.start])[-1]
    if phrase == "those who" or (phrase == "few" and verb in _FEW_GAIN):
        return True
    if (phrase == "others" and _AND.search(before)) or (verb in _PARTICIPLES and _PREPOSITION.match(low, match.end())):
        return True
    if verb.endswith("ing"):
        return not before.endswith("with ") and not low.startswith(" that ", match.end())
    is_clause = _CLAUSE_BEGINS.search(before) or _GOVERNS.match(text, match.end())
    return verb in _NOUNLIKE and not is_clause


def _said_before(low: str, window: int, start: int) -> re.Match[str] | None:
    """The verb of "…, say some", after a comma or a quotation."""
    verb = _SAY.search(low, window, start)
    return verb if verb and low[max(verb.start() - 2, 0) : verb.start()].strip() in _BREAKS else None


@cache
def _crowds() -> frozenset[str]:
    return frozenset(phrase for phrase, _ in entries("vague-crowds"))


def _wrapped(pattern: str) -> str:
    r"""A pattern for words that a line end of Windows may stand between too, which is two characters."""
    return pattern.replace(r"\s", r"(?:\r\n|\s)")


@cache
def _patterns() -> _Patterns:
    verb = rf"(?P<verb>{alternation(phrase for phrase, _ in entries('vague-verbs'))})(?![\w-])"
    return _Patterns(
        after_quantifier=re.compile(_wrapped(rf"{_NOUNS}{_TAIL}\s{_ADVERBS}") + _NO_NOUN + verb),
        after_crowd=re.compile(_wrapped(rf"{_TAIL}\s{_ADVERBS}") + _NO_NOUN + verb),
        caused=re.compile(rf"(?:\s[\w’'-]+){{0,4}}?\sto\s{verb}"),
    )
