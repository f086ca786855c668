"""A draft may be as unfinished as it likes; nothing unfinished goes live, by whatever door."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.test.utils.form_data import streamfield

from faq.models import TopicPage
from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db


def add_url():
    return f"/admin/pages/add/faq/topicpage/{build.faq_index().pk}/"


def edit_url(page):
    return f"/admin/pages/{page.pk}/edit/"


def publish_url(*pages):
    """The screen that publishes many pages at once; it leads back to the list of topics."""
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return f"/admin/bulk/wagtailcore/page/publish/?{chosen}&next=/admin/pages/{build.faq_index().pk}/"


def test_a_title_is_enough_for_a_draft(staff):
    answer = staff("writer").post(add_url(), forms.topic(title="What helps at night?", **forms.unfilled()))
    topic = TopicPage.objects.get()
    assert answer.status_code == 302
    assert (topic.title, topic.live, topic.owner.username) == ("What helps at night?", False, "writer")


def test_an_unlabelled_statement_is_kept_in_a_draft(staff):
    fields = forms.topic(questions=streamfield([forms.question("Why?", forms.statement(kind=""))]))
    staff("writer").post(add_url(), fields)
    [question] = TopicPage.objects.get().questions
    assert "CRPS causes lasting pain." in question.value["answer"][0].value["text"].source


def test_an_unfinished_draft_can_be_saved_again(staff):
    draft = build.topic(live=False, short_answer="", questions=[], subject=None, services=[])
    answer = staff("writer").post(
        edit_url(draft), forms.topic(title="Better title", **forms.unfilled()) | forms.loaded(draft)
    )
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().title == "Better title"


MISSING = {
    "title": ({"title": ""}, "This field is required"),
    "short answer": ({"short_answer": forms.prose("")}, "This field is required"),
    "short answer without words": ({"short_answer": forms.prose("<p> </p>")}, "This field is required"),
    "questions": ({"questions": streamfield([])}, "This field is required"),
    "subject": ({"subject": ""}, "This field is required"),
    "words of a question": ({"questions": streamfield([forms.question("")])}, "This field is required"),
    "kind of a statement": (
        {"questions": streamfield([forms.question("Why?", forms.statement(kind=""))])},
        "This field is required",
    ),
}


@pytest.mark.parametrize("missing", MISSING)
def test_the_form_refuses_to_publish_without(missing, staff, patient):
    changes, words = MISSING[missing]
    answer = staff("publisher").post(add_url(), forms.published(forms.topic(**changes)))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not TopicPage.objects.live().exists()


def unfinished(**fields):
    return build.topic(live=False, **fields)


UNFINISHED = {
    "short answer": {"short_answer": ""},
    "short answer without words": {"short_answer": "<p> </p>"},
    "questions": {"questions": []},
    "subject": {"subject": None},
    "service": {"services": []},
    "kind": {"questions": [build.question("Why?", build.statement(kind=""))]},
    "words of a statement": {"questions": [build.question("Why?", build.statement("<p></p>"))]},
    "answer": {"questions": [build.block("question", {"question": "Why?", "answer": []})]},
    "reference": {"questions": [build.question("Why?", build.statement(kind="established"))]},
}


@pytest.mark.parametrize("missing", UNFINISHED)
def test_a_script_cannot_publish_without(missing):
    draft = unfinished(**UNFINISHED[missing])
    with pytest.raises(ValidationError):
        draft.get_latest_revision().publish()
    draft.refresh_from_db()
    assert not draft.live


def test_an_unfinished_topic_cannot_be_scheduled():
    draft = unfinished(services=[])
    draft.go_live_at = timezone.now() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError):
        draft.save_revision().publish()
    assert draft.latest_revision.approved_go_live_at is None


def test_many_at_once_are_published_only_when_all_are_finished(staff, patient):
    finished, not_finished = build.topic("Finished", live=False), unfinished(title="Unfinished", services=[])
    build.signed(finished)
    answer = staff("publisher").post(publish_url(finished, not_finished), seen(finished, not_finished), follow=True)
    assert answer.status_code == 200
    assert "Unfinished" in answer.content.decode()
    assert "at least one service" in answer.content.decode()
    assert patient.get("/faq/finished/").status_code == 404
    staff("publisher").post(publish_url(finished), seen(finished))
    assert patient.get("/faq/finished/").status_code == 200


def seen(*pages):
    """What the screen shows of them, as its form says it."""
    return {"seen": [f"{page.pk}:{build.seen(page)}" for page in pages]}


def test_descendants_published_at_once_are_checked_too(staff):
    unfinished(services=[])
    answer = staff("publisher").post(publish_url(build.faq_index()), {"include_descendants": "on"}, follow=True)
    assert answer.status_code == 200
    assert "What is CRPS?" in answer.content.decode()
    assert not TopicPage.objects.live().exists()


def test_a_live_topic_cannot_be_made_unfinished_by_a_script():
    topic = build.topic()
    topic.questions = [("question", {"question": "", "answer": []})]
    with pytest.raises(ValidationError):
        topic.save()
