"""What was written in a block that the code no longer has stays stored: named to staff, never shown to patients."""

import html
import io
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.blocks.migrations.operations import RemoveStreamChildrenOperation, RenameStreamChildrenOperation
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import streamfield

from clinic.content.block_migrations import MigrateBlocks
from faq.models import TopicPage
from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db

QUIZ = {"asked": "<p>Is heat <b>good</b> for CRPS?</p>", "points": 1.0, "tries": [{"n": 2}], "é": None}
UNKNOWN = build.block("quiz", QUIZ, "11111111-1111-4111-8111-111111111111")
SLIDES = build.block("slides", ["one", "two\nlines"], "22222222-2222-4222-8222-222222222222")
OLD_FIELDS = {"strength": "Strong evidence", "votes": {"yes": [1, 2]}}


def question_holding(*parts):
    return build.question("What is CRPS?", build.statement(), *parts, id="33333333-3333-4333-8333-333333333333")


@pytest.fixture
def topic():
    """A draft with an unknown block among its questions and another inside an answer."""
    return build.topic(live=False, questions=[question_holding(SLIDES), UNKNOWN])


@pytest.fixture
def aged():
    """A draft whose statement has two fields that the code no longer has."""
    return build.topic(live=False, questions=[build.question("What is CRPS?", build.statement(**OLD_FIELDS))])


def edit_url(page):
    return f"/admin/pages/{page.pk}/edit/"


def stored(page):
    """The raw questions of the newest revision."""
    return json.loads(Revision.objects.filter(object_id=str(page.pk)).latest("pk").content["questions"])


def form(page, **changes):
    return forms.topic(slug=page.slug, **changes) | forms.loaded(page)


# Nothing is lost ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["topic", "aged"])
def test_saving_in_code_writes_back_every_byte(request, kind):
    page = request.getfixturevalue(kind)
    before = stored(page)
    page = TopicPage.objects.get(pk=page.pk)
    page.title = "Another"
    [child.value["answer"] for child in page.questions]
    page.save_revision()
    page.get_latest_revision_as_object().save(clean=False)
    assert stored(page) == before
    assert TopicPage.objects.get(pk=page.pk).questions.stored == before


@pytest.mark.parametrize("kind", ["topic", "aged"])
def test_code_that_would_change_it_is_refused(request, kind):
    page = request.getfixturevalue(kind).get_latest_revision_as_object()
    page.questions[0].value["answer"][0].value["kind"] = "early"
    for save in (page.save_revision, page.save):
        with pytest.raises(ValidationError, match="blocks that no longer exist"):
            save()


@pytest.mark.parametrize("kind", ["topic", "aged"])
@pytest.mark.parametrize("action", ["", "action-publish", "action-submit"])
def test_saving_in_the_editor_is_refused_in_words_with_what_was_typed(request, kind, action, staff):
    page = request.getfixturevalue(kind)
    before, revisions = stored(page), Revision.objects.count()
    posted = form(page, title="My long work") | {action or "x": "1"}
    said = html.unescape(staff("publisher").post(edit_url(page), posted).content.decode())
    assert "It holds parts made with blocks that no longer exist" in said
    assert "Nothing is lost" in said
    assert "My long work" in said
    assert ("Is heat good for CRPS?" if kind == "topic" else "Strong evidence") in said
    assert (stored(page), Revision.objects.count()) == (before, revisions)


def test_autosave_is_refused_as_the_editor_expects_it(topic, staff):
    answer = staff("writer").post(edit_url(topic), form(topic), headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["error_code"]) == (400, "validation_error")
    assert stored(topic)[1] == UNKNOWN


def test_going_back_to_a_version_that_holds_one_is_refused(topic, staff):
    old = topic.get_latest_revision()
    page = topic.get_latest_revision_as_object()
    page.questions = [build.question()]
    page.save_revision()
    address = f"/admin/pages/{topic.pk}/revisions/{old.pk}/revert/"
    answer = staff("writer").post(address, form(topic))
    assert "blocks that no longer exist" in answer.content.decode()
    assert [child["type"] for child in stored(topic)] == ["question"]


def test_the_editor_says_so_as_soon_as_it_is_opened(topic, staff):
    said = html.unescape(staff("writer").get(edit_url(topic)).content.decode())
    assert "It holds parts made with blocks that no longer exist (“slides”, “quiz”)" in said
    assert "Is heat good for CRPS?" in said


def test_a_copy_of_the_page_keeps_it_too(topic, staff):
    parent = topic.get_parent().pk
    copied = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": parent}
    assert staff("admin").post(f"/admin/pages/{topic.pk}/copy/", copied).status_code == 302
    assert stored(Page.objects.get(slug="copy"))[1]["value"] == QUIZ


