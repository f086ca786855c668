"""What the worker does for links: looking where they lead, a little at a time."""

from clinic.jobs.periodic import periodic
from clinic.links.rounds import check_slice

SECONDS = 20


@periodic("*/5 * * * *")
def check_links() -> None:
    check_slice(SECONDS)
