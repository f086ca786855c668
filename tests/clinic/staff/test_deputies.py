"""Who goes on holiday names a deputy and a last day themselves; the deputy sees for whom they stand in, and why."""

import datetime

import pytest

from clinic.people.models import User
from clinic.review.models import Review
from tests import builders as build
from tests.cast import member
from tests.clinic.staff.test_refusals_and_exports import PROFILE

pytestmark = pytest.mark.django_db
ACCOUNT, UNTIL = "/admin/account/", build.TODAY + datetime.timedelta(days=5)


def leaves(staff, until=UNTIL, deputy="publisher"):
    away = {"away-deputy": member(deputy).pk, "away-away_until": until.isoformat()}
    return staff("reviewer").post(ACCOUNT, PROFILE | away, follow=True).content.decode()


def reviewer():
    return User.objects.get(pk=member("reviewer").pk)


def test_a_doctor_names_their_deputy_and_last_day(staff):
    assert "Who stands in for you" in staff("reviewer").get(ACCOUNT).text
    leaves(staff)
    assert (reviewer().deputy, reviewer().away_until) == (member("publisher"), UNTIL)


def test_not_themselves_and_not_a_day_that_is_over(staff):
    assert "This day is over" in leaves(staff, until=build.TODAY - datetime.timedelta(days=1))
    leaves(staff, deputy="reviewer")
    assert reviewer().deputy is None


def test_the_deputy_sees_for_whom_until_when_and_what_is_due(staff):
    page = build.topic("Late")
    Review.objects.of(page).update(next_due=build.TODAY - datetime.timedelta(days=1))
    leaves(staff)
    shown = staff("publisher").get("/admin/").content.decode()
    head = f"You stand in for {member('reviewer').display_name}, who is away until {UNTIL:%-d %B %Y}"
    assert "Late" in shown.partition(head)[2].partition("</section>")[0]
    assert head not in staff("writer").get("/admin/").content.decode()
    Review.objects.of(page).update(next_due=build.TODAY + datetime.timedelta(days=300))
    assert "Nothing of theirs is due." in staff("publisher").get("/admin/").content.decode()
