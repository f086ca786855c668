"""A clinician without an account signs one text, once, through a link that can be taken back."""

import datetime
import re

import pytest
import time_machine
from django.core import mail

from clinic.pages.models import Withdrawal
from clinic.pages.withdrawing import withdraw
from clinic.review import approving, going_live
from clinic.review.content_hash import content_hash
from clinic.review.models import Clinician, Review, SignOffLink
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


def written_by(role):
    draft = build.topic(live=False)
    draft.asked_as = f"as the {role} heard it"
    draft.save_revision(user=member(role))
    return draft


@pytest.fixture(autouse=True)
def mail_goes_out(settings):
    settings.HAS_MAIL_SERVER = True


@pytest.fixture
def page():
    draft = written_by("writer")
    draft.get_workflow().start(draft, member("writer"))
    return draft


def invite(browser, page, clinician):
    form = {"seen": build.seen(page), "clinician": clinician.pk}
    return browser.post(f"/admin/checking/{page.pk}/invite/", form).content.decode()


@pytest.fixture
def address(page, staff):
    """The link a reviewer has sent, as it stands in the mail."""
    invite(staff("reviewer"), page, build.clinician())
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


def test_where_mail_goes_nowhere_the_link_is_shown_to_be_copied(page, staff, anyone, settings):
    settings.HAS_MAIL_SERVER = False
    shown = invite(staff("reviewer"), page, build.clinician())
    assert "on its way" not in shown and "Copy the link" in shown and mail.outbox == []
    assert page.title in anyone.get(re.search(r"/sign/[^\s\"]+", shown)[0]).content.decode()


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
    invite(staff("writer"), page, build.clinician())
    assert not SignOffLink.objects.exists()


def test_what_was_signed_by_link_goes_live(page, address, anyone, patient):
    anyone.post(address, decision(page))
    going_live.publish(page, member("publisher"), build.seen(page))

    assert "Checked by Dr Maya Ortiz, pain consultant, MD" in patient.get(f"/faq/{page.slug}/").content.decode()


# Four eyes ------------------------------------------------------------------------------------------------------------


def test_only_clinicians_whom_an_admin_has_registered_can_be_asked(page, staff):
    gone = build.clinician("Dr Old", email="old@hospital.example", until=build.TODAY - datetime.timedelta(days=1))
    for forged in ({"name": "Dr Nobody", "title": "MD", "email": "wren@home.example"}, {"clinician": gone.pk}):
        staff("publisher").post(f"/admin/checking/{page.pk}/invite/", forged | {"seen": build.seen(page)})
    assert not SignOffLink.objects.exists()


def test_nobody_asks_for_a_text_that_they_wrote(staff):
    draft = written_by("publisher")
    said = invite(staff("publisher"), draft, build.clinician())
    assert "You wrote some of this text" in said
    assert not SignOffLink.objects.exists()


def test_nobody_vouches_for_whoever_is_to_sign_their_text(page, staff):
    invite(staff("reviewer"), page, build.clinician(vouched_by=member("writer")))
    assert not SignOffLink.objects.exists()


@pytest.mark.parametrize("who", [{"email": "Writer@Clinic.example"}, {"name": "dr. Wren ADEYEMI"}])
def test_a_member_of_staff_is_no_clinician_without_an_account(staff, who):
    member("writer")
    fields = {"name": "Dr Ann Other", "title": "MD", "registration": "1", "email": "ann@hospital.example"}
    fields |= {"vouched_by": member("reviewer").pk, "until": "2099-01-01"} | who
    said = staff("admin").post("/admin/snippets/review/clinician/add/", fields).content.decode()
    assert "approve with their own account" in said


def test_whoever_was_registered_and_is_hired_since_signs_with_their_account(page, staff):
    registered = build.clinician()
    member("publisher").__class__.objects.create_user("ortiz", "ortiz@hospital.example", "password")
    assert "approve with their own account" in invite(staff("reviewer"), page, registered)


def test_an_author_does_not_sign_by_a_link_that_was_sent_before_they_were_hired(page, address, anyone):
    hired = member("publisher").__class__.objects.create_user("ortiz", "ortiz@hospital.example", "password")
    page.revisions.update(user=hired)
    assert approving.OWN_WORDS in anyone.post(address, decision(page)).content.decode()
    assert not Review.objects.of(page).exists()


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_the_register_is_kept_by_admins(staff, role):
    build.clinician()
    shown = staff(role).get("/admin/snippets/review/clinician/", follow=True).content.decode()
    assert "ortiz@hospital.example" not in shown


