"""``python -m audit`` is ``source-audit``."""

from audit.cli import main

main(prog_name="source-audit")
