"""In a practice of one a link may be shown to whoever wrote the words; then all that tells who checked them says so."""

import datetime
import re

import pytest

from clinic.review import going_live
from clinic.review.models import Review, SignOffLink
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
SAID = "In this small clinic the same person wrote and checked it."


@pytest.fixture(autouse=True)
def links_are_shown(settings):
    settings.HAS_MAIL_SERVER = False


def draft(writer="publisher"):
    page = build.topic(live=False)
    page.asked_as = "as the writer heard it"
    page.save_revision(user=member(writer))
    return page


def address(browser, page, entry=None):
    form = {"seen": build.seen(page), "clinician": (entry or build.clinician()).pk}
    return re.search(r"/sign/[^\s\"]+", browser.post(f"/admin/checking/{page.pk}/invite/", form).text)[0]


def approve(anyone, path, page):
    due = (build.TODAY + datetime.timedelta(days=100)).isoformat()
    form = {"seen": build.seen(page), "outcome": "sign", "sources_checked": "on", "next_due": due, "note": ""}
    return anyone.post(path, form).text


def live(page):
    going_live.publish(page, member("publisher"), build.seen(page))
    page.refresh_from_db()
    return page


def test_the_page_and_what_programs_read_say_that_one_person_wrote_and_checked_it(staff, anyone, patient):
    build.details(one_person_signs=True)
    page = draft()
    approve(anyone, address(staff("publisher"), page), page)
    live(page)
    build.details(one_person_signs=False)
    assert SAID in patient.get(page.url).text
    assert SAID in patient.get(f"{page.url.rstrip('/')}.md").text
    assert '"reviewedBy"' not in patient.get(page.url).text
    assert patient.get(f"/api/v2/topics/{page.pk}/").json()["checked"]["one_person"] is True
    record = staff("admin").get("/admin/record/").text
    assert "link handed over by Pablo Marsh; the same person wrote and approved it" in record


def test_a_link_that_a_writer_was_shown_is_worth_nothing_once_the_switch_is_off(staff, anyone):
    build.details(one_person_signs=True)
    page = draft()
    path = address(staff("publisher"), page)
    build.details(one_person_signs=False)
    assert "wrote some of this text" in approve(anyone, path, page)
    assert not Review.objects.of(page).approving().exists()


def test_where_somebody_else_wrote_it_whoever_was_shown_the_link_does_not_publish(staff, anyone, patient):
    build.details(one_person_signs=True)
    page = draft("writer")
    approve(anyone, address(staff("publisher"), page), page)
    said = staff("publisher").post(f"/admin/publishing/{page.pk}/", {"seen": build.seen(page), "when": "now"}).text
    assert "You handed over the link" in said
    going_live.publish(page, member("admin"), build.seen(page))
    assert SAID not in patient.get(page.url).text


def test_a_clinician_whom_the_writer_made_alone_is_the_writer_by_mail_too(anyone, settings, mailoutbox, staff, patient):
    settings.HAS_MAIL_SERVER = True
    build.details(one_person_signs=True)
    writer = member("publisher")
    entry = build.clinician(vouched_by=writer, entered_by=writer)
    page = draft()
    staff("admin").post(f"/admin/checking/{page.pk}/invite/", {"seen": build.seen(page), "clinician": entry.pk})
    assert SignOffLink.objects.get().shown_to is None
    approve(anyone, re.search(r"/sign/\S+", mailoutbox[-1].body)[0], page)
    assert SAID in patient.get(live(page).url).text
