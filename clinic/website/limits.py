"""How often somebody may try. Counts live in the database, so that all processes count together."""

import ipaddress
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from clinic.website.models import TriesOfStaff, TriesOfVisitors

# In one statement: of a hundred who try at once each is counted.
ADD = """INSERT INTO {table} AS kept (key, until, times) VALUES (%s, %s, 1) ON CONFLICT (key) DO UPDATE SET
    times = CASE WHEN kept.until > %s THEN kept.times + 1 ELSE 1 END,
    until = CASE WHEN kept.until > %s THEN kept.until ELSE EXCLUDED.until END RETURNING times"""


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
    """Once more; how often that makes within the `seconds` that began with the first time."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(ADD.format(table=tries()._meta.db_table), [key, now + timedelta(seconds=seconds), now, now])
        [times] = cursor.fetchone()
    if times == 1:
        forget_some()
    return times


def counted(key: str) -> int:
    return tries().objects.filter(key=key, until__gt=timezone.now()).values_list("times", flat=True).first() or 0


def forget_some() -> None:
    """Two for one that is added, so that no flood of names stays."""
    over = tries().objects.filter(until__lte=timezone.now()).order_by("until").values("key")[:2]
    tries().objects.filter(key__in=over).delete()


def tries() -> type[TriesOfStaff] | type[TriesOfVisitors]:
    return TriesOfVisitors if settings.CLINIC_PROCESS == "site" else TriesOfStaff
