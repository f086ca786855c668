"""A link to a question that is gone: whoever leaves the question out is told, and so is whoever wrote the link."""

import pytest

from clinic.checks.runner import findings_for
from tests import builders as build

pytestmark = pytest.mark.django_db

PLACE = "1a2b3c4d"
FIRST = build.question("Why does it hurt?", id="99999999-bbbb-4bbb-8bbb-bbbbbbbbbbbb")
LINKED = build.question("Does it spread?", id=f"{PLACE}-aaaa-4aaa-8aaa-aaaaaaaaaaaa")
ABOUT_PLACES = ("missing-place", "place-left-out")


def link_to(page, place=PLACE):
    return f'<p>Read <a linktype="page" id="{page.pk}" place="q-{place}">what helps</a>.</p>'


def said(page):
    """What the checks say of places on the newest draft of `page`."""
    page.refresh_from_db()
    found = findings_for(page.get_latest_revision_as_object())
    return [finding.message for finding in found if finding.rule in ABOUT_PLACES]


@pytest.fixture
def topic():
    return build.topic("Does CRPS spread?", questions=[FIRST, LINKED])


@pytest.fixture
def linking(topic):
    return build.topic("Everyday life", short_answer=link_to(topic))


def test_a_link_to_a_question_that_is_there_is_fine(linking):
    assert said(linking) == []


def test_whoever_leaves_out_a_question_is_told_who_links_to_it(topic, linking):
    topic.questions = [FIRST]
    topic.save_revision(clean=False)
    assert said(topic) == ["“Everyday life” links to the question “Does it spread?”, which is left out here."]
    assert said(linking) == [], "patients still find it"


def test_rewording_it_is_not_leaving_it_out(topic, linking):
    topic.questions = [FIRST, build.question("Can it spread?", id=LINKED["id"])]
    topic.save_revision(clean=False)
    assert said(topic) == []


def test_once_it_is_gone_the_link_is_found(topic, linking):
    build.changed(topic, questions=[FIRST])
    assert said(linking) == ["The question that the link “what helps” leads to is not on that page."]


def test_a_link_from_another_language_is_measured_by_the_page_its_readers_land_on(topic):
    spanish = build.translated(topic, title="¿Se extiende?")
    linking = build.topic("Everyday life", short_answer=link_to(topic))
    translated = build.translated(linking, title="La vida diaria")
    build.changed(spanish, questions=[FIRST])
    assert said(translated) == ["The question that the link “what helps” leads to is not on that page."]
    assert said(linking) == []


def test_a_page_whose_places_nobody_knows_is_left_alone():
    page = build.standard("Parking")
    assert said(build.topic("Everyday life", short_answer=link_to(page))) == []


def test_a_link_to_a_page_that_is_gone_is_not_asked_for_its_questions(topic, linking):
    linking.short_answer = f'<p><a linktype="page" id="999999" place="q-{PLACE}">What helps</a></p>'
    linking.save_revision(clean=False)
    assert said(linking) == []


@pytest.mark.parametrize("live", [True, False])
def test_a_link_within_a_page_is_measured_by_the_draft_it_stands_in(live):
    page = build.topic("Knees", questions=[FIRST], live=live)
    page.questions = [FIRST, LINKED]
    page.short_answer = link_to(page)
    page.save_revision(clean=False)
    page.refresh_from_db()
    found = findings_for(page.get_latest_revision_as_object())
    assert not {"dead-link", "missing-place"} & {finding.rule for finding in found}
    page.questions, page.short_answer = [FIRST], link_to(page)
    page.save_revision(clean=False)
    assert "The question that the link “what helps” leads to is not on that page." in said(page)
