from clinic.publishing.tasks import PublishTask, SignOffTask

from .details import ClinicDetails
from .figures import KeyFigure
from .media import ClinicDocument, ClinicImage, ClinicRendition
from .pages import ClinicPage
from .people import User
from .review import Review, SignOffLink

__all__ = [
    "ClinicDetails",
    "ClinicDocument",
    "ClinicImage",
    "ClinicPage",
    "ClinicRendition",
    "KeyFigure",
    "PublishTask",
    "Review",
    "SignOffLink",
    "SignOffTask",
    "User",
]
