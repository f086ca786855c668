"""A detail that was changed in one language only: whoever changed it is told what readers of the other still read."""

import pytest
from django.utils.html import escape

from clinic.site.models import DetailsWords
from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db

SPANISH = "Spanish: opening hours"
TOLD = "Patients who read another language still read what was there before."


@pytest.fixture(autouse=True)
def details():
    details = build.details(hours="Monday to Friday", payment="Cash")
    DetailsWords.objects.create(details=details, language="es", hours="De lunes a viernes", directions="Autobús 12")
    return details


def saved(admin, **changes):
    """The screen after saving, which is the same form."""
    address, fields = forms.details(admin)
    return admin.post(address, fields | changes, follow=True).content.decode()


def test_it_is_told_at_once_and_stays_on_the_board_until_it_is_corrected(staff):
    admin = staff("admin")
    told = saved(admin, hours="Monday to Thursday", payment="Card")
    assert TOLD in told and f"{SPANISH}. " in told
    assert f"{SPANISH}." in admin.get("/admin/board/").content.decode()
    assert TOLD in saved(admin, phone="555-555-0199")
    again = saved(admin, **{"in_languages-0-hours": "De lunes a jueves"})
    assert TOLD not in again and SPANISH not in admin.get("/admin/board/").content.decode()


def test_who_changes_both_at_once_hears_nothing(staff):
    assert TOLD not in saved(staff("admin"), hours="Tuesday", **{"in_languages-0-hours": "Martes"})


def test_it_may_say_the_same_after_all(staff):
    admin = staff("admin")
    saved(admin, hours="Monday - Friday")
    assert escape(f"when the English words were changed: {SPANISH}.") in form_of(admin)
    assert TOLD not in saved(admin, still_hold="on")
    assert "still_hold" not in form_of(admin)


def form_of(admin):
    address, _ = forms.details(admin)
    return admin.get(address).content.decode()
