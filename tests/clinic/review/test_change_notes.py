"""Staff say what changed; what patients need to know stands on the page and in the feeds, the rest in the history."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import PageLogEntry

from clinic.pages.withdrawing import withdraw
from clinic.review.models import ChangeNote
from clinic.review.publishing_gate import NotPublishable
from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db

NOTE = "Pacing is now explained day by day."


def republish(page, note=NOTE, matters=True, **fields):
    """The next version of `page`, with a note written against what is live."""
    page = page.get_latest_revision_as_object()
    page.change_note, page.change_matters, page.change_since = note, matters, page.live_revision_id
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision()
    build.signed(page)
    revision.publish()
    page.refresh_from_db()
    return page


def test_what_patients_need_to_know_stands_on_the_page_with_its_day(patient):
    page = republish(build.topic())
    shown = patient.get("/faq/what-is-crps/").content.decode()
    assert NOTE in shown and "What changed" in shown
    assert date_format(timezone.localtime(ChangeNote.objects.get().published_at), "DATE_FORMAT") in shown
    assert ChangeNote.objects.get().revision == page.live_revision


@pytest.mark.parametrize("address", ["/changes.rss", "/changes.atom"])
def test_it_stands_in_the_feeds(patient, address):
    republish(build.topic())
    feed = patient.get(address).content.decode()
    assert "Changed: What is CRPS?" in feed and NOTE in feed


def test_services_and_ordinary_pages_tell_their_changes_too(patient):
    republish(build.service("Education"))
    republish(build.standard("About us"))
    for address in ("/services/education/", "/about-us/"):
        assert NOTE in patient.get(address).content.decode()
    assert patient.get("/changes.atom").content.decode().count("Changed: ") == 2


def test_small_changes_are_for_the_history_only(patient, staff):
    page = republish(build.topic(), note="A comma.", matters=False)
    for address in ("/faq/what-is-crps/", "/changes.rss", "/changes.atom"):
        assert "A comma." not in patient.get(address).content.decode()
    assert "For staff: A comma." in staff("writer").get(f"/admin/pages/{page.pk}/history/").content.decode()


def test_the_history_shows_what_patients_are_told(staff):
    page = republish(build.topic())
    assert PageLogEntry.objects.get(action="clinic.change_note").revision == page.live_revision
    assert f"Patients are told: {NOTE}" in staff("writer").get(f"/admin/pages/{page.pk}/history/").content.decode()


def test_the_first_publication_changes_nothing():
    build.topic(change_note=NOTE, change_matters=True)
    assert not ChangeNote.objects.exists()


def test_a_note_goes_out_once():
    page = republish(build.topic())
    page = page.get_latest_revision_as_object()
    page.title = "Another title"
    revision = page.save_revision()
    build.signed(page)
    revision.publish()
    assert ChangeNote.objects.count() == 1


def test_the_same_words_about_another_change_go_out_again():
    page = republish(build.topic(), note="New phone number.")
    republish(page, note="New phone number.", title="Another title")
    assert ChangeNote.objects.count() == 2


def test_the_latest_stands_first(patient):
    page = republish(build.topic(), note="First change.")
    republish(page, note="Second change.", title="Another title")
    shown = patient.get("/faq/what-is-crps/").content.decode()
    assert shown.index("Second change.") < shown.index("First change.")


def test_a_note_is_part_of_the_words_that_are_signed(staff):
    page = build.topic().get_latest_revision_as_object()
    page.change_note, page.change_matters = "It cures CRPS.", True
    revision = page.save_revision()
    with pytest.raises(NotPublishable):
        revision.publish()


def test_a_withdrawn_page_leaves_the_feeds(patient, staff):
    page = republish(build.topic())
    withdraw(page, staff("publisher").user, "error", "Not ours to tell.")
    assert NOTE not in patient.get("/changes.rss").content.decode()


# In the editor --------------------------------------------------------------------------------------------------------


def test_the_editor_asks_only_for_pages_that_were_public(staff):
    draft, page = build.topic("A draft", live=False), build.topic()
    assert "patients need to know" not in staff("writer").get(f"/admin/pages/{draft.pk}/edit/").content.decode().lower()
    assert "patients need to know" in staff("writer").get(f"/admin/pages/{page.pk}/edit/").content.decode().lower()


def test_a_new_draft_begins_with_an_empty_note(staff):
    page = republish(build.topic())
    assert NOTE not in staff("writer").get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_a_note_in_a_draft_is_still_there_tomorrow(staff):
    page = build.topic()
    fields = {"change_note": NOTE, "change_matters": "on", "change_since": str(page.live_revision_id)}
    staff("writer").post(f"/admin/pages/{page.pk}/edit/", forms.topic() | fields | forms.loaded(page))
    assert NOTE in staff("writer").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    page.refresh_from_db()
    newest = page.get_latest_revision_as_object()
    assert (newest.change_note, newest.change_matters) == (NOTE, True)
