"""Claims that nobody answers for."""
