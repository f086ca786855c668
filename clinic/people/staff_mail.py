"""What letters to staff need: whom to write to, and full addresses in the admin, whichever process writes them."""

from django.conf import settings
from django.db.models import Model
from django.urls import get_urlconf, reverse, set_urlconf
from wagtail.admin.admin_url_finder import AdminURLFinder

from clinic.people.roles import members

STAFF = "clinic.urls.staff"


def addresses_of_admins() -> list[str]:
    return list(members("admin").exclude(email="").values_list("email", flat=True))


def editor_in_admin(thing: Model) -> str:
    """Of the form in which `thing` is edited; empty where it has none."""
    before = get_urlconf()
    set_urlconf(STAFF)
    try:
        address = AdminURLFinder().get_edit_url(thing)
    finally:
        set_urlconf(before)
    return settings.WAGTAILADMIN_BASE_URL + address if address else ""


def address_in_admin(name: str, *args: object, **kwargs: object) -> str:
    """Of the screen of this name."""
    return settings.WAGTAILADMIN_BASE_URL + reverse(name, urlconf=STAFF, args=args, kwargs=kwargs)
