"""Whom to tell of a weakness, where people who look for one look first (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

# Until when what it says holds: it is made anew each time.
HOLDS = timedelta(days=180)


def security_txt(request: HttpRequest) -> HttpResponse:
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404("SECURITY_CONTACT is not set.")
    ends = (timezone.now() + HOLDS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = {
        "Contact": contact if ":" in contact else f"mailto:{contact}",
        "Expires": ends.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": ", ".join(code for code, _ in settings.LANGUAGES),
        "Canonical": f"{settings.SITE_URL}{request.path}",
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
