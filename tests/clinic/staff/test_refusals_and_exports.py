"""The record says who was refused, who took rows away, who read what visitors sent, and who chose a new password."""

import pytest
from django.core import mail
from wagtail.models import ModelLogEntry

from clinic.staff.record import refusals_and_exports
from home.models import SuggestedQuestion
from tests import builders as build

pytestmark = pytest.mark.django_db


def noted(act):
    """[(who, where)]."""
    return [(entry.user.username, entry.data["why"]) for entry in ModelLogEntry.objects.filter(action=act)]


@pytest.mark.parametrize("address", ["/admin/users/", "/admin/settings/site/clinicdetails/", "/admin/record/"])
def test_whoever_is_refused_is_named_once_an_hour(staff, address):
    for _ in range(3):
        staff("writer").get(address, follow=True)
    assert [(who, where.startswith(address)) for who, where in noted(refusals_and_exports.DENIED)] == [("writer", True)]


def test_a_flood_of_refusals_does_not_fill_the_record(staff, monkeypatch):
    monkeypatch.setattr(refusals_and_exports, "MOST_AN_HOUR", 2)
    for screen in ("users", "groups", "sites", "record", "redirects"):
        staff("writer").get(f"/admin/{screen}/")
    assert len(noted(refusals_and_exports.DENIED)) == 2


@pytest.mark.parametrize("address", ["/admin/reports/site-history/", "/admin/snippets/faq/reference/"])
def test_whoever_takes_rows_away_is_named(staff, address):
    build.reference()
    b"".join(staff("admin").get(address, {"export": "csv"}))
    assert noted(refusals_and_exports.EXPORTED) == [("admin", address)]


def test_whoever_reads_what_visitors_suggested_is_named(staff):
    SuggestedQuestion.keep("Does kestrel weather make it worse?", "en")
    staff("publisher").get("/admin/search-words/counts/", {"q": "kestrel"})
    assert noted(refusals_and_exports.READ) == [("publisher", "/admin/search-words/counts/")]


def test_what_is_looked_at_and_allowed_is_not_noted(staff):
    staff("writer").get("/admin/")
    staff("writer").get("/admin/pages/")
    assert not ModelLogEntry.objects.filter(action__in=refusals_and_exports.ACTS).exists()


# A new password ---------------------------------------------------------------------------------------------------


def change(browser, old="writer-password", new="seven lemons on a sill"):
    fields = {"old_password": old, "new_password1": new, "new_password2": new}
    return browser.post("/admin/account/", {f"password-{name}": value for name, value in fields.items()} | PROFILE)


PROFILE = {"name_email-first_name": "W", "name_email-last_name": "R"}
PROFILE |= {"theme-theme": "system", "theme-density": "default", "theme-contrast": "system"}
PROFILE |= {"theme-keyboard_shortcuts": "on"}


def test_a_new_password_is_in_the_record_and_its_owner_hears_of_it(staff):
    assert change(staff("writer")).status_code == 302
    assert ModelLogEntry.objects.filter(action="clinic.password_changed", user__username="writer").count() == 1
    [letter] = mail.outbox
    assert letter.to == ["writer@clinic.example"] and "A new password" in letter.subject


def test_the_old_password_cannot_be_guessed_at_an_open_login(staff):
    for number in range(11):
        answer = change(staff("writer"), old=f"guess {number}")
    assert "wrong too many times" in answer.content.decode()
    assert change(staff("writer")).status_code == 200
