"""Whatever somebody writes into a title, a name or an address: a letter has our headers and no other."""

from email import message_from_bytes
from email.policy import default

import pytest
from django.utils import timezone

from clinic.jobs.models import PublishingFailure, StoredMail
from clinic.jobs.publishing_failed import tell_about_failures
from clinic.people.models import User
from clinic.review.models import Clinician
from tests import builders as build
from tests.cast import member
from tests.forms import topic

pytestmark = pytest.mark.django_db
OURS = {"Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID"}
ADDED = [
    "\r\nBcc: a@evil.example",
    "\nBcc: a@evil.example",
    "\r\n\r\nAnother body",
    "\u2028Bcc: a@evil.example",
]


@pytest.fixture(autouse=True)
def stored(settings):
    settings.EMAIL_BACKEND = "clinic.jobs.mail.backend.KeepFirst"


def letters():
    """Everything that waits to be sent, as a mail server reads it."""
    return [
        (mail.recipient, message_from_bytes(bytes(mail.content), policy=default)) for mail in StoredMail.objects.all()
    ]


def assert_nothing_was_added(*recipients):
    found = letters()
    assert [recipient for recipient, _ in found] == list(recipients)
    for _, letter in found:
        assert set(letter.keys()) <= OURS
        assert len(letter.get_all("Subject")) == 1
        assert "evil.example" not in str(letter["To"])
        assert not letter.get_content().startswith("Another body")


@pytest.mark.parametrize("added", ADDED)
def test_a_title_adds_no_header_and_the_letter_goes(added):
    page = build.topic(f"What is CRPS?{added}", slug="one", responsible=member("publisher"))
    PublishingFailure.objects.create(page=page, what="go_live", due_at=timezone.now(), reason="No.")
    tell_about_failures()
    assert_nothing_was_added("publisher@clinic.example")


@pytest.mark.parametrize("added", ADDED)
def test_nor_does_what_is_posted_as_a_title_to_be_reviewed(staff, added, django_capture_on_commit_callbacks):
    member("reviewer")
    form = topic(title=f"Does it spread?{added}", slug="two") | {"action-submit": "1"}
    with django_capture_on_commit_callbacks(execute=True):
        staff("writer").post(f"/admin/pages/add/faq/topicpage/{build.faq_index().pk}/", form)
    for recipient, letter in letters():
        assert set(letter.keys()) <= OURS | {"Auto-Submitted"}, recipient
        assert "evil" not in recipient


@pytest.mark.parametrize("added", ADDED)
def test_an_address_with_a_second_line_is_nobodys(staff, anyone, added):
    admin, address = staff("admin"), f"writer@clinic.example{added}"
    role = member("writer").groups.get()
    person = {
        "username": "new",
        "email": address,
        "first_name": "N",
        "last_name": "W",
        "is_active": "on",
        "groups": role.pk,
    }
    admin.post("/admin/users/new/", person | {"groups": role.pk})
    admin.post("/admin/snippets/review/clinician/add/", {"name": "Dr X", "email": address, "title": "Physician"})
    anyone.post("/admin/password_reset/", {"email": address})
    for people in (User, Clinician):
        assert not people.objects.filter(email__contains="evil").exists()
    assert not [recipient for recipient, _ in letters() if "evil" in recipient]
