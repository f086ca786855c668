from clinic.publishing.tasks import PublishTask, SignOffTask

from .bin import Bin, BinnedPage
from .change_note import ChangeNote, TellsChanges
from .details import ClinicDetails
from .figures import KeyFigure
from .link_watch import LinkUse, WatchedLink
from .mail import StoredMail
from .media import ClinicDocument, ClinicImage, ClinicRendition
from .notice import UrgentNotice
from .pages import ClinicPage
from .people import User
from .review import Review, SignOffLink
from .withdrawal import Withdrawal

__all__ = [
    "Bin",
    "BinnedPage",
    "ChangeNote",
    "ClinicDetails",
    "ClinicDocument",
    "ClinicImage",
    "ClinicPage",
    "ClinicRendition",
    "KeyFigure",
    "LinkUse",
    "PublishTask",
    "Review",
    "SignOffLink",
    "SignOffTask",
    "StoredMail",
    "TellsChanges",
    "UrgentNotice",
    "User",
    "WatchedLink",
    "Withdrawal",
]
