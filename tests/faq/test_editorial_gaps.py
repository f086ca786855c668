"""What is missing on a page stops sign-off, says where it is missing, and cannot be overridden."""

import re

import pytest

from clinic.checks.runner import findings_for
from clinic.content.models import ClinicDocument
from faq.models import TopicPage
from tests import builders as build

pytestmark = pytest.mark.django_db


def gaps(page, *rules):
    """`[(message, place)]` of what stops the newest draft, claims aside."""
    found = findings_for(page.get_latest_revision_as_object())
    stops = [one for one in found if one.severity == "BLOCK" and (not rules or one.rule in rules)]
    assert not any(one.overridable for one in stops)
    return [(one.message, one.place.label) for one in stops]


def answered(*parts, **fields):
    return build.topic(live=False, questions=[build.question("What is CRPS?", *parts)], **fields)


def test_a_complete_topic_has_none():
    assert gaps(build.topic(live=False)) == []


@pytest.mark.parametrize("nothing", ["", "<p></p>", "<p> </p>", "<p><br/></p><ul><li></li></ul>"])
def test_a_short_answer_without_words_is_missing(nothing):
    assert gaps(build.topic(live=False, short_answer=nothing)) == [("The short answer is missing.", "Short answer")]


def test_a_key_figure_alone_is_an_answer():
    page = build.topic(live=False, short_answer=f"<p>{build.inline(build.figure())}</p>")
    assert gaps(page, "empty") == []


def test_a_topic_without_subject_is_incomplete():
    assert gaps(build.topic(live=False, subject=None), "empty") == [("No subject is chosen.", "Subject")]


def test_an_empty_page_lists_all_it_needs():
    page = TopicPage(title="New", slug="new")
    build.under(build.faq_index(), page, live=False)
    assert {place for _, place in gaps(page)} == {
        "Subject",
        "Short answer",
        "Questions",
        "Services this topic leads to",
    }


@pytest.mark.parametrize(
    ("part", "message", "place"),
    [
        (build.statement("<p></p>"), "This statement says nothing yet.", "Statement 1 › Text"),
        (build.steps("Rest."), "“Steps” has 1. It needs at least 2.", "Steps 1"),
        (build.steps("Rest.", "<p></p>"), "“Step” is empty.", "Steps 1 › Step 2"),
        (build.care_card(), "“Signs” is empty.", "Care card 1"),
        (build.care_card("you are ill", level=""), "“How urgent” is empty.", "Care card 1 › How urgent"),
        (build.video(title=" "), "“Title” is empty.", "Video 1 › Title"),
        (build.table(["Study"], [""]), "“Table” is empty.", "Table 1"),
    ],
)
def test_a_block_left_empty_is_named_with_its_place(part, message, place):
    assert gaps(answered(part)) == [(message, f"Questions › “What is CRPS?” › {place}")]


def test_a_question_without_answer_or_words_is_named():
    page = build.topic(live=False, questions=[build.block("question", {"question": "", "answer": []})])
    assert gaps(page) == [
        ("“Question” is empty.", "Questions › Question 1 › Question"),
        ("“Answer” is empty.", "Questions › Question 1"),
    ]


def test_a_picture_without_words_for_those_who_cannot_see_it_is_named():
    picture = build.picture(build.image())
    picture["value"]["image"]["alt_text"] = " "
    assert gaps(answered(picture)) == [
        ("This picture has no alt text.", "Questions › “What is CRPS?” › Picture 1 › Picture › Alt text")
    ]


def test_decoration_needs_no_words():
    picture = build.picture(build.image())
    picture["value"]["image"] |= {"alt_text": "", "decorative": True}
    assert gaps(answered(picture)) == []


def test_home_s_picture_needs_words_too():
    home = build.home_page()
    home.picture = build.image(description="")
    assert [one.rule for one in findings_for(home) if one.severity == "BLOCK"] == ["alt-text"]


def test_a_topic_leads_to_a_live_service():
    assert gaps(build.topic(live=False, services=[]), "service") == [
        ("No service is chosen.", "Services this topic leads to")
    ]
    hidden = build.service(live=False)
    page = build.topic("Another", live=False, services=[hidden])
    assert gaps(page, "service") == [("The service chosen is not live.", "Services this topic leads to")]


def linking(target, words="the course"):
    return answered(build.statement(f"<p>Read about <a {target}>{words}</a>.</p>"))


def test_a_link_to_a_live_page_is_fine():
    assert gaps(linking(f'linktype="page" id="{build.services_page().pk}"')) == []


@pytest.mark.parametrize("target", ['linktype="page" id="9999999"', 'linktype="page"'])
def test_a_link_to_a_page_that_is_gone_is_named(target):
    assert gaps(linking(target)) == [
        (
            "The link “the course” leads to a page that visitors cannot open.",
            "Questions › “What is CRPS?” › Statement 1 › Text",
        )
    ]


def test_a_link_to_a_page_that_was_taken_off_is_named():
    service = build.service()
    service.unpublish()
    assert len(gaps(linking(f'linktype="page" id="{service.pk}"'))) == 1


def test_a_link_to_a_draft_is_looked_at_and_stops_nobody():
    """Of drafts that lead to each other in a ring one has to be the first."""
    page = linking(f'linktype="page" id="{build.service(live=False).pk}"')
    found = findings_for(page.get_latest_revision_as_object())
    assert gaps(page) == []
    assert [one.message for one in found if one.rule == "dead-link"] == ["The link “the course” leads to a draft."]


def test_a_link_to_a_document_that_is_gone_is_named():
    document = ClinicDocument.objects.create(title="Leaflet", file=build.picture_file(name="leaflet.pdf"))
    page = linking(f'linktype="document" id="{document.pk}"')
    assert gaps(page) == []
    build.lost(document)
    assert [message for message, _ in gaps(page)] == ["The link “the course” leads to a document that is gone."]


def test_a_key_figure_that_is_gone_is_named():
    figure = build.figure()
    page = build.topic(live=False, short_answer=f"<p>We look after {build.inline(figure)}.</p>")
    assert gaps(page) == []
    build.lost(figure)
    assert gaps(page) == [
        ("A key figure in this text is gone. Readers see “[figure missing]”.", "Short answer"),
    ]


def test_it_does_not_depend_on_who_saves_a_draft_meanwhile():
    """Wagtail switches `required` off on blocks all threads share while a draft is saved."""
    page = answered(build.statement("<p></p>")).get_latest_revision_as_object()
    block = page.questions.stream_block
    block.defer_required_validation()
    try:
        assert len([one for one in findings_for(page) if one.rule == "empty"]) == 1
    finally:
        block.restore_deferred_validation()


def test_a_topic_can_be_begun_with_nothing_but_its_title(staff):
    """An empty row for a service, or an address left to the writer, would keep the draft from being saved."""
    form = staff("writer").get(f"/admin/pages/add/faq/topicpage/{build.faq_index().pk}/").content.decode()
    assert re.search(r'name="service_links-TOTAL_FORMS" value="0"', form)
    assert 'data-w-sync-target-value="#id_slug"' in form, "the address is made from the title"
