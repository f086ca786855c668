"""What the worker does for people who cannot log in."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from procrastinate.contrib.django import app

from clinic.people.first_admin import link_ends, link_for
from clinic.people.models import User


@app.task(name="write_password_letters")
def write_password_letters(people: list[int]) -> None:
    """The link leads to the admin's address from the settings: what a request said of its host is in no letter."""
    for user in User.objects.filter(pk__in=people, is_active=True):
        words = {"user": user, "address": link_for(user), "ends": link_ends()}
        EmailMessage("A new password", render_to_string("emails/new_password.txt", words), to=[user.email]).send()
