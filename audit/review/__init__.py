"""Review: what people decide in a report becomes the baseline."""

from audit.review.merging import Contradiction, Merged, merged
from audit.review.server import ReviewServer

__all__ = ["Contradiction", "Merged", "ReviewServer", "merged"]
