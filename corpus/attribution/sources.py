"""Whose words: the source that a cue names, as the text writes it.

There is no parser here. The subject of a verb is the noun phrase that ends before it, past adverbs, auxiliaries, a verb
that governs it ("declined to say") and an apposition between commas; that of an inverted verb ("said the mayor") and of
"according to" begins behind it. A second verb shares the subject of the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.attribution.cues import Cue, Kind
from corpus.inflection import Form
from corpus.spans import Span

_REACH = 160  # code points before a cue in which its subject may stand
_AHEAD = 120  # and behind it
_LONGEST = 16  # words of a noun phrase
_APPOSITION = 30  # words of an apposition
_INITIAL = 2  # code points: "J."
_STATE = 3  # tokens: "a lawyer from Austin, Texas," is one apposition


_TOKEN = re.compile(r"\w+(?:[’'.&-]\w+)*\.?|''|``|[^\w\s]")
_SKIPPED = frozenset(
    "has have had having is are was were be been being am will would can could may might must shall should do does "
    "did not never also now then still often always just only even once again later soon already so long further ever "
    "too instead rather quite all both more less most likely twice sometimes jointly hasn't haven't hadn't won't "
    "wouldn't don't doesn't didn't can't cannot couldn't isn't aren't wasn't weren't".split()
)
_NO_ADVERBS = frozenset("family italy ally assembly kelly reilly july supply reply".split())
_GOVERNING = frozenset(
    "declined declines refused refuses tried tries trying seemed seems appeared appears continued continues began "
    "begins went goes going wanted wants used like likes had has have able expected expects set quick managed failed "
    "fails sought seeks came planned plans promised vowed pledged took takes taking attempted attempts hastened "
    "hurried started starts asked".split()
)
# Where a noun phrase cannot go on to the left.
_BARRIERS = frozenset(
    "that because while when if as but although though since after before until unless which who whom whose what "
    "where how why whether than so or yet said says say".split()
)
_FINITE = frozenset(
    "is are was were has had have will would can could may might must should did does do i he she they we".split()
)
_DETERMINERS = frozenset("the a an his her their its some many several two three other former another".split())
_QUOTES = frozenset(("“", "”", '"', "''", "``"))
_MARKS = _QUOTES | frozenset(",;:—–()[]!?…")
_APPOSING = frozenset((",", ")", "—", "–", "-"))
_SECOND = frozenset(("to", "and", "but", "or", "then", "not"))
_PRONOUNS = frozenset("i you he she it we they who which that".split())
_OBJECTS = frozenset("him her them me us".split())
_LEADING = frozenset("in on at by for during after before from with under at as to and but or".split())
_EMPTY = _LEADING | _BARRIERS | frozenset("the a an this these those there then here despite not no".split())
_STOPS = frozenset(
    "in on at during after before when while as to that about by because if since until and but who which this last "
    "earlier monday tuesday wednesday thursday friday saturday sunday today yesterday".split()
)
_INVERTING = (Kind.SPEECH, Kind.DEMAND, Kind.EVIDENCE, Kind.ATTITUDE)
_PAST = (Form.PAST, Form.PARTICIPLE)
_INVERTED = (Form.PAST, Form.THIRD, Form.BASE)
_TO_SOMEBODY = frozenset("told tells tell asked asks ask".split())
_BEHIND = (" to", " of", " by", " from", " with", "per the", "per")

_DIRECTLY_BY = re.compile(r"\sby\b")
_BY = re.compile(r"(?:\s\w+){0,3}?\sby\b")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?:\s\w+ly|\snot|\salso)?\s\Z")
_PROGRESSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|’s|'s|am|’re|'re|’m|'m)(?:\s\w+ly|\snow|\salso|\snot|\sstill)?\s?\Z"
)
_TO_THE_END = re.compile(r"\s(?:[\w’'.-]+\s?){1,5}[,.]?\s*\Z")
_NAME_AHEAD = re.compile(r"\s(?:[A-Z]|(?:the|a|an|one|his|her|their|its|another|former|many|some|two)\b)")
# A subject that ends there: not the object clause of "said the decision was his".
_SUBJECT_AHEAD = re.compile(
    r"\s(?:(?:the|a|an|one|another|former|many|some|two)\b(?:\s[\w’'-]+\.?){1,5}?"
    r"|[A-Z][\w’'-]*\.?(?:\s(?:of|for|[A-Z][\w’'-]*\.?)){0,5}?)"
    r"(?:[,;”\"—]|\.?\s*\Z|\.[”\"]|\s(?:in|on|at|during|last|this|who|after|before|[A-Z]\w+day)\b)"
)
# ", a lawyer for the port, said", ", 40, said", ", Sweden, said"
_APPOSED = re.compile(
    r",\s(?:(?:an?|the|who|which|whose|his|her|its|their|one|also|formerly|then)\s[^,]{0,100}|\d+|[A-Z][\w.]*(?:\s[A-Z]\w*)?),\s\Z"
)
_OWN = re.compile(r"\b(?:his|her|their|its|my|our)\b")
_OWNER = re.compile(
    r"((?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w.-]*|\b\w+)[’']s?\s(?:\w+\s){0,2}\Z"
    r"|\b(?:his|her|their|its|my|our|your)\s(?:\w+\s){0,2}\Z",
    re.IGNORECASE,
)
# What every such owner ends in: asked first, for where there is none the pattern above tries every letter.
_OWNED = re.compile(r"(?:[’']s?|\b(?i:his|her|their|its|my|our|your))\s(?:\w+\s){0,2}\Z")
_OWNER_BEHIND = re.compile(r"\s(?:by|from)\b")
# What stands before the main clause, up to its comma.
_FRONTED = re.compile(
    r"[“\"]?(?:In|On|At|By|For|During|After|Before|From|With|Under|As|When|While|If|Although|Though|Since|Despite|Because"
    r"|Until|Once|Asked|Instead|To|Following|Earlier|Last|[A-Z][a-z]+(?:ing|ly))\b"
)
_SUBJECT = re.compile(
    r"\b(?:(?:[A-Z][\w’'-]*\.?\s){0,3}[A-Z][\w’'-]*|he|she|they|we"
    r"|(?:[Tt]he|[Aa]n?|[Ss]ome|[Mm]any|[Hh]is|[Hh]er|[Tt]heir)\s\w+(?:\s\w+)?)\b"
)


def source(text: str, sentence: Span, cue: Cue, earlier: Span | None, *, after_quote: bool) -> Span | None:
    """Where the source that ``cue`` names stands in its sentence; ``earlier`` is that of the cue before it there."""
    if cue.kind is Kind.HEARSAY or cue.kind is Kind.CITATION:
        return None
    if cue.kind is Kind.PHRASE:
        return _of_phrase(text, sentence, cue)
    if cue.kind is Kind.NOUN:
        return _of_noun(text, sentence, cue)
    if _is_inverted(text, sentence, cue, after_quote=after_quote):
        return _after(text, sentence, cue.span.end)
    return _of_passive(text, sentence, cue) or _subject(text, sentence, cue, earlier)


def _of_passive(text: str, sentence: Span, cue: Cue) -> Span | None:
    if cue.form not in _PAST:
        return None
    is_passive = _PASSIVE.search(text, max(sentence.start, cue.span.start - 30), cue.span.start)
    by = (_BY if is_passive else _DIRECTLY_BY).match(text, cue.span.end, sentence.end)
    return _after(text, sentence, by.end()) if by else None


def _subject(text: str, sentence: Span, cue: Cue, earlier: Span | None) -> Span | None:
    progressive = _PROGRESSIVE.search(text, max(sentence.start, cue.span.start - 30), cue.span.start)
    is_adjunct = cue.form is Form.ING and not progressive  # ", saying that"
    own = None if is_adjunct else _before(text, sentence, cue.span.start)
    return own or earlier or _first(text, sentence, cue.span)


def _is_inverted(text: str, sentence: Span, cue: Cue, *, after_quote: bool) -> bool:
    """Whether the subject follows the verb; in "Smith, a lawyer, said the mayor lied" it does not."""
    if cue.form not in _INVERTED or cue.kind not in _INVERTING:
        return False
    to_somebody = text[cue.span.start : cue.span.end].lower() in _TO_SOMEBODY
    if to_somebody and not _TO_THE_END.match(text, cue.span.end, min(sentence.end, cue.span.end + _AHEAD)):
        return False
    if after_quote:
        return _NAME_AHEAD.match(text, cue.span.end, sentence.end) is not None
    before = text[max(sentence.start, cue.span.start - 3) : cue.span.start].rstrip()
    window = max(sentence.start, cue.span.start - _AHEAD)
    if before and (before[-1] not in ",—–-" or _APPOSED.search(text, window, cue.span.start)):
        return False
    return _SUBJECT_AHEAD.match(text, cue.span.end, min(sentence.end, cue.span.end + _AHEAD)) is not None


def _of_phrase(text: str, sentence: Span, cue: Cue) -> Span | None:
    words = text[cue.span.start : cue.span.end].lower()
    if words.endswith(_BEHIND):
        return _after(text, sentence, cue.span.end)
    own = _OWN.search(words)
    if own:
        return Span(cue.span.start + own.start(), cue.span.start + own.end())
    if words == "quoted as saying":
        return _before(text, sentence, cue.span.start)
    return None if words.startswith("in ") else cue.span


def _of_noun(text: str, sentence: Span, cue: Cue) -> Span | None:
    """Whose claim it is: "the mayor's claim", "his claim", "a claim by the mayor"."""
    window = max(sentence.start, cue.span.start - 60)
    before = text[window : cue.span.start]
    owner = _OWNER.search(before) if _OWNED.search(before) else None
    if owner:
        end = owner.end(1) if owner[1] else owner.start() + len(owner[0].split()[0])
        return Span(window + owner.start(), window + end)
    behind = _OWNER_BEHIND.match(text, cue.span.end, sentence.end)
    return _after(text, sentence, behind.end()) if behind else None


def _after(text: str, sentence: Span, start: int) -> Span | None:
    """The noun phrase that begins at ``start``."""
    first = last = None
    count = 0
    for match in _TOKEN.finditer(text, start, min(sentence.end, start + _AHEAD)):
        word, low = match[0], match[0].lower()
        if not word[0].isalnum() and word not in "&#@'’":
            if first is None and word == ",":
                continue
            break
        is_joined = low == "and" and text[match.end() : match.end() + 2].strip()[:1].isupper()
        if first is not None and low in _STOPS and not is_joined:
            break
        first, last = first or match, match
        count += 1
        if low in _PRONOUNS or low in _OBJECTS or count == _LONGEST:
            break
    if first is None or last is None:
        return None
    end = last.end()
    is_full_stop = last[0].endswith(".") and len(last[0]) > _INITIAL and not text[end : sentence.end].strip("\"”’'»)] ")
    return Span(first.start(), end - is_full_stop)


def _before(text: str, sentence: Span, end: int) -> Span | None:
    """The noun phrase that ends before ``end``, past what may stand between a subject and its verb."""
    tokens = list(_TOKEN.finditer(text, max(sentence.start, end - _REACH), end))
    last = _past_auxiliaries(tokens, len(tokens) - 1)
    if last >= 0 and tokens[last][0] in _APPOSING:
        last = _past_apposition(tokens, last)
    if last < 0 or tokens[last][0].lower() in _SECOND:
        return None  # an infinitive or a second verb: its subject is that of the clause
    return _phrase(tokens, last)


def _past_auxiliaries(tokens: Sequence[re.Match[str]], last: int) -> int:
    while last >= 0:
        low = tokens[last][0].lower().replace("’", "'")
        previous = tokens[last - 1][0].lower() if last else ""
        if low in _SKIPPED or (low.endswith("ly") and low not in _NO_ADVERBS):
            last -= 1
        elif (low == "to" and previous in _GOVERNING) or (low == "and" and previous.endswith("ed")):
            last -= 2
        else:
            break
    return last


def _past_apposition(tokens: Sequence[re.Match[str]], last: int) -> int:
    """From the mark that closes an apposition back to the word before the one that opens it; -1 if none does."""
    opener = "(" if tokens[last][0] == ")" else tokens[last][0]
    for place in range(last - 1, max(last - _APPOSITION, -1), -1):
        word = tokens[place][0]
        if word in _QUOTES:
            return -1
        if word == opener:
            if opener == "," and last - place <= _STATE and tokens[place - 1][0][:1].isupper():
                reach = range(place - 1, max(place - _APPOSITION, -1), -1)
                return next((other for other in reach if tokens[other][0] == ","), place) - 1
            return place - 1
    return last - 1


def _phrase(tokens: Sequence[re.Match[str]], last: int) -> Span | None:
    """The noun phrase that ends with token number ``last``."""
    low = tokens[last][0].lower().replace("’", "'")
    if low.partition("'")[0] in _PRONOUNS:
        return Span(*tokens[last].span())
    first = last
    while first >= 0 and last - first < _LONGEST and not _is_barrier(tokens, first, last):
        first -= 1
    first += 1
    while first < last and tokens[first][0].lower() in _LEADING:
        first += 1
    if first > last or (first == last and low in _EMPTY):
        return None
    return Span(tokens[first].start(), tokens[last].end())


def _is_barrier(tokens: Sequence[re.Match[str]], place: int, last: int) -> bool:
    word = tokens[place][0]
    low = word.lower()
    if low in _BARRIERS or word in _MARKS:
        return True
    if place == last:
        return False
    before = tokens[place - 1][0] if place else ""
    if low == "and":  # "Ann Lee and Bo Li"
        return not (tokens[place + 1][0][0].isupper() and before[:1].isupper())
    is_verb = low.endswith("ed") and word[0].islower()
    return low in _FINITE or (is_verb and bool(before) and before.lower() not in _DETERMINERS)


def _first(text: str, sentence: Span, cue: Span) -> Span | None:
    """The subject of a sentence: its first name, pronoun or role, past what stands before the main clause."""
    start = sentence.start
    if _FRONTED.match(text, start, sentence.end):
        start = max(text.find(",", start, min(sentence.end, start + _REACH)) + 1, start)
    for match in _SUBJECT.finditer(text, start, min(sentence.end, start + _REACH)):
        if match[0].lower() not in _EMPTY and not match.start() <= cue.start < match.end():
            return Span(*match.span())
    return None
