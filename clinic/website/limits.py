"""How often somebody may try. Counts live in the database, so that all processes count together."""

import ipaddress
import time
from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest


def too_often(request: HttpRequest, what: str, most: int, seconds: float) -> bool:
    """Whether this visitor has tried `what` more than `most` times in `seconds`."""
    return count(f"{what}:{visitor(request)}", seconds) > most


def visitor(request: HttpRequest) -> str:
    """Who asks."""
    return hidden(line(address(request)))


def line(asking: str) -> str:
    """Whoever has one address of IPv6 has the whole /64, and is one visitor."""
    try:
        found = ipaddress.ip_address(asking)
    except ValueError:
        return asking
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((int(found), 64), strict=False))


def address(request: HttpRequest) -> str:
    """Behind proxies of our own whom the outermost of them heard, never what visitors say themselves."""
    heard = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    behind = settings.PROXIES and len(heard) >= settings.PROXIES
    return heard[-settings.PROXIES].strip() if behind else request.META.get("REMOTE_ADDR", "")


def hidden(words: str) -> str:
    """What is kept of an address or a name: enough to count, nothing to read."""
    return sha256(f"{settings.SECRET_KEY}{words}".encode()).hexdigest()[:16]


def count(key: str, seconds: float) -> int:
    """Once more; how often that makes in this stretch of `seconds`."""
    counter = caches["shared"]
    counter.add(in_this_stretch(key, seconds), 0)
    try:
        return counter.incr(in_this_stretch(key, seconds))
    except ValueError:  # The next stretch began between the two calls.
        return 1


def counted(key: str, seconds: float) -> int:
    return caches["shared"].get(in_this_stretch(key, seconds), 0)


def in_this_stretch(key: str, seconds: float) -> str:
    """A count begins anew by itself: adding to it would put off the end of a row in the cache."""
    return f"{key}:{int(time.time() // seconds)}"
