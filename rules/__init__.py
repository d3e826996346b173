"""The rules, listed by hand, in the order of the catalogue."""

from rules.attribution import unattributed_statistic, vague_attribution
from rules.dates import impossible_date, relative_without_anchor, weekday_mismatch
from rules.encoding import mixed_script_word, mojibake, stray_mojibake
from rules.extraction import markup_residue, share_button_residue
from rules.model import Rule
from rules.opinion import foreign_signature, inserted_passage
from rules.provenance import (
    missing_byline,
    missing_date,
    missing_licence,
    missing_publisher,
    missing_source_url,
    missing_title,
)
from rules.quotation import unbalanced_quotes
from rules.reuse import duplicate_document

RULES: tuple[Rule, ...] = (
    mojibake.RULE,
    stray_mojibake.RULE,
    mixed_script_word.RULE,
    markup_residue.RULE,
    share_button_residue.RULE,
    inserted_passage.RULE,
    foreign_signature.RULE,
    unattributed_statistic.RULE,
    vague_attribution.RULE,
    unbalanced_quotes.RULE,
    impossible_date.RULE,
    weekday_mismatch.RULE,
    relative_without_anchor.RULE,
    missing_title.RULE,
    missing_byline.RULE,
    missing_date.RULE,
    missing_publisher.RULE,
    missing_licence.RULE,
    missing_source_url.RULE,
    duplicate_document.RULE,
)
