"""What letters to staff need: whom to write to, and full addresses in the admin, whichever process writes them."""

from django.conf import settings
from django.urls import reverse

from clinic.people.roles import members


def addresses_of_admins() -> list[str]:
    return list(members("admin").exclude(email="").values_list("email", flat=True))


def address_in_admin(name: str, *args: object, **kwargs: object) -> str:
    """Of the screen of this name."""
    return settings.WAGTAILADMIN_BASE_URL + reverse(name, urlconf="clinic.urls.staff", args=args, kwargs=kwargs)
