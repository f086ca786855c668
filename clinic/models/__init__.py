from .details import ClinicDetails
from .figures import KeyFigure
from .media import ClinicDocument, ClinicImage, ClinicRendition
from .pages import ClinicPage
from .people import User

__all__ = [
    "ClinicDetails",
    "ClinicDocument",
    "ClinicImage",
    "ClinicPage",
    "ClinicRendition",
    "KeyFigure",
    "User",
]
