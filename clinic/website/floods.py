"""Whoever asks faster than a person can is asked to wait, before anything is looked up for them.

The workers of a server share one piece of memory that never grows (docs/decisions/0067-…).
"""

import mmap
import os
import time
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from clinic.website.limits import visitor
from clinic.website.unavailable import plain_page

# Each visitor has a place in every row; who shares one with somebody else hardly shares the other.
ROWS, PLACES = 2, 2**16
# So many at once cost nobody a wait: words corrected while they are typed, several people behind one address.
AT_ONCE = 20
# What is lost of a sum of fractions of a second.
ROUNDED = 1e-6

View = Callable[..., HttpResponse]


class Paces:
    """When each visitor's next request is due, as numbers in places that a secret of this server chooses.

    Made before the workers are, so that they count together. Two that write at the same moment may count one request
    for both, which matters to nobody. What is over says nothing: it is less than the time it is now.
    """

    def __init__(self) -> None:
        self.due = memoryview(mmap.mmap(-1, ROWS * PLACES * 8)).cast("d")
        self.secret = os.urandom(16)

    def wait(self, who: str, a_second: float) -> float:
        """For how many seconds `who` has to wait; 0 counts one more request."""
        now = time.monotonic()
        places = self.places_of(who)
        due = max(now, min(self.due[place] for place in places))
        too_early = due - now - (AT_ONCE - 1) / a_second
        if too_early > ROUNDED:
            return too_early
        for place in places:
            self.due[place] = max(self.due[place], due + 1 / a_second)
        return 0

    def places_of(self, who: str) -> list[int]:
        digest = blake2b(who.encode(), key=self.secret, digest_size=ROWS * 4).digest()
        return [row * PLACES + int.from_bytes(digest[row * 4 : row * 4 + 4]) % PLACES for row in range(ROWS)]


searching = Paces()


def at_a_persons_pace(view: View) -> View:
    """Decorates a view that searches: SEARCHES_A_SECOND for each visitor, without an end where that is 0."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return too_fast(request) or view(request, *args, **kwargs)

    return answer


def too_fast(request: HttpRequest) -> HttpResponse | None:
    """The answer to somebody who has to wait."""
    wait = settings.SEARCHES_A_SECOND and searching.wait(visitor(request), settings.SEARCHES_A_SECOND)
    return asked_to_wait(request, wait) if wait else None


def asked_to_wait(request: HttpRequest, seconds: float) -> HttpResponse:
    headers = {"Retry-After": str(ceil(seconds)), "Cache-Control": "no-store"}
    return plain_page(request, "too_fast.html", 429, headers)
