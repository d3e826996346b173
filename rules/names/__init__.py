"""One person or body under two names."""
