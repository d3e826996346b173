"""Text that stands elsewhere in the corpus."""
