"""A document: its three texts, what it says of itself, and its annotations, each computed when first asked for."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from corpus import (
    attribution,
    characters,
    dates,
    decode,
    figures,
    language,
    lexicon,
    metadata,
    opinion,
    quantities,
    quotations,
    readability,
    repair,
    vocabulary,
    wording,
)
from corpus.credit_patterns import ADDRESS
from corpus.editor_notes import EditorNote, editor_notes
from corpus.extract import Statement, leads_to_text
from corpus.foreign import foreign_passages
from corpus.layers import Layer, LayerName
from corpus.names import names
from corpus.paragraphs import is_hard_wrapped, lines, paragraphs
from corpus.sentences import sentences
from corpus.signatures import Signature, signatures
from corpus.spans import Span, SpanIndex, merged
from corpus.splits import Split, rejoined, splits

if TYPE_CHECKING:
    from corpus.extract import Extract, Link
    from corpus.language import Language

# Four blanks or a tab before a paragraph, or a mark of quotation.
_SET_OFF = re.compile(r"(?:^ {4}|\t|> ?)(?=\S)|^>", re.MULTILINE)
_CODE = re.compile(r"`[^`\r\n]{1,200}`")
_SPEAKER = re.compile(r"[*_]{0,2}(?:[A-Z]{1,12}|[A-Z][a-z]{1,20}(?:\s[A-Z][a-z]{1,20})?)(?:\ssays)?:[*_]{0,2}\s")


class Document:
    """One document to be audited.

    Annotations are made on PROSE, so that broken characters do not break them; their spans count its code points.
    """

    def __init__(
        self,
        path: str,
        record: str | None,
        media_type: str,
        decoded: decode.Decoded,
        extract: Extract,
        *,
        date: dt.date | None = None,
        line: int | None = None,
        has_own_id: bool = False,
    ) -> None:
        """Put a document together.

        Args:
            path: As reports name it.
            record: The id of a record in a JSON-lines file.
            media_type: What the bytes were read as.
            decoded: The bytes as text.
            extract: The text a reader sees.
            date: The day that relative dates count from if the document names none.
            line: The line of a record in its file, from 1.
            has_own_id: Whether ``record`` is an id that the record itself states, not its line.

        """
        self.path = path
        self.record = record
        self.line = line
        self.has_own_id = has_own_id
        self.media_type = media_type
        self.decoded = decoded
        self._extract = extract
        self._date = date
        self.source = Layer(LayerName.SOURCE, decoded.text)
        self.text = Layer(LayerName.TEXT, extract.text, self.source, extract.offsets)

    def __reduce__(self) -> tuple[Any, ...]:
        """What it was made from; annotations are made anew where it arrives."""
        decoded = self.decoded
        made_from = decode.Decoded(decoded.text, decoded.encoding, decoded.data, decoded.undecodable)
        arguments = (self.path, self.record, self.media_type, made_from, self._extract)
        return _remade, (*arguments, self._date, self.line, self.has_own_id)

    @cached_property
    def sha256(self) -> str:
        """Of the bytes, in hexadecimal."""
        return hashlib.sha256(self.decoded.data).hexdigest()

    @cached_property
    def repairs(self) -> list[repair.Repair]:
        """The mojibake in TEXT and what it was."""
        return list(repair.repairs(self.text.text))

    @cached_property
    def prose(self) -> Layer:
        """TEXT with its mojibake repaired."""
        if not self.repairs:
            return Layer(LayerName.PROSE, self.text.text, self.text)
        text, offsets = repair.apply(self.text.text, self.repairs)
        return Layer(LayerName.PROSE, text, self.text, offsets)

    def layer(self, name: LayerName) -> Layer:
        """The layer of that name."""
        if name is LayerName.PROSE:
            return self.prose
        return self.text if name is LayerName.TEXT else self.source

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What markup, front matter or the fields of a record state beside the text, as it stands there."""
        return self._extract.statements

    @cached_property
    def metadata(self) -> Mapping[str, tuple[metadata.Value, ...]]:
        """What the document says of itself, by field."""
        return metadata.metadata(self.source.text, self.prose, self._extract.statements)

    @cached_property
    def published(self) -> dt.date | None:
        """The day of publication that the document itself names."""
        return metadata.published(self.metadata)

    @property
    def anchor(self) -> dt.date | None:
        """The day that relative dates count from; never the clock's."""
        return self.published or self._date

    @cached_property
    def language(self) -> language.Language:
        """The language of the text, as detected."""
        return language.detect(self.prose.text)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs, headings and other lines."""
        return paragraphs(self.prose.text)

    def paragraphs_with(self, words: Iterable[str]) -> list[int]:
        """The numbers of the paragraphs that hold one of ``words`` (small letters), in order."""
        text = self.folded
        found = {
            self.paragraph_index.number(place)
            for word in words
            for place in lexicon.places(text, word)
            if not (text[place - 1 : place].isalnum() or text[place + len(word) : place + len(word) + 1].isalnum())
        }
        return sorted(number for number in found if number is not None)

    @cached_property
    def paragraph_index(self) -> SpanIndex:
        """The paragraphs by position."""
        return SpanIndex(self.paragraphs)

    @cached_property
    def splits(self) -> tuple[Split, ...]:
        """The paragraphs that a break cut out of one sentence."""
        return splits(self.prose.text, self.paragraphs, self.block_quotes)

    @cached_property
    def rejoined(self) -> tuple[Span, ...]:
        """The paragraphs, those that a break cut in two as one."""
        return rejoined(self.paragraphs, self.splits)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences; a heading is one."""
        return sentences(self.prose.text, self.rejoined)

    @cached_property
    def sentence_index(self) -> SpanIndex:
        """The sentences by position."""
        return SpanIndex(self.sentences)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What stands between white space in TEXT."""
        return tuple(self.text.text.split())

    @cached_property
    def words_digest(self) -> bytes:
        """The SHA-256 of the words with one blank between them: the same however a text is wrapped."""
        return hashlib.sha256(" ".join(self.words).encode("utf-8", "surrogatepass")).digest()

    @cached_property
    def wording(self) -> wording.Wording:
        """The words of PROSE as they are compared with those of other documents."""
        return wording.Wording(self.prose.text)

    @cached_property
    def distinct_words(self) -> frozenset[str]:
        """What stands between white space in TEXT, each once."""
        return frozenset(self.words)

    @cached_property
    def line_index(self) -> SpanIndex:
        """The lines by position."""
        return SpanIndex(self.lines)

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters of TEXT, for rules that look for odd ones."""
        return characters.distinct(self.text.text)

    @cached_property
    def unknown_words(self) -> tuple[vocabulary.Unknown, ...]:
        """What stands in small letters and is no English word."""
        text = self.prose.text
        if text is self.text.text:
            return vocabulary.unknown(text, self.words, self.distinct_words)
        tokens = text.split()
        return vocabulary.unknown(text, tokens, frozenset(tokens))

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The lines of TEXT that are not blank, without the white space around them."""
        if self.prose.text is self.text.text and not is_hard_wrapped(self.text.text):
            return self.paragraphs
        return lines(self.text.text)

    @cached_property
    def code(self) -> SpanIndex:
        """What the markup sets off as code, or what stands between backticks in TEXT, of up to 200 code points."""
        return SpanIndex(self._extract.code or (Span(*match.span()) for match in _CODE.finditer(self.text.text)))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links of the markup that stand in the text; their places count in SOURCE."""
        return tuple(link for link in self._extract.links if self.text.shown(link.span, LayerName.SOURCE))

    @cached_property
    def references(self) -> tuple[Span, ...]:
        """The words of the links that a reader can follow, in the order of the text."""
        alive = (link.span for link in self.links if leads_to_text(link.target))
        shown = (self.prose.shown(span, LayerName.SOURCE) for span in alive)
        return tuple(sorted(span for span in shown if span))

    @cached_property
    def citations(self) -> tuple[str, ...]:
        """The addresses that the text links to or names, each once, at most 200."""
        targets = [link.target.strip() for link in self.links]
        named = (match[0] for match in ADDRESS.finditer(self.text.text)) if "://" in self.text.text else ()
        found = (target for target in (*targets, *named) if target.lower().startswith(("http://", "https://")))
        return tuple(dict.fromkeys(found))[:200]

    @cached_property
    def quotations(self) -> quotations.Quotations:
        """The quotations, and the quotation marks that lack a partner."""
        return quotations.quotations(self.prose.text, self.rejoined)

    @cached_property
    def quoted(self) -> SpanIndex:
        """The quotations by position."""
        return SpanIndex(self.quotations.spans)

    @cached_property
    def captions(self) -> SpanIndex:
        """The captions, in PROSE, of pictures that the markup still has."""
        shown = (self.prose.shown(span, LayerName.TEXT) for span in self._extract.captions)
        return SpanIndex(span for span in shown if span)

    @cached_property
    def block_quotes(self) -> SpanIndex:
        """The paragraphs that are somebody's words as a whole.

        They are set off as quotations (by the markup, by indentation or by a ``>``), or led by a speaker ("A:").
        """
        text = self.prose.text
        shown = (self.prose.shown(span, LayerName.TEXT) for span in self._extract.block_quotes)
        marked = SpanIndex(span for span in shown if span)
        return SpanIndex(
            paragraph
            for paragraph in self.paragraphs
            if marked.touching(paragraph)
            or _SET_OFF.search(text, max(paragraph.start - 4, 0), paragraph.start + 1)
            or _SPEAKER.match(text, paragraph.start)
        )

    @cached_property
    def dates(self) -> tuple[dates.DateExpression, ...]:
        """The date expressions."""
        return dates.find(self.prose.text, self.anchor, self.folded)

    @cached_property
    def names(self) -> tuple[Span, ...]:
        """The names."""
        return names(self.prose.text, self.paragraphs)

    @cached_property
    def name_index(self) -> SpanIndex:
        """The names by position."""
        return SpanIndex(self.names)

    @cached_property
    def name_places(self) -> dict[str, set[int]]:
        """For each word of a name, by its first letters, the numbers of the paragraphs that have it.

        The first six letters hold "Afghan", "Afghans" and "Afghanistan" together.
        """
        places: dict[str, set[int]] = {}
        for span in self.names:
            number = self.paragraph_index.number(span.start)
            for word in self.prose.text[span.start : span.end].split():
                if number is not None and len(word) > 2:  # noqa: PLR2004 (initials and particles are no names)
                    places.setdefault(word[:6].casefold(), set()).add(number)
        return places

    @cached_property
    def body_start(self) -> int:
        """The number of the first paragraph after the lines that name title, author and date."""
        stated = [value.span for values in self.metadata.values() for value in values if value.span]
        start = 0
        for number, paragraph in enumerate(self.paragraphs[:10]):
            place = self.prose.to(LayerName.SOURCE, paragraph)
            if any(place.overlaps(span) for span in stated):
                start = number + 1
        return start

    @cached_property
    def signatures(self) -> tuple[Signature, ...]:
        """The signatures, those of the author too."""
        return tuple(signatures(self.prose.text, self.paragraphs, self.quoted, self.block_quotes))

    @cached_property
    def foreign_signatures(self) -> tuple[Signature, ...]:
        """The signatures of persons that the byline does not name.

        One that closes a document with no byline, and a first name that closes any, is the author's own, unless a tilde
        makes it a comment.
        """
        byline = " ".join(value.value for value in self.metadata["byline"]).casefold().split()
        found = [signature for signature in self.signatures if signature.name.casefold().split()[-1] not in byline]
        if found and found[-1].paragraph >= len(self.paragraphs) - 2 and self.prose.text[found[-1].span.start] != "~":
            # "-- Karl" at the very end is how authors take their leave.
            is_leave = " " not in found[-1].name or (not byline and len(found) == 1)
            found = found[:-1] if is_leave else found
        if not found or (not byline and len({signature.name for signature in found}) > 1):
            return ()
        # Where many persons sign, as on a page of letters, nobody intrudes.
        return () if self.kind is opinion.Kind.COLLECTION else tuple(found)

    @cached_property
    def folded(self) -> str:
        """PROSE in lower case with straight apostrophes, of the same length."""
        return lexicon.folded(self.prose.text)

    @cached_property
    def hits(self) -> list[lexicon.Hit]:
        """The entries of the lexicons that stand in the text."""
        return lexicon.scan(self.folded)

    @cached_property
    def figures(self) -> tuple[figures.Figure, ...]:
        """The figures that claim something."""
        return figures.figures(self.prose.text, self.folded)

    @cached_property
    def quantities(self) -> tuple[quantities.Quantity, ...]:
        """The numbers, in figures and in words, each with its unit and with how far it is left open."""
        return quantities.quantities(self.folded)

    @cached_property
    def _sourced(self) -> tuple[tuple[attribution.Attribution, ...], tuple[attribution.Speaker, ...]]:
        text = self.prose.text
        return attribution.attributions(
            text, self.folded, self.sentences, SpanIndex(self.rejoined), self.hits, self.quotations, self.references
        )

    @property
    def attributions(self) -> tuple[attribution.Attribution, ...]:
        """For each sentence, who or what answers for it."""
        return self._sourced[0]

    @cached_property
    def sourced_share(self) -> float:
        """The share of sentences for which somebody can be asked, 0 to 1."""
        return sum(one.is_sourced for one in self.attributions) / max(len(self.attributions), 1)

    @property
    def speakers(self) -> tuple[attribution.Speaker, ...]:
        """For each quotation, who speaks."""
        return self._sourced[1]

    @cached_property
    def blocks(self) -> opinion.Blocks:
        """The blocks of paragraphs, to be asked how far each is opinion and how far it belongs with the others."""
        text = self.prose.text
        quoted = SpanIndex(merged([*self.quotations.spans, *self.quotations.unclosed]))
        return opinion.Blocks(opinion.measures(text, self.folded, self.paragraphs, self.sentences, quoted))

    @cached_property
    def kind(self) -> opinion.Kind:
        """What kind of document it is."""
        turns = self.block_quotes.touching(Span(0, len(self.prose.text)))
        return opinion.kind(self.prose.text, self.paragraphs[self.body_start :], turns, self.signatures, self.stance)

    @cached_property
    def stance(self) -> float:
        """How far all of the body is opinion, beside plain reporting: log odds."""
        return self.blocks.stance(self.body_start)

    @cached_property
    def editor_notes(self) -> tuple[EditorNote, ...]:
        """The notes by somebody who is not the author."""
        return tuple(editor_notes(self.prose.text, self.paragraphs))

    @cached_property
    def foreign_passages(self) -> tuple[tuple[Span, Language], ...]:
        """The passages of a text in English that are in another language, each with that."""
        where = (self.paragraph_index, self.quoted, self.block_quotes)
        return tuple(foreign_passages(self.prose.text, self.sentences, *where))

    @cached_property
    def readability(self) -> dict[str, float]:
        """How hard the text is to read."""
        return readability.readability(self.prose.text)


def _remade(
    path: str,
    record: str | None,
    media_type: str,
    decoded: decode.Decoded,
    extract: Extract,
    date: dt.date | None,
    line: int | None,
    has_own_id: bool,  # noqa: FBT001 (pickle gives arguments by place)
) -> Document:
    return Document(path, record, media_type, decoded, extract, date=date, line=line, has_own_id=has_own_id)
