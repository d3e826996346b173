"""Where a document comes from, and what it does not say."""
