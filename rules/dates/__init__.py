"""Time that does not add up."""
