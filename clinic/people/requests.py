"""A request in the admin, for annotations."""

from django.http import HttpRequest

from clinic.people.models import User


class StaffRequest(HttpRequest):
    """A request of somebody who is logged in."""

    user: User
