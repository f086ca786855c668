"""What patients have read, and what translations say of it."""

from .edition import Edition
from .translation import Match, Translation

__all__ = [
    "Edition",
    "Match",
    "Translation",
]
