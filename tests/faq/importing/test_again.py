"""A document imported a second time says what is here already, and leaves it alone."""

import pytest
from wagtail.models import PageLogEntry

from faq.imported_sources import IMPORTED
from faq.importing.drafting import create
from faq.importing.one_document import plan_for
from faq.models import TopicPage
from tests import builders as build
from tests.faq.documents import picture
from tests.faq.importing.test_pictures import inside

pytestmark = pytest.mark.django_db
PAGE = f"<h1>Sleep</h1><p>Rest.</p><img src='{inside(picture())}' alt='A bed'>"


def plan(html=PAGE):
    return plan_for(html.encode(), "page.html", build.faq_index())


@pytest.fixture
def first(db):
    return create(plan())


def test_an_unchanged_topic_is_recognised(first):
    again = plan()
    assert (again.existing, again.changed) == (first, False)
    assert again.already_here == "“Sleep” is already here, with the same words. Nothing was changed."
    assert create(again) == first and TopicPage.objects.count() == 1


def test_the_editors_own_marks_and_empty_fields_change_nothing(first):
    statement = first.questions[0].value["answer"][0].value
    statement["text"].source = '<p data-block-key="ab1cd">Rest.</p>'
    statement["why_unsure"], statement["experts_disagree"] = None, None
    first.save_revision(clean=False)
    assert not plan().changed


def test_a_topic_edited_since_is_left_alone(first):
    first.questions[0].value["answer"][0].value["text"].source = "<p>Rest a little.</p>"
    first.save_revision(clean=False)
    again = plan()
    assert (again.existing, again.changed) == (first, True)
    assert "with other words than this document. It was left alone." in again.already_here
    create(again)
    assert (
        first.get_latest_revision_as_object().questions[0].value["answer"][0].value["text"].source
        == "<p>Rest a little.</p>"
    )


def test_a_topic_renamed_since_is_recognised_by_where_it_came_from(first):
    first.title = "Sleep at night"
    first.save_revision(clean=False)
    assert (plan().existing, plan().changed) == (first, True)


def test_a_topic_written_by_hand_under_the_same_title_gets_a_draft_beside_it():
    mine = build.topic("Sleep")
    again = plan()
    made = create(again)
    assert any("Another topic has the same title" in note for note in again.report.notes)
    assert made != mine and made.slug != mine.slug
    assert plan().existing == made


def test_a_deleted_topic_can_be_imported_again(first):
    first.delete()
    assert plan().existing is None


def test_where_it_came_from_stands_in_its_history(first):
    entry = PageLogEntry.objects.get(page=first.pk, action=IMPORTED)
    assert entry.data["document"] == "page.html"
    assert entry.message == "Imported from a document"


def test_somebody_quicker_is_noticed_at_the_last_moment():
    mine, theirs = plan(), plan()
    made = create(theirs)
    assert create(mine) == made
    assert TopicPage.objects.count() == 1
