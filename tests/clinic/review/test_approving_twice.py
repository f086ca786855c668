"""Whoever approves at the desk and then on the phone, or in an older tab, is told so: nothing is recorded twice."""

import datetime
import html
import re

import pytest
from django.core import mail

from clinic.review import going_live
from clinic.review.models import Review
from clinic.review.signals import let_publishers_sign
from tests import builders as build
from tests.cast import member
from tests.clinic.review.test_signing_by_link import decision, invite
from tests.clinic.review.test_signing_off import DUE, check_url, draft_by, form_for

pytestmark = pytest.mark.django_db
ALREADY = "You have approved these words already, on"


def approvals(page):
    return Review.objects.of(page).approving().count()


@pytest.mark.parametrize("is_live", [False, True])
def test_the_same_approval_is_recorded_once(staff, is_live):
    page = build.topic("Live already") if is_live else draft_by("writer")
    before = approvals(page)
    staff("reviewer").post(check_url(page), form_for(page))
    again = staff("reviewer").post(check_url(page), form_for(page))
    assert ALREADY in again.text and approvals(page) == before + 1


@pytest.mark.parametrize(
    "more", [{"note": "Read again."}, {"next_due": (DUE - datetime.timedelta(days=30)).isoformat()}]
)
def test_whoever_says_more_than_before_is_heard(staff, more):
    page = draft_by("writer")
    staff("reviewer").post(check_url(page), form_for(page))
    staff("reviewer").post(check_url(page), form_for(page, **more))
    assert approvals(page) == 2


def test_another_person_approves_them_too(staff):
    let_publishers_sign(True)
    page = draft_by("writer")
    staff("reviewer").post(check_url(page), form_for(page))
    staff("admin").post(check_url(page), form_for(page))
    assert approvals(page) == 2


def test_who_approved_and_now_publishes_too_does_publish(staff):
    let_publishers_sign(True)
    page = draft_by("writer")
    staff("admin").post(check_url(page), form_for(page))
    form = form_for(page) | {"publish": "1"}
    del form["outcome"]
    said = staff("admin").post(check_url(page), form, follow=True).text
    page.refresh_from_db()
    assert page.live and approvals(page) == 1 and ALREADY in said


def test_the_approval_names_its_text(staff):
    page, read = draft_by("writer"), build.topic("Read already")
    for one, done in ((page, "Approved"), (read, "Still accurate")):
        said = html.unescape(staff("reviewer").post(check_url(one), form_for(one), follow=True).text)
        assert f"{done}: “{one.title}”." in said


# By a link ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def used(staff, anyone, settings):
    settings.HAS_MAIL_SERVER = True
    page = draft_by("writer")
    invite(staff("reviewer"), page, build.clinician())
    address = re.search(r"/sign/\S+", mail.outbox[-1].body)[0]
    anyone.post(address, decision(page))
    return page, address


def test_an_older_tab_of_a_used_link_says_what_was_done_with_it(used, anyone):
    page, address = used
    again = anyone.post(address, decision(page))
    assert again.status_code == 410 and "You used it already, in another tab: you approved this text" in again.text
    assert approvals(page) == 1
    assert "You used it: you approved this text" in anyone.get(address).text


@pytest.mark.parametrize(("outcome", "told"), [("sign", "Nothing more was recorded"), ("change", "was not sent")])
def test_once_it_is_live_it_does_not_ask_for_a_reason_to_take_the_name_off(used, anyone, outcome, told):
    page, address = used
    going_live.publish(page, member("publisher"), build.seen(page))
    shown = anyone.post(address, decision(page, outcome=outcome)).text
    assert "You approved this already in another tab." in shown and told in shown
    assert "This field is required" not in shown and '<details class="review__folded" open' not in shown
    refused = anyone.post(address, {"seen": "0", "reason": "Wrong dose."}).text
    assert '<details class="review__folded" open' in refused and "Tick this" in refused
