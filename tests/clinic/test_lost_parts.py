"""What was written in a block that the code no longer has stays, is shown to staff, and never to patients."""

import io
import json

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from wagtail import blocks
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import streamfield

from clinic.content.blocks import SafeStreamBlock
from clinic.content.unknown_blocks import LostPart
from clinic.system_checks import every_block_keeps_what_it_cannot_read
from faq.models import TopicPage
from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db

QUIZ = {"asked": "<p>Is heat <b>good</b> for CRPS?</p>", "points": 1.0, "tries": [{"n": 2}], "é": None}
LOST = build.block("quiz", QUIZ, "11111111-1111-4111-8111-111111111111")
SLIDES = build.block("slides", ["one", "two\nlines"], "22222222-2222-4222-8222-222222222222")


def question_holding(*parts):
    return build.question("What is CRPS?", build.statement(), *parts, id="33333333-3333-4333-8333-333333333333")


@pytest.fixture
def topic():
    """A draft with a lost part among its questions and another inside an answer."""
    return build.topic(live=False, questions=[question_holding(SLIDES), LOST])


def edit_url(page):
    return f"/admin/pages/{page.pk}/edit/"


def stored(page):
    """The raw questions of the newest revision."""
    return json.loads(Revision.objects.filter(object_id=str(page.pk)).latest("pk").content["questions"])


def lost(block):
    """A lost part as the editor posts it."""
    return "lost-part", json.dumps({"type": block["type"], "value": block["value"]})


def with_ids(fields, ids):
    """Gives the posted blocks the ids they are stored with: `{prefix: id}`."""
    return fields | {f"{prefix}-id": id for prefix, id in ids.items()}


def form_with_lost_parts(page, **changes):
    answer = streamfield([forms.statement(), lost(SLIDES)])
    questions = streamfield([("question", {"question": "What is CRPS?", "answer": answer}), lost(LOST)])
    fields = forms.topic(questions=questions, slug=page.slug, **changes) | forms.loaded(page)
    ids = {
        "questions-0": "33333333-3333-4333-8333-333333333333",
        "questions-0-value-answer-1": SLIDES["id"],
        "questions-1": LOST["id"],
    }
    return with_ids(fields, ids)


def test_loading_and_saving_in_code_keeps_every_byte(topic):
    page = TopicPage.objects.get(pk=topic.pk)
    [child.value for child in page.questions]
    page.save_revision()
    again = page.get_latest_revision_as_object()
    again.save(clean=False)
    assert stored(page)[1] == LOST
    assert stored(page)[0]["value"]["answer"][1] == SLIDES
    assert TopicPage.objects.get(pk=topic.pk).questions.get_prep_value()[1] == LOST


def test_the_editor_shows_its_words_and_posts_it_back(topic, staff):
    page = staff("writer").get(edit_url(topic)).content.decode()
    assert "lost-part" in page
    assert "Is heat good for CRPS?" in page
    assert "clinic/js/lost-parts.js" in page


def test_saving_a_draft_keeps_every_byte(topic, staff):
    answer = staff("writer").post(edit_url(topic), form_with_lost_parts(topic, title="What CRPS is"))
    assert answer.status_code == 302
    assert Page.objects.get(pk=topic.pk).draft_title == "What CRPS is"
    assert stored(topic)[1] == LOST
    assert stored(topic)[0]["value"]["answer"][1] == SLIDES


def test_deleting_it_in_the_editor_removes_it(topic, staff):
    fields = form_with_lost_parts(topic) | {"questions-1-deleted": "1"}
    staff("writer").post(edit_url(topic), fields)
    assert [child["type"] for child in stored(topic)] == ["question"]


def test_publishing_is_refused_in_words(topic):
    with pytest.raises(ValidationError) as refused:
        topic.get_latest_revision_as_object().check_complete()
    said = " ".join(refused.value.messages)
    assert "made with a block that no longer exists (“quiz”)" in said
    assert "(“slides”)" in said
    assert "Is heat good for CRPS?" in said


def test_it_can_be_published_once_the_lost_parts_are_gone(topic):
    page = topic.get_latest_revision_as_object()
    del page.questions[1]
    del page.questions[0].value["answer"][1]
    page.check_complete()


def test_publishing_in_the_editor_marks_the_part(topic, staff):
    revisions = Revision.objects.count()
    answer = staff("publisher").post(edit_url(topic), forms.published(form_with_lost_parts(topic)))
    assert answer.status_code == 200
    assert "This part was made with a block that no longer exists" in answer.content.decode()
    assert Revision.objects.count() == revisions


