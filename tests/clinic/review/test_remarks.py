"""A reviewer asks for a change in one passage; its writer reads that beside it, until the words there are others."""

import datetime
import html

import pytest
from django.core import mail

from clinic.checks.runner import findings_for
from clinic.review import signing_links
from clinic.review.content_hash import content_hash
from clinic.review.models import Review
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
KEY = "questions:q1:s1"


def asked(text="CRPS causes lasting pain."):
    said = build.block("statement", build.statement(text)["value"], id="s1")
    return [build.question("What is it?", said, id="q1")]


@pytest.fixture
def page():
    page = build.topic(live=False, questions=asked())
    page.save_revision(user=member("writer"))
    page.get_workflow().start(page, member("writer"))
    return TopicPage.objects.get(pk=page.pk)


def ask(browser, address, page, **said):
    newest = page.get_latest_revision_as_object()
    posted = {"seen": content_hash(newest), "outcome": "change", "note": ""} | said
    return browser.post(address, posted, follow=True)


def screen(page):
    return f"/admin/checking/{page.pk}/"


def remarks(page):
    newest = TopicPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [one for one in findings_for(newest) if one.rule == "remark"]


def reworded(page, text):
    newest = TopicPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    newest.questions = TopicPage._meta.get_field("questions").to_python(asked(text))
    newest.save_revision(user=member("writer"), clean=False)


def test_the_writer_reads_it_beside_the_passage_until_its_words_change(page, staff):
    assert f'name="remark_{KEY}"' in staff("reviewer").get(screen(page)).text
    ask(staff("reviewer"), screen(page), page, **{f"remark_{KEY}": "Say for how long."})
    (found,) = remarks(page)
    assert found.place.anchor == "#block-s1-section"
    assert (found.excerpt, found.message) == ("Say for how long.", "Dr Ruth Okafor asks for a change here.")
    shown = html.unescape(staff("writer").get(f"/admin/pages/{page.pk}/edit/").text)
    assert "Say for how long." in shown
    reworded(page, "CRPS causes pain for six months or more.")
    assert not remarks(page)


def test_the_note_that_everybody_reads_has_it_too(page, staff):
    ask(staff("reviewer"), screen(page), page, note="Almost.", **{f"remark_{KEY}": "Say for how long."})
    note = Review.objects.of(page).first().note
    assert note.startswith("Almost.\n") and note.endswith("CRPS causes lasting pain.: Say for how long.")
    assert "Say for how long." in mail.outbox[-1].body


def test_whoever_reviews_it_next_sees_what_is_not_mended(page, staff):
    ask(staff("reviewer"), screen(page), page, **{f"remark_{KEY}": "Say for how long."})
    assert "Dr Ruth Okafor asks for a change here." in staff("reviewer").get(screen(page)).text


def test_an_approval_ends_it(page, staff):
    ask(staff("reviewer"), screen(page), page, **{f"remark_{KEY}": "Say for how long."})
    build.signed(page, answer="It says so below.")
    assert not remarks(page)


def test_by_a_link_too(page, staff, anyone):
    newest = page.get_latest_revision_as_object()
    _link, token = signing_links.invite(page, member("admin"), content_hash(newest), build.clinician())
    assert f'name="remark_{KEY}"' in anyone.get(f"/sign/{token}/").text
    ask(anyone, f"/sign/{token}/", page, **{f"remark_{KEY}": "Say for how long."})
    assert [one.message for one in remarks(page)] == ["Dr Maya Ortiz, pain consultant, MD asks for a change here."]


def test_nobody_approves_and_asks_at_once_and_nobody_asks_for_nothing(page, staff):
    due = (build.TODAY + datetime.timedelta(days=100)).isoformat()
    signs = {"outcome": "sign", "sources_checked": "on", "next_due": due, f"remark_{KEY}": "Say for how long."}
    assert "Ask for a change, or take this out" in ask(staff("reviewer"), screen(page), page, **signs).text
    assert "Write what should change." in ask(staff("reviewer"), screen(page), page).text
    assert not Review.objects.of(page).exists()
