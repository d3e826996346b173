from reports.documentation import Block, blocks

TEXT = """A title line.

**What it finds.** Dates whose
day does not exist.

```flagged
On ⟦April 31⟧.

Twice.
```

**Known misses.** None.
"""


def test_documentation_is_read_as_paragraphs_and_examples() -> None:
    """Lines of a paragraph run on, those of an example stand as they are; the title is the page's own."""
    assert blocks(TEXT) == [
        Block("What it finds.", "Dates whose day does not exist.", is_example=False),
        Block("flagged", "On ⟦April 31⟧.\n\nTwice.", is_example=True),
        Block("Known misses.", "None.", is_example=False),
    ]


def test_documentation_of_one_line_has_no_blocks() -> None:
    """The page shows the summary anyway."""
    assert blocks("One.") == []