def make_live_with(page, questions):
    """As after a deployment that removed a block: the row is live, its block is gone."""
    TopicPage.objects.filter(pk=page.pk).update(questions=TopicPage.questions.field.to_python(questions))


@pytest.mark.parametrize("rest", ["/", ".md", "/leaflet/", "/large-print/"])
def test_patients_never_see_it(rest, patient):
    page = build.topic()
    make_live_with(page, [question_holding(SLIDES), LOST])
    seen = patient.get(f"/faq/what-is-crps{rest}")
    assert seen.status_code == 200
    for word in ("Is heat", "slides", "quiz", "two\nlines", "Lost part", "11111111"):
        assert word not in seen.content.decode()


def test_programs_never_see_it(patient):
    make_live_with(build.topic(), [question_holding(SLIDES), LOST])
    [topic] = patient.get("/api/v2/topics/?fields=*").json()["items"]
    assert [(asked["question"], len(asked["answer"])) for asked in topic["questions"]] == [("What is CRPS?", 1)]


def test_a_live_page_that_holds_one_can_still_be_saved(topic):
    page = build.topic("Is it my fault?")
    make_live_with(page, [build.question(), LOST])
    page = TopicPage.objects.get(pk=page.pk)
    page.locked = True
    page.save()
    assert TopicPage.objects.get(pk=page.pk).questions.get_prep_value()[1] == LOST


def test_it_is_in_no_index_and_counts_as_no_word(topic):
    page = topic.get_latest_revision_as_object()
    assert "heat" not in page.searchable_body
    assert page.key_figures == []


def test_what_changed_can_be_looked_at(topic, staff):
    page = topic.get_latest_revision_as_object()
    page.questions[1].value.raw["asked"] = "Another"
    first, second = topic.get_latest_revision(), page.save_revision()
    address = f"/admin/pages/{topic.pk}/revisions/compare/{first.pk}...{second.pk}/"
    seen = staff("writer").get(address)
    assert seen.status_code == 200
    assert "Another" in seen.content.decode()


@pytest.mark.parametrize("posted", ["", "no json", "[]", "3", '{"type": "quiz"}', "[" * 5000])
def test_a_damaged_one_is_refused_and_nothing_is_saved(topic, staff, posted):
    revisions = Revision.objects.count()
    answer = staff("writer").post(edit_url(topic), form_with_lost_parts(topic) | {"questions-1-value": posted})
    assert answer.status_code == 400
    assert Revision.objects.count() == revisions


def test_one_that_claims_a_block_that_exists_must_fit_it(topic, staff):
    for claimed in ({"type": "question", "value": 7}, {"type": "question", "value": {"answer": [{}]}}):
        fields = form_with_lost_parts(topic) | {"questions-1-value": json.dumps(claimed)}
        assert staff("writer").post(edit_url(topic), fields).status_code == 400


def test_a_block_that_exists_again_takes_its_part_over(topic, staff):
    back = {"type": "question", "value": {"question": "Does it hurt?", "answer": []}}
    fields = form_with_lost_parts(topic) | {"questions-1-value": json.dumps(back)}
    assert staff("writer").post(edit_url(topic), fields).status_code == 302
    assert stored(topic)[1]["value"]["question"] == "Does it hurt?"


# A block type removed from the code --------------------------------------------------------------------------------


@pytest.fixture
def without_video(monkeypatch):
    answer = TopicPage.questions.field.stream_block.child_blocks["question"].child_blocks["answer"]
    monkeypatch.delitem(answer.child_blocks, "video")


def test_a_removed_block_type_leaves_its_parts_where_they_are(request, staff):
    film = build.video() | {"id": "44444444-4444-4444-8444-444444444444"}
    page = build.topic(live=False, questions=[question_holding(film)])
    request.getfixturevalue("without_video")
    part = page.get_latest_revision_as_object().questions[0].value["answer"][1]
    assert isinstance(part.block, LostPart)
    answer = streamfield([forms.statement(), lost(film)])
    questions = streamfield([("question", {"question": "What is CRPS?", "answer": answer})])
    fields = forms.topic(questions=questions, slug=page.slug) | forms.loaded(page)
    staff("writer").post(edit_url(page), with_ids(fields, {"questions-0-value-answer-1": film["id"]}))
    assert stored(page)[0]["value"]["answer"][1] == film


