"""The rules, listed by hand, in the order of the catalogue."""

from rules.attribution import unattributed_statistic, vague_attribution
from rules.dates import impossible_date, relative_without_anchor, weekday_mismatch
from rules.encoding import (
    control_character,
    declared_charset,
    double_escaping,
    invalid_bytes,
    invisible_character,
    irregular_space,
    ligature,
    mixed_script_word,
    mojibake,
    quote_style_mix,
    replacement_character,
    stray_mojibake,
)
from rules.extraction import (
    boilerplate_residue,
    caption_residue,
    dead_link,
    fused_words,
    markup_residue,
    repeated_block,
    share_button_residue,
    split_hyphen,
    split_paragraph,
    truncated_text,
)
from rules.model import Rule
from rules.opinion import foreign_signature, inserted_passage
from rules.provenance import (
    content_credentials,
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
    replacement_character.RULE,
    invalid_bytes.RULE,
    declared_charset.RULE,
    control_character.RULE,
    invisible_character.RULE,
    mixed_script_word.RULE,
    double_escaping.RULE,
    ligature.RULE,
    irregular_space.RULE,
    quote_style_mix.RULE,
    markup_residue.RULE,
    share_button_residue.RULE,
    boilerplate_residue.RULE,
    fused_words.RULE,
    split_paragraph.RULE,
    split_hyphen.RULE,
    truncated_text.RULE,
    caption_residue.RULE,
    dead_link.RULE,
    repeated_block.RULE,
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
    content_credentials.RULE,
    duplicate_document.RULE,
)