def test_a_block_removed_while_somebody_writes_is_refused_with_what_they_typed(staff, monkeypatch):
    topic = build.topic(live=False)
    answer = TopicPage.questions.field.stream_block.child_blocks["question"].child_blocks["answer"]
    monkeypatch.delitem(answer.child_blocks, "video")
    film = ("video", {"title": "A first visit", "url": "https://video.example/", "minutes": "3", "transcript": "null"})
    questions = streamfield([forms.question("What is CRPS?", forms.statement(), film)])
    before = stored(topic)
    said = html.unescape(staff("writer").post(edit_url(topic), form(topic, questions=questions)).content.decode())
    assert "blocks that no longer exist (\\u201cvideo\\u201d)" in said
    assert "A first visit" in said
    assert stored(topic) == before


# What waits, and what does not -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "words"), [("topic", "Is heat good for CRPS"), ("aged", "strength.*Strong evidence")])
def test_publishing_is_refused_in_words(request, kind, words):
    with pytest.raises(ValidationError, match=f"blocks that no longer exist.*{words}"):
        request.getfixturevalue(kind).get_latest_revision_as_object().check_complete()


def make_live_with(page, questions):
    """As after a deployment that removed a block: the row is live, its block is gone."""
    TopicPage.objects.filter(pk=page.pk).update(questions=TopicPage.questions.field.to_python(questions))
    return TopicPage.objects.get(pk=page.pk)


@pytest.mark.parametrize("questions", [[build.question(), UNKNOWN], [UNKNOWN]])
def test_a_live_page_that_holds_one_can_be_locked_moved_and_taken_down(questions):
    page = make_live_with(build.topic("Is it my fault?"), questions)
    page.locked = True
    page.save()
    page.move(build.topic(live=False), pos="last-child")
    page = TopicPage.objects.get(pk=page.pk)
    page.unpublish()
    assert TopicPage.objects.get(pk=page.pk).questions.stored[-1] == UNKNOWN


def old_table():
    """A table one column of which is of a kind that no longer exists."""
    table = build.table(["A", "B"], ["old cell", "known cell"])
    table["value"]["columns"][0]["type"] = "old_column"
    return table


@pytest.mark.parametrize("rest", ["/", ".md", "/leaflet/", "/large-print/"])
def test_patients_never_see_it(rest, patient):
    make_live_with(build.topic(), [question_holding(SLIDES, old_table()), UNKNOWN])
    seen = patient.get(f"/faq/what-is-crps{rest}")
    assert seen.status_code == 200
    for word in ("Is heat", "slides", "quiz", "two\nlines", "11111111", "old cell"):
        assert word not in seen.content.decode()


def test_programs_never_see_it(patient):
    make_live_with(build.topic(), [question_holding(SLIDES), UNKNOWN])
    [topic] = patient.get("/api/v2/topics/?fields=*").json()["items"]
    assert [(asked["question"], len(asked["answer"])) for asked in topic["questions"]] == [("What is CRPS?", 1)]


def test_it_is_in_no_index(topic):
    assert "heat" not in topic.get_latest_revision_as_object().searchable_body


# Looking for them, and bringing them over --------------------------------------------------------------------------


def test_the_scan_passes_over_a_sound_clinic():
    build.topic()
    build.service()
    said = io.StringIO()
    call_command("scan_unknown_blocks", stdout=said)
    assert "Every stored block is known." in said.getvalue()


def test_the_scan_names_page_and_block_and_what_to_do(topic):
    page = build.topic("Is it my fault?")
    make_live_with(page, [build.question("Why?", build.statement(**OLD_FIELDS), old_table())])
    with pytest.raises(CommandError) as found:
        call_command("scan_unknown_blocks")
    said = str(found.value)
    assert f"What is CRPS? (topic {topic.pk}, draft), faq.TopicPage.questions: “slides”, “quiz”" in said
    assert (
        f"Is it my fault? (topic {page.pk}, live), faq.TopicPage.questions: “votes”, “strength”, “old_column”" in said
    )
    assert "docs/operating.md" in said


def migrate(*operations):
    """As a migration file would: on the historical model, which has no blocks."""
    apps = MigrationExecutor(connection).loader.project_state().apps
    MigrateBlocks("faq", "topicpage", "questions", [*operations]).migrate_stream_data_forward(apps, None)


def test_wagtails_block_migrations_bring_it_over_live_and_in_drafts(topic, staff):
    live = make_live_with(build.topic("Is it my fault?"), [question_holding(SLIDES), build.question()])
    migrate(
        (RenameStreamChildrenOperation("slides", "statement"), "question.answer"),
        (RemoveStreamChildrenOperation("quiz"), ""),
    )
    assert stored(topic)[0]["value"]["answer"][1] == SLIDES | {"type": "statement"}
    assert TopicPage.objects.get(pk=live.pk).questions.stored[0]["value"]["answer"][1]["type"] == "statement"
    assert len(stored(topic)) == 1


def test_once_it_is_brought_over_the_page_can_be_saved(topic, staff):
    migrate((RemoveStreamChildrenOperation("quiz"), ""), (RemoveStreamChildrenOperation("slides"), "question.answer"))
    assert staff("writer").post(edit_url(topic), form(topic, title="Saved")).status_code == 302
    assert Page.objects.get(pk=topic.pk).draft_title == "Saved"
