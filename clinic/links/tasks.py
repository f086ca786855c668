"""What the worker does for links: looking where they lead, a little at a time."""

from clinic.jobs.periodic import periodic
from clinic.links.checking import check_batch

SECONDS = 20


@periodic("*/5 * * * *", "Looks whether links still lead somewhere")
def check_links() -> None:
    check_batch(SECONDS)
