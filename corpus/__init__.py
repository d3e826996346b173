"""Bytes to documents: load, decode, extract, segment, annotate. Imports nothing of ours but itself."""
