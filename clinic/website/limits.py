"""How often one address may try. Counts live in the database, so that all processes count together."""

from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest


def too_often(request: HttpRequest, what: str, most: int, seconds: float) -> bool:
    """Whether this visitor has tried `what` more than `most` times in `seconds`. Only a hash of the address is kept."""
    visitor = sha256(f"{settings.SECRET_KEY}{request.META.get('REMOTE_ADDR', '')}".encode()).hexdigest()[:16]
    counter = caches["shared"]
    key = f"{what}:{visitor}"
    counter.add(key, 0, timeout=seconds)
    try:
        return counter.incr(key) > most
    except ValueError:  # It ran out between the two calls.
        return False
