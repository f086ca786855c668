"""What pages hold besides words: key figures, images and documents."""

from .key_figure import KeyFigure
from .media import ClinicDocument, ClinicImage, ClinicRendition
from .shared_text import SharedText
from .unsigned_words import UnsignedWords

__all__ = [
    "ClinicDocument",
    "ClinicImage",
    "ClinicRendition",
    "KeyFigure",
    "SharedText",
    "UnsignedWords",
]
