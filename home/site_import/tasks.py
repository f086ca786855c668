"""What the worker does for imports of websites: a few seconds at a time, so that other jobs get their turn."""

import time
from contextlib import suppress

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from clinic.jobs.periodic import periodic
from home.site_import.import_stages import work
from home.site_import.keeping import forget
from home.site_import.models import SiteImport, Stage

SECONDS = 20
TOO_OLD = "What was kept of it was removed after 30 days. Import the website again to go on; nothing is made twice."


@app.task(name="move_in")
def move_in(pk: int) -> None:
    site = SiteImport.objects.filter(pk=pk).first()
    if site is None:
        return
    ends: list[float] = []

    def goes_on(site: SiteImport) -> bool:
        """The time counts from the first thing done: a source may take a while to be opened."""
        ends.append(time.monotonic() + SECONDS)
        return time.monotonic() < ends[0]

    work(site, goes_on)
    if site.is_working:
        later(site)


def later(site: SiteImport) -> None:
    """Have the worker go on with it, once."""
    name = f"move_in-{site.pk}"
    with suppress(AlreadyEnqueued):
        move_in.configure(lock=name, queueing_lock=name).defer(pk=site.pk)


@periodic("50 3 * * *", "Forgets old websites that nobody went on importing")
def forget_old_websites() -> None:
    """Imports that nobody went on with for a month."""
    for site in SiteImport.objects.outlived():
        forget(site)
        if site.stage != Stage.DONE:
            SiteImport.objects.filter(pk=site.pk).update(stage=Stage.FAILED, trouble=TOO_OLD)
