"""A link that was shown to somebody is no approval of words that are live on that person's word, or on nobody's."""

import datetime
import re

import pytest

from clinic.review import going_live
from clinic.review.models import Review, SignOffLink
from clinic.review.publishing_gate import SHOWN_UNCHECKED
from clinic.review.signers import Signer
from clinic.site.models import ClinicDetails, PublisherPage
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
HELD = "put these words live, and was shown this link"


@pytest.fixture(autouse=True)
def links_are_shown(settings):
    settings.HAS_MAIL_SERVER = False


def draft():
    page = build.topic(live=False)
    page.asked_as = "as the writer heard it"
    page.save_revision(user=member("writer"))
    return page


def unchecked(page):
    """Live on the word of the admin alone."""
    going_live.emergency_publish(page, Signer.of_user(member("admin")), build.seen(page), "The old words do harm.")
    page.refresh_from_db()
    return page


def invite(browser, page):
    """Where there is a link, its address; else what the screen says."""
    form = {"seen": build.seen(page), "clinician": (build.Clinician.objects.first() or build.clinician()).pk}
    said = browser.post(f"/admin/checking/{page.pk}/invite/", form).text
    found = re.search(r"/sign/[^\s\"]+", said)
    return found[0] if found else said


def approve(anyone, address, page):
    due = (build.TODAY + datetime.timedelta(days=100)).isoformat()
    form = {"seen": build.seen(page), "outcome": "sign", "sources_checked": "on", "next_due": due, "note": ""}
    return anyone.post(address, form).text


@pytest.mark.parametrize("role", ["admin", "publisher"])
def test_who_put_words_up_unchecked_gets_no_clinicians_name_for_them_by_a_link_in_hand(role, staff, patient):
    page = unchecked(draft())
    assert SHOWN_UNCHECKED in invite(staff(role), page)
    assert not SignOffLink.objects.exists()
    assert "Checked by" not in patient.get(page.url).text


def test_a_link_that_was_shown_before_they_went_up_is_none_either(staff, anyone, patient):
    page = draft()
    address = invite(staff("admin"), page)
    unchecked(page)
    assert SHOWN_UNCHECKED in approve(anyone, address, page)
    assert not Review.objects.of(page).approving().exists()
    assert "Checked by" not in patient.get(page.url).text


def test_by_mail_it_is_as_ever(staff, anyone, patient, settings, mailoutbox):
    settings.HAS_MAIL_SERVER = True
    page = unchecked(draft())
    invite(staff("admin"), page)
    approve(anyone, re.search(r"/sign/\S+", mailoutbox[-1].body)[0], page)
    assert "Checked by Dr Maya Ortiz" in patient.get(page.url).text


def test_a_publisher_alone_makes_no_checked_page_of_one_that_needs_no_clinician(staff, patient):
    team = build.standard("Our team")
    PublisherPage.objects.create(details=ClinicDetails.objects.get(), page=team)
    team.body = type(team)._meta.get_field("body").to_python([build.block("text", "<p>We are twelve.</p>")])
    team.save_revision(user=member("writer"), clean=False)
    going_live.publish(team, member("publisher"), build.seen(team))
    assert SHOWN_UNCHECKED in invite(staff("publisher"), team)
    assert "Checked by" not in patient.get("/our-team/").text


def test_nor_do_words_of_which_the_approval_no_longer_stands(staff):
    page = build.topic()
    Review.objects.of(page).void("A picture in it was changed")
    assert SHOWN_UNCHECKED in invite(staff("publisher"), page)


def test_approved_words_are_confirmed_by_a_link_that_a_colleague_was_shown(staff, anyone):
    page = draft()
    build.signed(page)
    going_live.publish(page, member("publisher"), build.seen(page))
    assert HELD in invite(staff("publisher"), page)
    assert "Patients read these words already" in approve(anyone, invite(staff("admin"), page), page)


def test_in_a_practice_of_one_the_same_person_does_both(staff, anyone, patient):
    build.details(one_person_signs=True)
    page = unchecked(draft())
    approve(anyone, invite(staff("admin"), page), page)
    said = patient.get(page.url).text
    assert "Checked by Dr Maya Ortiz" in said and "the same person wrote and checked it" in said
