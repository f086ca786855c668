"""A draft is saved however long its parts are; what is too long stops approval, and whoever sends it hears so."""

import pytest
from django.utils import translation

from clinic.checks.findings import blocking
from clinic.checks.runner import findings_for
from faq.models import TopicPage
from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db

LONG = "Why does the pain in my hand come back every single evening when I lie down to sleep?"


def newest(page):
    return TopicPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def stops(page):
    return [finding.message for finding in blocking(findings_for(page))]


def test_a_title_that_is_too_long_is_saved_and_stops_approval(staff):
    page = build.topic(live=False)
    form = forms.topic() | forms.loaded(page) | {"title": LONG}
    staff("writer").post(f"/admin/pages/{page.pk}/edit/", form)
    assert newest(page).title == LONG
    assert f"Shorten the title to 65 letters. It has {len(LONG)}." in stops(newest(page))
    assert any("65 letters" in reason for reason in newest(page).reasons_not_to_publish())


def test_a_question_that_is_too_long_is_saved_and_stops_approval(staff):
    page = build.topic(live=False)
    form = forms.topic() | forms.loaded(page)
    question = "Why? " * 30
    form["questions-0-value-question"] = question
    staff("writer").post(f"/admin/pages/{page.pk}/edit/", form)
    assert newest(page).questions[0].value["question"] == question.strip()
    assert any("Shorten it to 120." in message for message in stops(newest(page)))
    assert newest(page).reasons_not_to_publish()


def test_whoever_sends_it_hears_what_will_stop_it(staff):
    page = build.topic(live=False)
    form = forms.topic() | forms.loaded(page) | {"title": LONG, "action-submit": "1"}
    said = staff("writer").post(f"/admin/pages/{page.pk}/edit/", form, follow=True).content.decode()
    assert "will stop approval" in said
    assert f'href="/admin/pages/{page.pk}/edit/#' in said


def test_a_page_that_is_taken_back_opens_as_it_is_stored(staff):
    page = build.topic(live=False)
    writer, address = staff("writer"), f"/admin/pages/{page.pk}/edit/"
    writer.post(address, forms.topic() | forms.loaded(page) | {"action-submit": "1"})
    page = TopicPage.objects.get(pk=page.pk)
    answer = writer.post(address, forms.topic() | forms.loaded(page) | {"action-cancel-workflow": "1"}, follow=True)
    assert answer.redirect_chain
    with translation.override("en"):
        assert "You took" in answer.content.decode()
    assert 'data-w-unsaved-force-value="false"' in answer.content.decode()
    assert not TopicPage.objects.get(pk=page.pk).current_workflow_state