def test_a_block_removed_while_somebody_writes_keeps_what_they_typed(topic, staff, without_video):
    film = ("video", {"title": "A first visit", "url": "https://video.example/", "minutes": "3", "transcript": "null"})
    questions = streamfield([forms.question("What is CRPS?", forms.statement(), film)])
    staff("writer").post(edit_url(topic), forms.topic(questions=questions, slug=topic.slug) | forms.loaded(topic))
    kept = stored(topic)[0]["value"]["answer"][1]
    assert kept["type"] == "video"
    assert kept["value"]["title"] == "A first visit"


# Fields removed from a struct --------------------------------------------------------------------------------------

OLD_FIELDS = {"strength": "Strong evidence", "votes": {"yes": [1, 2]}}


@pytest.fixture
def aged():
    """A draft whose statement has two fields that the code no longer has."""
    return build.topic(live=False, questions=[build.question("What is CRPS?", build.statement(**OLD_FIELDS))])


def statement_of(page):
    return stored(page)[0]["value"]["answer"][0]["value"]


def test_removed_fields_stay_when_the_page_is_saved_in_code(aged):
    page = aged.get_latest_revision_as_object()
    page.questions[0].value["answer"][0].value["kind"] = "early"
    page.save_revision()
    assert statement_of(page) | OLD_FIELDS == statement_of(page)
    assert statement_of(page)["kind"] == "early"


def test_the_editor_shows_removed_fields_and_posts_them_back(aged, staff):
    assert "Strong evidence" in staff("writer").get(edit_url(aged)).content.decode()
    part = forms.statement(**{"lost-fields": json.dumps(OLD_FIELDS)})
    questions = streamfield([forms.question("What is CRPS?", part)])
    fields = forms.topic(questions=questions, slug=aged.slug) | forms.loaded(aged)
    assert staff("writer").post(edit_url(aged), fields).status_code == 302
    assert statement_of(aged) | OLD_FIELDS == statement_of(aged)


def test_removed_fields_block_publishing_until_they_are_removed_on_purpose(aged, staff):
    with pytest.raises(ValidationError, match="fields that no longer exist .strength, votes.*Strong evidence"):
        aged.get_latest_revision_as_object().check_complete()
    fields = forms.topic(slug=aged.slug) | forms.loaded(aged)
    staff("writer").post(edit_url(aged), fields)
    assert "strength" not in statement_of(aged)


def test_posted_removed_fields_cannot_overwrite_real_ones(aged, staff):
    part = forms.statement(**{"lost-fields": json.dumps({"kind": "established", "old": 1})})
    questions = streamfield([forms.question("What is CRPS?", part)])
    staff("writer").post(edit_url(aged), forms.topic(questions=questions, slug=aged.slug) | forms.loaded(aged))
    assert statement_of(aged)["kind"] == "plain"
    assert statement_of(aged)["old"] == 1


# Looking for them --------------------------------------------------------------------------------------------------


def check_stored_blocks():
    said = io.StringIO()
    call_command("check_stored_blocks", stdout=said)
    return said.getvalue()


def test_the_command_passes_over_a_sound_clinic():
    build.topic()
    build.service()
    assert "Every stored part has its block." in check_stored_blocks()


def test_the_command_names_page_and_block(topic):
    columns = build.table(["A"], ["x"])
    columns["value"]["columns"][0]["type"] = "old_column"
    page = build.topic("Is it my fault?")
    make_live_with(page, [build.question("Why?", build.statement(**OLD_FIELDS), columns)])
    said = io.StringIO()
    with pytest.raises(CommandError, match="2 stored texts hold parts"):
        call_command("check_stored_blocks", stdout=said)
    assert f"What is CRPS? (topic {topic.pk}, draft): “slides”, “quiz”" in said.getvalue()
    assert "Is it my fault?" in said.getvalue()
    assert "“votes”, “strength”, “old_column”" in said.getvalue()


def test_every_block_of_the_clinic_keeps_what_it_cannot_read():
    assert [found for found in run_checks() if found.id == "clinic.E002"] == []


def test_a_block_that_would_lose_something_is_found(monkeypatch):
    class Careless(SafeStreamBlock):
        part = blocks.StructBlock([("words", blocks.StreamBlock([("word", blocks.CharBlock())]))])

    monkeypatch.setattr(TopicPage.questions.field, "stream_block", Careless())
    found = every_block_keeps_what_it_cannot_read(None)
    assert [error.id for error in found] == ["clinic.E002", "clinic.E002"]