def test_whoever_was_ever_asked_stays_in_the_register(page, address, staff):
    asked = Clinician.objects.get()
    admin = staff("admin")
    told = admin.post(f"/admin/snippets/review/clinician/delete/{asked.pk}/", follow=True).content.decode()
    assert "stays: it belongs to" in told
    assert Clinician.objects.get() == asked


def test_the_history_of_the_page_names_who_signed_by_link(page, address, anyone, staff):
    anyone.post(address, decision(page))
    shown = staff("publisher").get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert "Approved by Dr Maya Ortiz, pain consultant, MD" in shown


def test_the_link_shows_the_whole_text_and_the_page_as_patients_see_it(page, address, anyone):
    shown = anyone.get(address).content.decode()
    assert "CRPS is a condition that causes lasting pain." in shown
    assert "unchanged" not in shown
    as_patients = anyone.get(f"{address}page/")
    assert page.title in as_patients.content.decode()
    assert "lasting pain" in as_patients.content.decode()


def test_a_link_that_a_changed_text_has_ended_is_not_called_open(page, address, staff):
    check = f"/admin/checking/{page.pk}/"
    assert ": open" in staff("reviewer").get(check).text
    page.asked_as = "as it was heard later"
    page.save_revision(user=member("writer"))
    shown = staff("reviewer").get(check).text
    assert "no longer works, as the text was changed" in shown and "Revoke the link" not in shown


def test_a_second_clinician_of_one_name_is_pointed_out(staff):
    known = build.clinician("Dr Maya Ortiz")
    until = (build.TODAY + datetime.timedelta(days=90)).isoformat()
    fields = {"name": "Prof Maya Ortiz", "title": "MD", "registration": "MD 777", "email": "maya@other.example"}
    fields |= {"vouched_by": member("reviewer").pk, "until": until}
    answer = staff("admin").post("/admin/snippets/review/clinician/add/", fields, follow=True)
    assert "Is it the same person?" in answer.text and known.registration in answer.text


# One link a person and page -------------------------------------------------------------------------------------------


def test_a_new_link_to_the_same_person_ends_the_older_one(page, address, anyone, staff):
    invite(staff("reviewer"), page, Clinician.objects.get())
    assert anyone.get(address).status_code == 410
    assert SignOffLink.objects.open().count() == 1


def test_using_a_link_ends_what_else_the_same_person_has_for_the_page(page, address, anyone):
    other = SignOffLink.objects.get()
    other.pk, other.token_hash = None, "another"
    other.save()
    anyone.post(address, decision(page))
    assert not SignOffLink.objects.open().exists()


# A link that was shown ------------------------------------------------------------------------------------------------


@pytest.fixture
def shown_to_publisher(page, staff, anyone, settings):
    """Approved by a link that the publisher had in their hands."""
    settings.HAS_MAIL_SERVER = False
    shown = invite(staff("publisher"), page, build.clinician())
    assert "somebody else publishes what is approved by it" in shown
    anyone.post(re.search(r"/sign/[^\s\"]+", shown)[0], decision(page))
    return page


def publish(browser, page, **posted):
    browser.post(f"/admin/publishing/{page.pk}/", {"seen": build.seen(page)} | posted)
    page.refresh_from_db()
    return page


def test_whoever_handed_a_link_over_does_not_publish_what_it_approved(shown_to_publisher, staff, patient):
    page, browser = shown_to_publisher, staff("publisher")
    later = (build.TODAY + datetime.timedelta(days=3)).isoformat()
    told = browser.get(f"/admin/publishing/{page.pk}/").text
    assert "You handed over the link by which Dr Maya Ortiz approved these words" in told
    publish(browser, page)
    publish(browser, page, go_live_at=f"{later}T10:00")
    bulk = f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}"
    said = browser.post(bulk, {"seen": f"{page.pk}:{build.seen(page)}", "next": "/admin/"}, follow=True).text
    assert "You handed over the link" in said
    page.refresh_from_db()
    assert not page.live and not page.revisions.exclude(approved_go_live_at=None).exists()
    assert publish(staff("admin"), page).live


