"""The link to a question outlives rewording and moving it; no two questions of a topic share one."""

import re

import pytest
from wagtail.test.utils.form_data import streamfield

from faq.models import TopicPage
from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db

FIRST, SECOND = "11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa", "22222222-bbbb-4bbb-8bbb-bbbbbbbbbbbb"


def anchors(patient):
    """The ids of the answers to all questions, in the page's order."""
    page = patient.get("/faq/what-is-crps/").content.decode()
    return re.findall(r'<[a-z-]+[^>]*\bid="(q-[^"]*)"', page)


def save(staff, topic, *questions):
    """Posts the editing form with these `(question, id)`, and puts it live."""
    stream = streamfield([forms.question(asked) for asked, _ in questions])
    ids = {f"{place}-id": id for place, (_, id) in enumerate(questions)}
    answer = staff("writer").post(
        f"/admin/pages/{topic.pk}/edit/", forms.topic(questions=stream | ids) | forms.loaded(topic)
    )
    assert answer.status_code == 302
    build.put_live(topic)


@pytest.fixture
def topic():
    return build.topic(questions=[build.question("Why?", id=FIRST), build.question("Does it spread?", id=SECOND)])


def test_each_question_has_a_link_of_its_own(topic, patient):
    page = patient.get("/faq/what-is-crps/").content.decode()
    assert anchors(patient) == ["q-11111111", "q-22222222"]
    assert page.count('href="#q-11111111"') == 2  # in the list at the top and beside the answer


def test_a_reworded_question_keeps_its_link(topic, staff, patient):
    save(staff, topic, ("Why me?", FIRST), ("Does it spread?", SECOND))
    assert anchors(patient) == ["q-11111111", "q-22222222"]


def test_a_moved_question_keeps_its_link(topic, staff, patient):
    save(staff, topic, ("Does it spread?", SECOND), ("Why?", FIRST))
    assert anchors(patient) == ["q-22222222", "q-11111111"]


def test_a_new_question_between_others_changes_no_link(topic, staff, patient):
    save(staff, topic, ("Why?", FIRST), ("Is it in my head?", ""), ("Does it spread?", SECOND))
    first, new, second = anchors(patient)
    assert (first, second) == ("q-11111111", "q-22222222")
    assert re.fullmatch("q-[0-9a-f]{8}", new)


@pytest.mark.parametrize("twin", [FIRST, FIRST[:8] + "-cccc-4ccc-8ccc-cccccccccccc"])
def test_a_question_with_the_link_of_another_gets_its_own(twin, topic, staff, patient):
    save(staff, topic, ("Why?", FIRST), ("A copy of it?", twin))
    first, copied = anchors(patient)
    assert first == "q-11111111"
    assert copied != first


def test_a_draft_gets_links_that_stay_when_it_is_published(staff, patient):
    staff("writer").post(f"/admin/pages/add/faq/topicpage/{build.faq_index().pk}/", forms.topic())
    draft = TopicPage.objects.get()
    [question] = draft.get_latest_revision_as_object().questions
    build.put_live(draft)
    assert anchors(patient) == [f"q-{question.id[:8]}"]


def test_machines_find_the_same_links(topic, patient):
    page = patient.get("/faq/what-is-crps/").content.decode()
    assert "/faq/what-is-crps/#q-11111111" in page
