"""Words put in mouths."""