def test_an_emergency_is_no_way_around(page, staff, anyone, settings):
    settings.HAS_MAIL_SERVER = False
    shown = invite(staff("admin"), page, build.clinician())
    anyone.post(re.search(r"/sign/[^\s\"]+", shown)[0], decision(page))
    form = {"seen": build.seen(page), "reason": "It cannot wait until tomorrow, really."}
    assert "You handed over the link" in staff("admin").post(f"/admin/publishing/{page.pk}/unchecked/", form).text
    page.refresh_from_db()
    assert not page.live


def test_where_an_approval_ends_the_workflow_one_by_such_a_link_puts_nothing_live(page, staff, anyone, settings):
    page.get_workflow().workflow_tasks.filter(task__name="Publish").delete()
    settings.HAS_MAIL_SERVER = False
    shown = invite(staff("publisher"), page, build.clinician())
    anyone.post(re.search(r"/sign/[^\s\"]+", shown)[0], decision(page))
    page.refresh_from_db()
    assert Review.objects.of(page).approving().exists() and not page.live


def test_the_record_says_through_whose_hands_a_link_went(shown_to_publisher, staff):
    record = staff("admin").get("/admin/record/").text
    assert "link handed over by Pablo Marsh" in record
    history = staff("publisher").get(f"/admin/pages/{shown_to_publisher.pk}/history/").text
    assert "link handed over by Pablo Marsh" in history


# After it was used ----------------------------------------------------------------------------------------------------


def take_off(browser, address, page, **changes):
    form = {"seen": page.live_hash, "reason": "The dose is not what I would say today.", "sure": "on"} | changes
    return browser.post(address, form)


@pytest.fixture
def live(page, address, anyone):
    assert "A publisher of the clinic puts them live next" in anyone.post(address, decision(page)).text
    going_live.publish(page, member("publisher"), build.seen(page))
    page.refresh_from_db()
    return page


def test_the_used_link_says_what_was_signed_and_takes_the_name_off(live, address, anyone, patient):
    shown = anyone.get(address).text
    assert "You approved" in shown and "Take my name off" in shown and "lasting pain" in shown
    assert "Tick this" in take_off(anyone, address, live, sure="").text
    assert "Checked by Dr Maya Ortiz" in patient.get(live.url).text
    assert "does not stand under the page any more" in take_off(anyone, address, live).text
    assert "Checked by Dr Maya Ortiz" not in patient.get(live.url).text
    assert Review.objects.of(live).first().note == "The dose is not what I would say today."
    assert anyone.get(address).status_code == 410


def test_a_newer_draft_stays_where_it_waits_when_a_name_is_taken_off(live, address, anyone):
    live.asked_as = "in other words"
    live.save_revision(user=member("writer"))
    live.get_workflow().start(live, member("writer"))
    take_off(anyone, address, live)
    live.refresh_from_db()
    assert live.current_workflow_task.name == "Clinical review"


def test_a_name_that_stands_no_more_has_nothing_to_take_off(live, address, anyone):
    build.changed(live, asked_as="in other words")
    live.refresh_from_db()
    assert anyone.get(address).status_code == 410
    assert take_off(anyone, address, live).status_code == 410


def test_a_used_link_signs_nothing_more(live, address, anyone):
    before = Review.objects.count()
    anyone.post(address, decision(live))
    anyone.post(address, decision(live, outcome="change", note="No."))
    assert Review.objects.count() == before


def test_the_last_page_of_a_link_knows_words_that_patients_read_already(staff, anyone):
    page = build.topic("Read already")
    invite(staff("reviewer"), page, build.clinician())
    address = re.search(r"/sign/\S+", mail.outbox[-1].body)[0]
    said = anyone.post(address, decision(page)).text
    assert "Patients read these words already" in said and "puts them live next" not in said


def test_a_link_ends_as_its_page_is_withdrawn(staff, anyone):
    page = build.topic("Resting the hand")
    page.title = "Resting the arm"
    page.save_revision(user=member("writer"), clean=False)
    invite(staff("reviewer"), page, build.clinician())
    address = re.search(r"/sign/\S+", mail.outbox[-1].body)[0]
    withdraw(page, member("publisher"), Withdrawal.How.NO_LONGER_TRUE, "These words may harm.", notice="It is wrong.")
    anyone.post(address, decision(page))
    assert not Review.objects.of(page).exclude(link=None).exists()
    assert not SignOffLink.objects.open().exists()
    assert page.title not in anyone.get(address).content.decode()
