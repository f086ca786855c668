"""Reviews, what they ask for, links to sign, reminders, change notes and the steps of the workflow."""

from .byline import Byline, NamesWriter
from .change_note import ChangeNote, TellsChanges
from .clinician import Clinician, FormerEntry
from .meaning_said import MeaningSaid
from .remark import Remark
from .reminder import Reminder
from .review import Review, SignOffLink
from .tasks import PublishTask, SignOffTask
from .word import GivenWord

__all__ = [
    "Byline",
    "ChangeNote",
    "Clinician",
    "FormerEntry",
    "GivenWord",
    "MeaningSaid",
    "NamesWriter",
    "PublishTask",
    "Remark",
    "Reminder",
    "Review",
    "SignOffLink",
    "SignOffTask",
    "TellsChanges",
]
