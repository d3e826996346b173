"""Commentary that is not the reporting's own."""
