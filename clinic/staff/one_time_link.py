"""A link that works once: mailed to the person it is for, or shown to whoever made it where mail goes nowhere."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime


@dataclass(frozen=True)
class OneTimeLink:
    """`address` opens it until `ends`; `letter` brings it to `person`, where it says to whom.

    `note`: what follows for whoever is shown it.
    """

    address: str
    ends: datetime
    person: str
    letter: EmailMessage
    note: str = ""

    @property
    def until(self) -> str:
        return date_format(localtime(self.ends), "j F Y, H:i")

    @property
    def can_be_mailed(self) -> bool:
        return settings.HAS_MAIL_SERVER and any(self.letter.to)


def deliver(request: HttpRequest, link: OneTimeLink, back: str) -> HttpResponse:
    """On to `back` with a word that it was sent; else the only screen that ever shows the link."""
    if not link.can_be_mailed:
        return render(request, "clinic/one_time_link.html", {"link": link, "back": back})
    link.letter.send()
    messages.success(
        request, f"The link is on its way to {', '.join(link.letter.to)}. It works once, until {link.until}."
    )
    return redirect(back)
