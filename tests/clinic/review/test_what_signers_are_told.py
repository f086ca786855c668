"""Whoever decides is told what they decide about: what its writer says, the day of a number, who approved what."""

import html
import re

import pytest
from wagtail.models import Page

from clinic.archive.shared_texts import proposals
from clinic.review import signing_links
from clinic.review.signers import Signer
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
NOTE = "We added what is new since the study of 2026."


def told(browser, address):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", browser.get(address).text)).split())


def test_what_its_writer_says_of_a_change_is_told_by_account_and_by_link(staff, anyone):
    page = build.topic()
    newest = page.get_latest_revision_as_object()
    newest.change_note, newest.change_since = NOTE, page.live_revision_id
    newest.short_answer = "<p>It hurts for long.</p>"
    newest.save_revision(user=member("writer"))
    page = TopicPage.objects.get(pk=page.pk)
    _link, token = signing_links.invite(page, member("admin"), build.seen(page), build.clinician())
    for browser, address in ((staff("reviewer"), f"/admin/checking/{page.pk}/"), (anyone, f"/sign/{token}/")):
        assert f"What its writer says of this change: “{NOTE}” Only staff read that." in told(browser, address)
    build.put_live(page)
    assert NOTE not in told(staff("reviewer"), f"/admin/checking/{page.pk}/")


def changed(figure):
    figure.value = "about 850"
    figure.save_revision(user=member("writer"))
    return proposals.Proposal(type(figure).objects.get(pk=figure.pk))


def test_a_number_is_approved_with_the_day_it_was_counted(staff):
    figure = build.figure()
    page = build.topic(short_answer=f"<p>We have seen {build.inline(figure)} here.</p>")
    day = f"{figure.as_of:%-d %B %Y}"
    changed(figure)
    assert f"As of {day}" in told(staff("reviewer"), f"/admin/shared-texts/content.keyfigure/{figure.pk}/")
    page = build.topic("New", live=False, short_answer=f"<p>We have seen {build.inline(figure)} here.</p>")
    assert f"As of: {day}" in told(staff("reviewer"), f"/admin/checking/{page.pk}/")


def test_who_approved_what_of_the_words_is_told_before_they_are_published(staff):
    figure = build.figure()
    page = build.topic(short_answer=f"<p>We have seen {build.inline(figure)} here.</p>")
    admin = Signer.of_user(member("admin"))
    proposals.approve(figure, changed(figure).hash, admin, "Counted.")
    page = Page.objects.get(pk=page.pk).specific
    said = told(staff("publisher"), f"/admin/publishing/{page.pk}/")
    assert f"These exact words were approved by {Signer.of_user(member('reviewer')).name}" in said
    assert f"; the change of a shared text in it since then by {admin.name}" in said
    assert "“Key figure “Patients seen so far: about 850 people”. Counted.”" in said
