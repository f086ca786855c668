"""What is stored about background work: how each job went last, pages that could not be published, and mail."""

from .last_run import LastRun
from .publishing_failure import PublishingFailure
from .stored_mail import StoredMail

__all__ = ["LastRun", "PublishingFailure", "StoredMail"]
