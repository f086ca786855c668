"""Going round: every public page is finished beforehand, also those that nobody has asked for since they changed."""

import fcntl
import logging
import time
from collections.abc import Iterator
from io import BytesIO
from threading import Thread
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import connections
from wagtail.models import Page

from clinic.site.visibility import for_visitors
from clinic.website.page_cache.serving import FromMemory

logger = logging.getLogger(__name__)
# How much longer than a page took to make the next one waits: visitors come first.
REST = 4
# Between two rounds where nothing changed, in seconds; how often that is looked at.
PAUSE, LOOK_EVERY = 600, 1
# Home, lists and pages about the clinic: where many read, and where every change may show.
HIGHEST = 3


class Rounds:
    """Of one process of this machine: the others find on disk what it has made."""

    def __init__(self, door: FromMemory) -> None:
        self.door = door
        self.seen = ""

    def begin(self) -> None:
        Thread(target=self.run, name="rounds", daemon=True).start()

    def run(self) -> None:
        self.door.watch.begin()
        self.door.store.folder.mkdir(parents=True, exist_ok=True)
        with (self.door.store.folder / "rounds.lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)  # until the process that goes round now has ended
            while True:
                try:
                    self.go_round()
                except Exception:
                    logger.exception("The pages could not be finished beforehand")
                connections.close_all()
                self.wait()

    def go_round(self) -> None:
        # What changes meanwhile makes another round begin at once.
        self.seen = latest = self.door.version
        for address in public_addresses(depth__gt=1):
            self.see_to(address)
            if latest != self.door.version:
                latest = self.door.version
                for first in public_addresses(depth__gt=1, depth__lte=HIGHEST):
                    self.see_to(first)
        self.door.store.sweep()

    def see_to(self, address: str) -> None:
        """Have the page made, unless it is finished or nothing can be made now."""
        environ = visit_to(address)
        began = time.monotonic()
        if not self.door.watch.is_away and not self.door.found(self.door.key_of(environ) or ""):
            self.door(environ, lambda *told: None)
            time.sleep(REST * (time.monotonic() - began))

    def wait(self) -> None:
        ends = time.monotonic() + PAUSE
        while time.monotonic() < ends and (self.door.watch.is_away or self.seen == self.door.version):
            time.sleep(LOOK_EVERY)


def public_addresses(**which: int) -> Iterator[str]:
    """Of all pages that visitors may read, the highest first."""
    pages = for_visitors(Page.objects.filter(**which)).select_related("locale").order_by("depth", "path")
    for page in list(pages):
        if (parts := page.get_url_parts()) and parts[2]:
            yield parts[2]


def visit_to(address: str) -> dict[str, Any]:
    """The WSGI environment of a visitor who comes to this address of the site."""
    site = urlsplit(settings.SITE_URL)
    environ: dict[str, Any] = {"PATH_INFO": address, "HTTP_HOST": site.netloc, "SERVER_NAME": site.hostname or ""}
    environ |= {"wsgi.url_scheme": site.scheme, "wsgi.input": BytesIO(), "REMOTE_ADDR": "127.0.0.1"}
    if settings.SECURE_PROXY_SSL_HEADER and site.scheme == "https":
        name, value = settings.SECURE_PROXY_SSL_HEADER
        environ[name] = value
    setup_testing_defaults(environ)
    return environ
