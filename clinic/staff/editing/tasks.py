"""What the worker does for uploaded files."""

from clinic.content.kept_uploads import forget_old
from clinic.jobs.periodic import periodic


@periodic("41 3 * * *", "Forgets uploads that nobody finished")
def forget_kept_files() -> None:
    forget_old()
