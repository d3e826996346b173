"""The same lines or paragraphs again: running heads, page numbers, a paragraph that stands twice.

**What it finds.** Paragraphs of running text that stand in the document before, word for word or nearly; long sentences
that do; quotations on lines of their own that the text has too; short lines that recur between the pages of a text,
where only numbers differ (running heads and feet); and page numbers on lines of their own. Each later place is a
finding, with the first one beside it; so is the first running head with a page number.

**Why it matters.** Repeated text is counted and quoted twice, and a running head cuts a sentence in two.

```flagged
The council voted on Monday to close the bridge for two years, and the mayor said that the ferry would run all night.

Nobody spoke against it.

⟦The council voted on Monday to close the bridge for two years, and the mayor said that the ferry would run all night.⟧
```

```flagged
Annual Report 2019 | 4

The first year brought floods.

⟦Annual Report 2019 | 5⟧

The second year brought a drought.

⟦Annual Report 2019 | 6⟧

The third one brought both.
```

```clean
Q. Did you see it?

A. Yes.

Q. Did you tell them?

A. Yes.

Q. And then?
```

**Known misses.** Running heads of a word or two that stand twice only; paragraphs of which more than a few words were
changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from corpus.document import Document
from corpus.layers import LayerName
from corpus.spans import Span, SpanIndex
from rules.extraction.page_numbers import page_numbers
from rules.extraction.running_heads import running_heads
from rules.model import Confidence, Finding, NoOptions, Related, Rule, Severity

_FEWEST_WORDS = 12  # of a paragraph, without the first; shorter ones are refrains, questions, captions
_SHORTEST = 60  # code points of a paragraph, and of a sentence
_KEY = 40  # code points at the beginning or end by which paragraphs are taken to be near
_NEAR = 0.93  # share of words in common
_SHORTEST_PULL, _LONGEST_PULL = 20, 250  # code points
_MOST_PULLED = 20  # more are no pull quotes, and each is looked for in the whole text
_OPENING = '“"‘>'
_CLOSING = "”\"’'*_"
_EDGES = "\"'“”‘’.,!? *_>"


def check(document: Document, _: NoOptions) -> Iterator[Finding]:
    """One finding for each repetition."""
    paragraphs = list(_paragraphs(document))
    yield from paragraphs
    taken = SpanIndex(finding.span for finding in paragraphs if finding.span)
    for finding in (*_pull_quotes(document), *_sentences(document, taken)):
        if finding.span and not taken.touching(finding.span):
            yield finding
    yield from running_heads(document)
    yield from page_numbers(document)


class _Paragraph:
    """A paragraph and how often each word stands in it, counted once."""

    def __init__(self, span: Span, folded: str) -> None:
        self.span = span
        self.folded = folded

    @cached_property
    def words(self) -> Counter[str]:
        """The words, with their numbers."""
        return Counter(self.folded.split())

    @cached_property
    def length(self) -> int:
        """The number of all words."""
        return self.words.total()

    def shared(self, other: _Paragraph) -> float:
        """The share of words that two have in common, of those of the longer one; 0 if that cannot be near to all."""
        if self.folded == other.folded:
            return 1.0
        shorter, longer = sorted((self, other), key=lambda paragraph: paragraph.length)
        # Without this, one long paragraph would be gone through for each of many short ones that begin like it.
        if shorter.length < longer.length * _NEAR:
            return 0
        return (shorter.words & longer.words).total() / longer.length


def _paragraphs(document: Document) -> Iterator[Finding]:
    """Paragraphs that stand in the document before."""
    long = [(span, document.folded[span.start : span.end]) for span in _long_paragraphs(document)]
    if len({folded[:_KEY] for _, folded in long} | {folded[-_KEY:] for _, folded in long}) == 2 * len(long):
        return  # no two begin or end alike
    seen: dict[str, _Paragraph] = {}
    for span, folded in long:
        paragraph, keys = _Paragraph(span, folded), (folded[:_KEY], folded[-_KEY:])
        first = next((seen[key] for key in keys if key in seen), None)
        shared = first.shared(paragraph) if first else 0
        if first and shared >= _NEAR and folded.count(" ") >= _FEWEST_WORDS:
            how = "word for word" if shared == 1 else f"with {shared:.0%} of its words"
            words = document.prose.text[span.start : span.end][:60]
            yield Finding(
                span,
                f"this paragraph stands in the document before, {how}: {words} …",
                evidence={"shared words": round(shared, 3)},
                related=(Related(first.span, "the first time"),),
            )
        else:
            for key in keys:
                seen.setdefault(key, paragraph)


def _sentences(document: Document, taken: SpanIndex) -> Iterator[Finding]:
    """Sentences that stand in the document before, as those that a page shows large beside its text."""
    if not _says_twice(document, taken):
        return
    seen: dict[str, Span] = {}
    for sentence in _cut(document):
        first = seen.setdefault(document.folded[sentence.start : sentence.end].strip(_EDGES), sentence)
        if first is not sentence:
            words = document.prose.text[sentence.start : sentence.end][:80]
            yield Finding(
                sentence,
                f"this sentence stands in the document before: {words}",
                related=(Related(first, "the first time"),),
                confidence=Confidence.MEDIUM,
            )


def _says_twice(document: Document, taken: SpanIndex) -> bool:
    """Whether a sentence outside of the paragraphs that are ``taken`` may stand in the document before.

    Few documents have one, and the others are done with without a look at the places of their sentences.
    """
    said: set[str] = set()
    for start, end in _long_paragraphs(document):
        cut = document.folded[start:end].split(". ")
        sentences = [sentence.strip(_EDGES) for sentence in cut if len(sentence) >= _SHORTEST - len(".")]
        once = set(sentences)
        if (len(once) < len(sentences) or not said.isdisjoint(once)) and taken.at(start) is None:
            return True
        said |= once
    return False


def _cut(document: Document) -> Iterator[Span]:
    """The long stretches between stops: what is compared word for word need not be cut rightly, only alike."""
    text = document.folded
    for start, end in document.paragraphs:
        position = start
        while end - position >= _SHORTEST:
            stop = text.find(". ", position, end)
            after = end if stop < 0 else stop + 1
            if after - position >= _SHORTEST:
                yield Span(position, after)
            position = after + (stop >= 0)


def _long_paragraphs(document: Document) -> Iterator[Span]:
    return (span for span in document.paragraphs if span.end - span.start >= _SHORTEST)


def _pull_quotes(document: Document) -> Iterator[Finding]:
    """Quotations on lines of their own that the text has too."""
    text = document.folded
    lines = [
        span
        for span in document.paragraphs
        if _SHORTEST_PULL < span.end - span.start < _LONGEST_PULL and text[span.start] in _OPENING
    ]
    for line in lines[:_MOST_PULLED]:
        inner = text[line.start : line.end].strip(_EDGES)
        if len(inner) <= _SHORTEST_PULL or text[line.end - 1] not in _CLOSING:
            continue
        other = text.find(inner)
        if line.start <= other < line.end:
            other = text.find(inner, line.end)
        if other >= 0:
            words = document.prose.text[line.start : line.end][:80]
            yield Finding(
                line,
                f"a page shows this sentence of the text large: {words}",
                related=(Related(Span(other, other + len(inner)), "the sentence"),),
                confidence=Confidence.MEDIUM,
            )


RULE = Rule(
    id="extraction/repeated-block",
    summary="lines or paragraphs that stand there again",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    layer=LayerName.PROSE,
    documentation=__doc__,
    check=check,
)
