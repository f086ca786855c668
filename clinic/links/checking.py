"""A slice of checking: the addresses that have waited longest, for a limited time, one check at a time anywhere."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import cache

from clinic.links.links_of_pages import look_inside_again
from clinic.links.models import WatchedLink
from clinic.links.others_robots_txt import Robots
from clinic.links.verdict import FINE, UNCLEAR, Checker, Verdict
from clinic.links.visiting import Visitor
from clinic.ops.database_lock import transaction_of_its_own

# Any number nothing else in this database locks; "links" read as five bytes.
LOCK = int.from_bytes(b"links")
# More than a slice can hold.
MOST_DUE = 500
CUT_OFF = Verdict(UNCLEAR, "Nobody answered at all: this machine may have no way to the internet.", answered=False)
AGENT = f"ClinicLinkCheck/1.0 (+{settings.SITE_URL}/)"


def checker() -> Checker:
    """A Checker that goes nowhere but to the open internet. Nothing can be set that would let it go elsewhere."""
    visitor = Visitor(AGENT)
    return Checker(visitor, Robots(visitor, cache))


def check_batch(seconds: float, checks: Checker | None = None) -> int | None:
    """Check what is due until `seconds` have passed. Returns how many were checked; None while another check runs."""
    with alone() as only:
        return check_due(seconds, checks or checker()) if only else None


def check_due(seconds: float, checks: Checker) -> int:
    end = time.monotonic() + seconds
    look_inside_again()
    verdicts = []
    for link in turns(WatchedLink.objects.due()[:MOST_DUE]):
        if time.monotonic() >= end:
            break
        verdicts.append((link, checks.check(link.url)))
    cut_off = bool(verdicts) and not any(verdict.answered for _, verdict in verdicts) and is_cut_off(checks)
    for link, verdict in verdicts:
        verdict = CUT_OFF if cut_off else verdict
        link.note(verdict.result, verdict.words)
    return len(verdicts)


def is_cut_off(checks: Checker) -> bool:
    """Nobody has answered: is it us? Asks for an address that was fine when last seen; without one, it may be."""
    known = WatchedLink.objects.filter(result=FINE, inside=False).order_by("-looked_at").first()
    return known is None or not checks.check(known.url).answered


def turns(links: Iterable[WatchedLink]) -> Iterator[WatchedLink]:
    """The links so that neighbours are of different hosts: the pauses at one host are used for others."""
    hosts: dict[str, list[WatchedLink]] = {}
    for link in links:
        hosts.setdefault(link.url.partition("//")[2].partition("/")[0].lower(), []).append(link)
    rows = list(hosts.values())
    while rows:
        for row in rows:
            yield row.pop(0)
        rows = [row for row in rows if row]


@contextmanager
def alone() -> Iterator[bool]:
    """Whether no other process checks links now; the database forgets the lock should this one die."""
    with transaction_of_its_own() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        yield cursor.fetchone() == (True,)
