"""Who asked for a change of exact words is heard by everybody who would approve or send out these words."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from clinic.jobs.models import PublishingFailure
from clinic.jobs.tasks import publish_due
from clinic.people.models import User
from clinic.review import approving, going_live, objections
from clinic.review.content_hash import content_hash
from clinic.review.models import Review
from clinic.review.signers import Signer
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member
from tests.clinic.review.test_signing_off import check_url, draft_by, form_for

pytestmark = pytest.mark.django_db
SAID = "The source says 3 weeks, not 8."


@pytest.fixture
def refused():
    """A draft that a second reviewer sent back, and that nobody has changed since."""
    page = draft_by("writer")
    seen = content_hash(page.get_latest_revision_as_object())
    objections.ask_for_change(page, seen, Signer.of_user(member("admin")), SAID)
    page.refresh_from_db()
    return page


def approvals(page):
    return Review.objects.of(page).approving()


def test_another_reviewer_reads_it_and_does_not_approve_past_it(staff, refused):
    assert SAID in staff("reviewer").get(check_url(refused)).text
    answer = staff("reviewer").post(check_url(refused), form_for(refused))
    assert "write in the note why they stand" in answer.text and not approvals(refused)


def test_an_answer_lets_the_words_stand_and_closes_it(staff, refused):
    staff("reviewer").post(check_url(refused), form_for(refused, note="The 2023 update says 8."))
    assert approvals(refused).get().note == "The 2023 update says 8."
    assert "Whoever approves them all the same" not in staff("reviewer").get(check_url(refused)).text


def test_who_asked_may_approve_after_all(refused):
    seen = content_hash(refused.get_latest_revision_as_object())
    approving.sign_off(refused, seen, Signer.of_user(member("admin")), {"sources_checked": True})
    assert approvals(refused).exists()


def test_whoever_sends_a_link_reads_it(staff, refused):
    assert SAID in staff("publisher").get(f"/admin/checking/{refused.pk}/invite/").text


def test_other_words_have_no_objection(staff, refused):
    refused.title = "Spread, and what was found in 3 weeks"
    refused.save_revision(user=member("writer"))
    shown = staff("reviewer").get(check_url(refused)).text.partition("Earlier decisions")[0]
    assert "asked for a change of these words" not in shown
    assert "The text has changed since: Title" in shown


def test_the_writer_finds_it_first_and_the_board_does_not_call_it_a_draft(staff):
    page = draft_by("writer", owner=member("writer"))
    seen = content_hash(page.get_latest_revision_as_object())
    objections.ask_for_change(page, seen, Signer.of_user(member("reviewer")), SAID)
    assert SAID in staff("writer").get("/admin/").text
    board = staff("writer").get("/admin/board/").text
    assert "Sent back" in board and "Not sent for clinical review yet" not in board


# Whatever becomes of the words, what is said of them is true --------------------------------------------------------


def back(staff, page, note=SAID, role="reviewer"):
    """A reviewer asks for a change on the screen; what it says then."""
    answer = staff(role).post(
        check_url(page), {"seen": build.seen(page), "outcome": "change", "note": note}, follow=True
    )
    return " ".join(str(message) for message in answer.context["messages"])


@pytest.mark.parametrize("has_left", [False, True])
def test_it_says_who_has_it_now(staff, has_left):
    """Whoever has left is written to by nobody; their deputy hears of it."""
    writer, deputy = member("writer"), member("publisher")
    page = draft_by("writer", owner=writer)
    User.objects.filter(pk=writer.pk).update(deputy=deputy, is_active=not has_left)
    hears = deputy if has_left else writer
    assert f"Sent back with your note to {hears.display_name}." in back(staff, page)
    assert [message.to for message in mail.outbox if SAID in message.body] == [[hears.email]]


def test_what_was_approved_and_waits_for_a_publisher_goes_back_to_its_writer(staff):
    page = draft_by("writer", owner=member("writer"))
    build.signed(page)
    assert "Its approval no longer stands" in back(staff, page)
    page.refresh_from_db()
    assert not page.get_lock() and page.current_workflow_state.status == "needs_changes"
    assert SAID in staff("writer").get("/admin/").text
    assert "Waiting to be published" not in staff("publisher").get("/admin/pages/").text
    shown = staff("publisher").get(f"/admin/publishing/{page.pk}/").text
    assert "asked for a change. These words need to be approved again." in shown


def test_what_is_planned_is_called_off_and_nothing_failed(staff):
    page = draft_by("writer", owner=member("writer"))
    build.signed(page)
    going_live.schedule(page, member("publisher"), build.seen(page), timezone.now() + datetime.timedelta(days=2))
    assert "It does not go live on" in back(staff, page)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=3)):
        publish_due()
    assert not TopicPage.objects.get(pk=page.pk).live and not PublishingFailure.objects.exists()
    assert SAID in staff("writer").get("/admin/").text
    assert [message.to for message in mail.outbox if SAID in message.body] == [["writer@clinic.example"]]


def test_a_name_is_taken_back_from_words_that_patients_read(staff, patient):
    member("admin"), member("publisher")
    page = build.topic(responsible=member("writer"))
    assert "Your name is gone from the page" in back(staff, page)
    shown = patient.get(f"/faq/{page.slug}/").text
    assert "No clinician stands behind these words now." in shown and "Checked by" not in shown
    board = staff("admin").get("/admin/board/").text
    assert SAID in board and "approval no longer stands" in board
    told = {address for message in mail.outbox for address in message.to if SAID in message.body}
    assert told == {f"{role}@clinic.example" for role in ("writer", "publisher", "admin")}
    build.signed(page, answer="The source was corrected.")
    assert "Checked by" in patient.get(f"/faq/{page.slug}/").text
    assert SAID not in staff("admin").get("/admin/board/").text


def test_a_name_is_taken_back_from_words_that_went_up_unchecked_before(staff, patient):
    page = build.topic(live=False)
    going_live.emergency_publish(page, Signer.of_user(member("admin")), build.seen(page), "Patients must know today.")
    page = TopicPage.objects.get(pk=page.pk)
    approving.sign_off(page, build.seen(page), Signer.of_user(member("reviewer")), {"next_due": build.check_by(page)})
    assert "Your name is gone from the page" in back(staff, page)
    shown = patient.get(f"/faq/{page.slug}/").text
    assert "No clinician stands behind these words now." in shown


def test_a_colleague_takes_no_other_name_back_but_everybody_hears(staff, patient):
    page = build.topic()
    build.details(one_person_signs=True)
    assert "Dr Ruth Okafor still stands behind them" in back(staff, page, role="admin")
    assert "Checked by Dr Ruth Okafor" in patient.get(f"/faq/{page.slug}/").text
    assert SAID in staff("publisher").get("/admin/board/").text
    assert "reviewer@clinic.example" in [address for message in mail.outbox for address in message.to]
