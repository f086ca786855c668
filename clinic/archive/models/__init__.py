from .edition import Edition
from .translation import Match, Translation

__all__ = [
    "Edition",
    "Match",
    "Translation",
]
