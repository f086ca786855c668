"""An import makes an unpublished topic with everything it needs, or nothing at all, files included."""

import json

import pytest
from django.conf import settings
from wagtail.models import PageLogEntry, Revision

from clinic.content.models import ClinicImage
from faq.blocks import QuestionBlock, StatementBlock
from faq.importing import drafting
from faq.importing.one_document import plan_for
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member
from tests.faq.documents import picture
from tests.faq.importing.test_pictures import inside

pytestmark = pytest.mark.django_db
HAND, BED = inside(picture()), inside(picture(size=(90, 90)))
TABLE = "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td><b>2</b></td></tr></table>"
PAGE = (
    f"<h1>Sleep</h1><p>Rest.</p><img src='{HAND}' alt='A bed'><img src='{HAND}' alt='The bed'><img src='{BED}'>"
    f"{TABLE}<p>See <a href='/services/'>services</a>.</p>"
)


def plan(html=PAGE):
    return plan_for(html.encode(), "page.html", build.faq_index())


def files():
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_the_topic_is_an_unpublished_draft_of_the_person():
    writer = member("writer")
    page = drafting.create(plan(), writer)
    page.refresh_from_db()
    assert (page.live, page.has_unpublished_changes, page.owner, page.author) == (False, True, writer, writer)
    assert page.first_published_at is None and page.go_live_at is None
    assert (page.latest_revision.user, page.latest_revision.as_object().title) == (writer, "Sleep")
    assert set(PageLogEntry.objects.filter(page=page.pk).values_list("action", "user")) == {
        ("wagtail.create", writer.pk),
        ("faq.imported", writer.pk),
    }


def test_every_part_is_in_the_page():
    answer = drafting.create(plan()).get_latest_revision_as_object().questions[0].value["answer"]
    assert [part.block_type for part in answer] == ["statement", "picture", "picture", "picture", "table", "statement"]
    assert answer[1].value["image"].contextual_alt_text == "A bed"
    assert [column["heading"] for column in answer[4].value.columns] == ["A", "B"]
    assert [cell.value.source for row in answer[4].value.rows for cell in row] == ["<p>1</p>", "<p><b>2</b></p>"]


def test_every_field_is_stored():
    """Programs that walk stored data, such as translation, trip over values with missing keys."""
    question = json.loads(drafting.create(plan()).latest_revision.content["questions"])[0]["value"]
    statement = question["answer"][0]["value"]
    assert set(question) == set(QuestionBlock().child_blocks)
    assert set(statement) == set(StatementBlock().child_blocks)
    assert (statement["kind"], statement["references"], statement["figure"]) == ("", [], None)


def test_a_picture_is_kept_once_and_says_what_it_shows():
    drafting.create(plan())
    assert sorted(ClinicImage.objects.values_list("description", "width")) == [("", 90), ("A bed", 60)]
    assert len(files()) == 2


def test_a_picture_already_in_the_library_is_used(settings):
    drafting.create(plan())
    drafting.create(plan(PAGE.replace("Sleep", "Night")))
    assert ClinicImage.objects.count() == 2


def test_if_anything_fails_nothing_is_left(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the last step failed")

    ready = plan()
    monkeypatch.setattr(drafting, "log", fail)
    with pytest.raises(RuntimeError):
        drafting.create(ready)
    assert not TopicPage.objects.exists() and not ClinicImage.objects.exists() and not files()
    assert not Revision.objects.for_instance(TopicPage(pk=0)).exists()


def test_the_plan_changes_nothing():
    plan()
    assert not TopicPage.objects.exists() and not ClinicImage.objects.exists() and not files()


def test_it_can_be_made_publishable_and_published():
    page = drafting.create(plan("<h1>Sleep</h1><p>Rest <b>helps</b>.</p><p>See <a href='/services/'>services</a>.</p>"))
    page.subject, page.short_answer = build.subject(), "<p>Rest helps.</p>"
    for question in page.questions:
        for part in question.value["answer"]:
            part.value["kind"] = "plain"
    newest = page.save_revision()
    build.signed(page)
    newest.publish()
    page.refresh_from_db()
    assert page.live
