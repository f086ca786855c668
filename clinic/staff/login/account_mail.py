"""What people hear by mail of their own account: whoever it was, they know."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from clinic.people.models import User


def tell(user: User, happened: str) -> None:
    """`happened` begins a sentence that ends with "for your account"."""
    tell_at(user.email, user, happened)


def tell_at(address: str, user: User, happened: str) -> None:
    """The same at an address that is theirs no more."""
    if address:
        words = {"user": user, "happened": happened, "address": settings.WAGTAILADMIN_BASE_URL}
        EmailMessage(happened, render_to_string("emails/account_changed.txt", words), to=[address]).send()
