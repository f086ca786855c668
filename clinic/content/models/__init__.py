"""What pages hold besides words: key figures, images and documents."""

from .key_figure import KeyFigure
from .media import ClinicDocument, ClinicImage, ClinicRendition

__all__ = [
    "ClinicDocument",
    "ClinicImage",
    "ClinicRendition",
    "KeyFigure",
]
