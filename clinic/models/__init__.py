from clinic.publishing.tasks import PublishTask, SignOffTask

from .bin import Bin, BinnedPage
from .change_note import ChangeNote, TellsChanges
from .claims import ClaimRule
from .details import ClinicDetails
from .details_words import DetailsWords
from .edition import Edition
from .figures import KeyFigure
from .kept_aside import KeptAside
from .link_watch import LinkUse, WatchedLink
from .mail import StoredMail
from .media import ClinicDocument, ClinicImage, ClinicRendition
from .notice import UrgentNotice
from .pages import ClinicPage
from .people import User
from .pulse import HeldUp, Pulse
from .reminder import Reminder
from .review import Review, SignOffLink
from .translation import Match, MeaningSaid, Translation
from .withdrawal import Withdrawal

__all__ = [
    "ClaimRule",
    "Bin",
    "BinnedPage",
    "ChangeNote",
    "ClinicDetails",
    "ClinicDocument",
    "ClinicImage",
    "ClinicPage",
    "ClinicRendition",
    "DetailsWords",
    "Edition",
    "HeldUp",
    "KeptAside",
    "KeyFigure",
    "LinkUse",
    "Match",
    "MeaningSaid",
    "PublishTask",
    "Pulse",
    "Reminder",
    "Review",
    "SignOffLink",
    "SignOffTask",
    "StoredMail",
    "TellsChanges",
    "Translation",
    "UrgentNotice",
    "User",
    "WatchedLink",
    "Withdrawal",
]
