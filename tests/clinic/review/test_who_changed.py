"""The screen of a review says of each change whose it is and when it was made."""

import html
import re
from uuid import uuid4

import pytest
from django.utils import timezone
from wagtail.log_actions import LogContext

from clinic.content.models import KeyFigure
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


def changed(page, who, **fields):
    newest = TopicPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(newest, name, value)
    return newest.save_revision(user=member(who), clean=False)


def told(browser, page):
    shown = html.unescape(browser.get(f"/admin/checking/{page.pk}/").text)
    states = re.findall(r'passage__state">.*?</p>', shown, re.S)
    return [" ".join(re.sub("<[^>]+>", " ", one).split()) for one in states]


def test_each_change_has_its_writer_and_its_time(staff):
    page = build.topic()
    changed(page, "writer", title="What is CRPS, then?")
    revision = changed(page, "publisher", short_answer="<p>A condition.</p>")
    by_title, by_answer = told(staff("reviewer"), page)
    assert "Changed by Wren Adeyemi" in by_title
    at = timezone.localtime(revision.created_at)
    assert f"Changed by Pablo Marsh, {at:%-d %B %Y, %H:%M}" in by_answer
    assert f"last by Pablo Marsh, {at:%-d %B %Y, %H:%M}" in staff("reviewer").get(f"/admin/checking/{page.pk}/").text


def test_a_save_that_changes_no_word_there_names_nobody(staff):
    page = build.topic()
    changed(page, "writer", title="What is CRPS, then?")
    changed(page, "publisher")
    assert "Wren Adeyemi" in told(staff("reviewer"), page)[0]


def test_a_shared_text_that_was_changed_names_its_writer(staff):
    figure = build.figure()
    page = build.topic(short_answer=f"<p>We have seen {build.inline(figure)} here.</p>")
    figure = KeyFigure.objects.get(pk=figure.pk)
    figure.value = "about 850"
    figure.put_live(figure.save_revision(user=member("writer"), log_action=True, clean=False), member("publisher"))
    shown = staff("reviewer").get(f"/admin/checking/{page.pk}/").text
    assert "changed where it is kept by" in shown


def test_words_of_the_clinics_details_name_who_changed_them_there(staff):
    build.details(when_closed="Go to the night clinic.")
    page = build.topic(questions=[build.question("When?", build.care_card("The hand turns blue"))])
    with LogContext(user=member("admin")):
        build.details(when_closed="Go to the day clinic.")
    # Whoever saves an imported text gives its blocks new ids.
    changed(page, "publisher", slug="other", questions=as_saved_by_the_editor(page))
    shown = next(one for one in told(staff("reviewer"), page) if "where it is kept" in one)
    assert "Changed where it is kept (Clinic details: When you are closed)" in shown
    assert f"by {member('admin').display_name}" in shown
    assert member("publisher").display_name not in shown


def test_details_that_a_script_changed_name_nobody(staff):
    build.details(when_closed="Go to the night clinic.")
    page = build.topic(questions=[build.question("When?", build.care_card("The hand turns blue"))])
    build.details(when_closed="Go to the day clinic.")
    changed(page, "publisher", slug="other", questions=as_saved_by_the_editor(page))
    shown = next(one for one in told(staff("reviewer"), page) if "where it is kept" in one)
    assert " by " not in shown


def as_saved_by_the_editor(page):
    raw = page.questions.get_prep_value()
    for question in raw:
        for one in question["value"]["answer"]:
            one["id"] = str(uuid4())
    return TopicPage._meta.get_field("questions").to_python(raw)
