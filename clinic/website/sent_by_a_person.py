"""What tells a program that fills in every form it finds from somebody who wrote: a field to leave alone, and the time.

No puzzle, no script, no cookie. Whoever is taken for a program by mistake loses nothing: their words are shown again,
and sending them once more does. We never keep the page of the form (`no-store`), so each carries a time of its own; one
that a browser kept only carries an earlier one.
"""

import time

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

TRAP, OPENED = "website", "opened"
# Seconds. Nobody reads the page and writes a question in less; a time that somebody copied serves for a day.
QUICKEST, OLDEST = 3, 24 * 60 * 60
signer = Signer(salt="opened")


def opened(request: HttpRequest) -> str:
    """For the form's hidden field, signed: since when it is there. Whoever gets it back has had time enough."""
    return signer.sign(str(int(time.time()) - (QUICKEST if request.method == "POST" else 0)))


def seems_automatic(request: HttpRequest) -> bool:
    return bool(request.POST.get(TRAP)) or not QUICKEST <= age(request.POST.get(OPENED, "")) <= OLDEST


def age(sent: str) -> float:
    """How many seconds the form was there; less than none where the time is not ours."""
    try:
        return time.time() - int(signer.unsign(sent))
    except (BadSignature, ValueError):
        return -1
