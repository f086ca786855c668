"""What patients have read, and what translations say of it."""

from .edition import Edition
from .match import Match
from .translation import Translation

__all__ = [
    "Edition",
    "Match",
    "Translation",
]
