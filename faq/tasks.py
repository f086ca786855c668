"""What the worker does for the library: removing uploads that nobody made a draft of."""

from clinic.jobs.periodic import periodic
from faq.importing import uploads


@periodic("20 * * * *", "Forgets documents that nobody went on importing")
def forget_uploads() -> None:
    uploads.forget_old()
