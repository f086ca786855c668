"""What this room has done again and again: publishing what is due, and keeping the queues of jobs and mail in order."""

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from clinic.jobs.mail import delivery
from clinic.jobs.models import StoredMail
from clinic.jobs.periodic import periodic
from clinic.jobs.publishing_failed import tell_about_failures
from clinic.jobs.scheduled_publishing import run_due

# For so long finished jobs are kept, so that one can look at them.
KEPT_HOURS = 24


@periodic("* * * * *", "Puts pages live, and takes them down, at their time")
def publish_due() -> None:
    run_due()
    tell_about_failures()


@periodic("* * * * *", "Begins again what was cut off")
def retry_stalled_jobs() -> None:
    """Jobs whose worker was killed are done again."""
    async_to_sync(put_stalled_back)()


async def put_stalled_back() -> None:
    for job in await app.job_manager.get_stalled_jobs():
        try:
            await app.job_manager.retry_job(job)
        except UniqueViolation:  # a later run of the same periodic job waits already
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)


@periodic("* * * * *", "Tells of mail that did not arrive")
def report_undelivered_mail() -> None:
    delivery.give_up_left_behind()
    delivery.report_trouble()


@periodic("23 3 * * *", "Clears away old mail and notes of old work")
def remove_old_jobs() -> None:
    """And old mail."""
    async_to_sync(app.job_manager.delete_old_jobs)(
        nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
    StoredMail.objects.outlived().delete()
