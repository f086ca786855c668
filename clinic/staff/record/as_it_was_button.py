"""The way from a page in the admin to what it said on a day."""

from collections.abc import Iterator

from django.urls import reverse
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from clinic.pages.models import ClinicPage
from clinic.people.models import User
from clinic.staff.record.views import may_read_record


def as_it_was_button(
    page: Page, user: User, next_url: str | None = None, view_name: str | None = None
) -> Iterator[Button]:
    """In the header of the editor."""
    if isinstance(page, ClinicPage) and may_read_record(user, page):
        yield Button("As it was on a day…", reverse("clinic_as_it_was", args=[page.pk]), icon_name="date", priority=70)
