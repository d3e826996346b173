"""``python -m audit`` is ``source-audit``.

``python -m`` looks for modules in the working directory first, and that may be a folder of sources from anywhere, with
a ``rules`` or a ``click.py`` of its own. It is taken off the search path, unless it is where this package lies.
"""

import os
import sys

if sys.path[0] in {"", os.getcwd()} and not os.path.samefile(os.path.dirname(os.path.dirname(__file__)), os.curdir):  # noqa: PTH109, PTH120, PTH121 (pathlib might be one of theirs)
    del sys.path[0]

from audit.cli import main

main(prog_name="source-audit")
