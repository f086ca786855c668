"""Staff find a page among many: by search, and in the chooser of a link."""

import re

import pytest
from django.test import override_settings
from wagtail.models import Site

from clinic.pages.withdrawing import put_in_bin
from tests import builders as build
from tests.cast import settings_of

pytestmark = pytest.mark.django_db

SEARCH = "/admin/pages/search/?q=kidney"
TYPING = "/admin/pages/search/results/?q=kidney"
CHOOSER = "/admin/choose-page/?page_type=faq.topicpage"
IN_CHOOSER = "/admin/choose-page/search/?q=kidney"
EVERYWHERE = [SEARCH, TYPING, CHOOSER, IN_CHOOSER]


@pytest.fixture
def topics(django_capture_on_commit_callbacks):
    """Makes so many topics about kidneys, of which every other is a draft."""

    def made(number, first=0):
        with django_capture_on_commit_callbacks(execute=True):
            return [build.topic(f"Kidney {n}", live=n % 2 == 0) for n in range(first, first + number)]

    return made


def html_of(answer):
    """Of a screen, or of what a chooser brings as data."""
    assert answer.status_code == 200
    return answer.json()["html"] if answer["Content-Type"] == "application/json" else answer.content.decode()


def words(answer):
    """What the answer says, with each run of spaces as one and without the marks of HTML."""
    return " ".join(re.sub(r"<[^>]+>", " ", html_of(answer)).split())


@pytest.mark.parametrize("address", EVERYWHERE)
def test_live_topics_and_drafts_are_found(staff, topics, address):
    topics(3)
    assert {f"Kidney {n}" for n in range(3)} <= set(re.findall(r"Kidney \d", words(staff("writer").get(address))))


def test_a_title_leads_to_its_form_and_says_where_the_page_is(staff, topics):
    page = topics(1)[0]
    found = staff("writer").get(SEARCH)
    assert f'<a href="/admin/pages/{page.pk}/edit/">' in found.content.decode()
    assert build.faq_index().get_admin_display_title() in words(found)


def test_the_chooser_says_where_a_page_is(staff, topics):
    topics(2)
    assert words(staff("writer").get(IN_CHOOSER)).count(build.faq_index().get_admin_display_title()) == 2


def test_matches_are_counted_by_kind_of_page(staff, topics, django_capture_on_commit_callbacks):
    topics(2)
    with django_capture_on_commit_callbacks(execute=True):
        build.service("Kidney clinic")
    of_all, of_services = (words(staff("writer").get(SEARCH + kind)) for kind in ("", "&content_type=home.servicepage"))
    for said in (of_all, of_services):
        assert "There are 3 matching pages" in said and "All (3)" in said
    assert "1-3 of 3 pages" in of_all and "1-1 of 1 page " in of_services
    assert "Kidney 0" in of_all and "Kidney 0" not in of_services


@pytest.mark.parametrize("address", EVERYWHERE)
def test_each_row_says_whether_the_page_is_live_and_leads_there(staff, topics, address):
    topics(2)
    answer = staff("writer").get(address)
    said = words(answer)
    assert "Current page status: live" in said and "Current page status: draft" in said
    assert re.findall(r'<a href="[^"]*/faq/(kidney-.)/" class="w-status', html_of(answer)) == ["kidney-0"]


def test_nothing_found_is_said(staff):
    assert "Sorry, no pages match kidney" in words(staff("writer").get(SEARCH))


def test_more_than_one_page_of_matches_is_turned(staff, topics):
    topics(21)
    second = words(staff("writer").get(SEARCH + "&p=2"))
    assert "Page 2 of 2" in second and len(set(re.findall(r"Kidney \d+", second))) == 1


@pytest.mark.parametrize("address", EVERYWHERE)
def test_what_is_in_the_bin_is_not_found(staff, topics, address, django_capture_on_commit_callbacks):
    thrown, kept = topics(2, first=1)[0], "Kidney 2"
    with django_capture_on_commit_callbacks(execute=True):
        put_in_bin(thrown, staff("publisher").user)
    said = words(staff("admin").get(address))
    assert thrown.title not in said and kept in said


def test_topics_of_one_place_can_be_looked_through(staff, topics):
    topics(2)
    assert "Kidney 1" in words(staff("writer").get(f"/admin/choose-page/{build.faq_index().pk}/"))


def test_the_chooser_opens_in_the_first_language_where_there_are_translations(staff, topics):
    build.translated(topics(1)[0])
    assert "Kidney 0" in words(staff("writer").get(CHOOSER))


def test_the_chooser_opens_without_a_site_too(staff, topics):
    topics(1)
    Site.objects.all().delete()
    assert "Kidney 0" in words(staff("writer").get(CHOOSER))


@pytest.mark.parametrize("address", EVERYWHERE)
def test_more_matches_do_not_cost_more_queries(staff, topics, address, django_assert_max_num_queries):
    topics(2)
    browser = staff("admin")
    with override_settings(**settings_of("staff")):
        browser.get(address)
        with django_assert_max_num_queries(60) as few:
            browser.get(address)
        topics(12, first=2)
        with django_assert_max_num_queries(len(few)):
            assert "Kidney 13" in words(browser.get(address))


def test_a_page_is_found_by_its_text_after_those_with_the_words_in_their_titles(
    staff, topics, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        build.topic("Bodies", questions=[build.question("How?", build.statement("The kidneys clean the blood."))])
    topics(1)
    found = words(staff("writer").get(SEARCH))
    assert 0 < found.index("Kidney 0") < found.index("Bodies")
    assert "Bodies" not in words(staff("writer").get(f"{SEARCH}&content_type=home.servicepage"))
    assert "Bodies" not in words(staff("writer").get("/admin/pages/search/?q=kidney+live:no"))
