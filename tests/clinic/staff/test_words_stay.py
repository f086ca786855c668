"""Words of staff that got lost or stuck: in a copy of a page with a newer draft, under a redirect, for an old token."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from tests import builders as build
from tests.cast import ProcessClient, member

pytestmark = pytest.mark.django_db


def copied(browser, page, **fields):
    form = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": page.get_parent().pk} | fields
    return browser.post(f"/admin/pages/{page.pk}/copy/", form)


def test_a_copy_begins_with_the_newest_draft_and_can_be_saved(staff, patient):
    page = build.topic("Sleep")
    page.short_answer = "<p>Words that wait.</p>"
    page.save_revision(user=member("writer"))
    assert copied(staff("publisher"), page).status_code == 302
    copy = Page.objects.get(slug="a-copy")
    newest = copy.get_latest_revision_as_object()
    assert (copy.live, newest.title, newest.short_answer) == (False, "A copy", "<p>Words that wait.</p>")
    assert "Words that wait." in staff("publisher").get(f"/admin/pages/{copy.pk}/edit/").content.decode()
    assert patient.get("/faq/a-copy/").status_code == 404
    assert "Words that wait." in Page.objects.get(pk=page.pk).get_latest_revision_as_object().short_answer


def test_a_redirect_that_was_there_before_does_not_hide_a_page(patient):
    Redirect.objects.create(old_path="/faq/sleep", redirect_link="/services/", site=Site.objects.get())
    build.topic("Sleep")
    assert patient.get("/faq/sleep/").status_code == 200


def test_whoever_sends_an_older_token_reads_what_to_do(db):
    strict = ProcessClient("staff", enforce_csrf_checks=True)
    strict.force_login(member("writer"))
    answer = strict.post("/admin/paste/", {"csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    assert "This was not sent" in answer.content.decode() and "Go back" in answer.content.decode()
