"""A clinician without an account signs one text, once, through a link that can be taken back."""

import datetime
import re

import pytest
import time_machine
from django.core import mail

from clinic.review import actions
from clinic.review.content_hash import content_hash
from clinic.review.models import Review, SignOffLink
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
CLINICIAN = {"name": "Dr Maya Ortiz", "title": "pain consultant, MD", "email": "ortiz@hospital.example"}


@pytest.fixture
def page():
    draft = build.topic(live=False)
    draft.save_revision(user=member("writer"))
    draft.get_workflow().start(draft, member("writer"))
    return draft


@pytest.fixture
def address(page, staff):
    """The link a reviewer has sent, as it stands in the mail."""
    staff("reviewer").post(f"/admin/checking/{page.pk}/invite/", CLINICIAN)
    return re.search(r"/sign/\S+", mail.outbox[-1].body)[0]


def decision(page, **changes):
    due = (build.TODAY + datetime.timedelta(days=100)).isoformat()
    seen = content_hash(page.get_latest_revision_as_object())
    return {"seen": seen, "outcome": "sign", "sources_checked": "on", "next_due": due, "note": ""} | changes


def test_the_link_shows_the_text_and_takes_a_signature(page, address, anyone):
    assert page.title in anyone.get(address).content.decode()

    anyone.post(address, decision(page))

    review = Review.objects.of(page).get()
    assert (review.signed_by, review.reviewer) == ("Dr Maya Ortiz, pain consultant, MD", None)
    assert review.link.invited_by == member("reviewer")
    assert type(page).objects.get(pk=page.pk).current_workflow_task.name == "Publish"


def test_the_mail_says_nothing_of_the_text(page, address):
    sent = mail.outbox[-1]
    assert sent.to == ["ortiz@hospital.example"]
    assert "lasting pain" not in sent.body + sent.subject


def test_the_token_itself_is_not_stored(address):
    token = address.split("/")[2]
    assert token not in str(SignOffLink.objects.values().get())


def test_a_link_works_once(page, address, anyone):
    anyone.post(address, decision(page))

    again = anyone.post(address, decision(page))

    assert again.status_code == 410
    assert Review.objects.of(page).count() == 1


def test_a_link_that_was_taken_back_is_worthless(page, address, anyone, staff):
    staff("reviewer").post(f"/admin/checking/link/{page.sign_off_links.get().pk}/revoke/")

    assert anyone.get(address).status_code == 410
    assert anyone.post(address, decision(page)).status_code == 410
    assert not Review.objects.of(page).exists()


def test_a_link_ends_after_seven_days(page, address, anyone):
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=7, minutes=1)):
        assert anyone.get(address).status_code == 410


def test_a_link_is_for_one_revision_only(page, address, anyone):
    page.asked_as = "a later wording"
    page.save_revision(user=member("writer"))

    closed = anyone.get(address)

    assert closed.status_code == 410
    assert "changed after the link was sent" in closed.content.decode()


def test_the_clinician_may_ask_for_a_change(page, address, anyone):
    anyone.post(address, decision(page, outcome="change", note="Say who was counted."))

    assert Review.objects.of(page).get().outcome == "changes_requested"
    assert anyone.get(address).status_code == 410


def test_a_mistake_in_the_form_does_not_use_the_link_up(page, address, anyone):
    answer = anyone.post(address, decision(page, sources_checked=""))

    assert "Tick this once you have checked the sources." in answer.content.decode()
    assert anyone.get(address).status_code == 200


def test_guessing_is_slowed_down(anyone, db):
    tries = [anyone.get(f"/sign/guess-{number}/").status_code for number in range(21)]
    assert tries[:20] == [410] * 20
    assert tries[20] == 429


def test_the_public_site_has_no_such_door(address, patient):
    assert patient.get(address).status_code == 404


def test_a_writer_cannot_send_links(page, staff):
    staff("writer").post(f"/admin/checking/{page.pk}/invite/", CLINICIAN)
    assert not SignOffLink.objects.exists()


def test_what_was_signed_by_link_goes_live(page, address, anyone, patient):
    anyone.post(address, decision(page))
    actions.publish(page, member("publisher"))

    assert "Checked by Dr Maya Ortiz, pain consultant, MD" in patient.get(f"/faq/{page.slug}/").content.decode()
