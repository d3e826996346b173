"""The repairs that have exactly one right answer: what they change, as a diff, as bytes, and where everything went."""

from audit.fix.diff import diff
from audit.fix.files import FixedFile, fix_all
from audit.fix.fixing import Fixed, fix

__all__ = ["Fixed", "FixedFile", "diff", "fix", "fix_all"]
