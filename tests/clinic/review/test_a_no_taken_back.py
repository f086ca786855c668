"""Who is asked to vouch and says no by mistake is asked once more, and can take it back."""

import pytest

from clinic.review.models import Clinician
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
VOUCHING = "/admin/vouching/"


@pytest.fixture
def entry():
    return build.clinician(confirmed_at=None)


def no(browser, entry, **posted):
    return browser.post(f"{VOUCHING}{entry.pk}/", {"seen": entry.seen} | posted, follow=True).content.decode()


def voucher(entry):
    return Clinician.objects.get(pk=entry.pk).vouched_by


def test_a_no_is_asked_about_once(entry, staff):
    assert "Do you not vouch for Dr Maya Ortiz?" in no(staff("reviewer"), entry)
    assert voucher(entry) == member("reviewer")
    said = no(staff("reviewer"), entry, sure="1")
    assert voucher(entry) is None and "Take that back" in said


def test_it_can_be_taken_back_by_whoever_said_it(entry, staff):
    no(staff("reviewer"), entry, sure="1")
    no(staff("admin"), entry, take_back="1")
    assert voucher(entry) is None
    assert "I vouch for Dr Maya Ortiz" in no(staff("reviewer"), entry, take_back="1")
    assert voucher(entry) == member("reviewer")


def test_not_once_somebody_else_is_named(entry, staff):
    no(staff("reviewer"), entry, sure="1")
    Clinician.objects.filter(pk=entry.pk).update(vouched_by=member("admin"))
    assert "Somebody else has been named" in no(staff("reviewer"), entry, take_back="1")
    assert voucher(entry) == member("admin")


def test_where_nobody_can_be_asked_the_screen_says_what_to_do(staff):
    page = build.topic()
    for role, said in (("reviewer", "Ask an admin to enter one"), ("admin", "Enter one</a>")):
        shown = staff(role).get(f"/admin/checking/{page.pk}/invite/").content.decode()
        assert "There is no clinician to whom a link can be sent." in shown and said in shown
        assert "Send the link" not in shown
