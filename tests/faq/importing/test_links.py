"""Where links lead: to our own pages, elsewhere, or nowhere any more."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from faq.importing.one_document import plan_for
from faq.importing.outline.links import calls_to_services, leads_to_services
from tests import builders as build
from tests.faq.documents import dropped, notes

pytestmark = pytest.mark.django_db


def plan(link, words="this", head=""):
    html = f"<html><head>{head}</head><h1>A</h1><p>See <a href='{link}'>{words}</a>.</p>"
    return plan_for(html.encode(), "a.html", build.faq_index())


def statement(made):
    return made.draft.questions[0].parts[0].html


def leads_to(made):
    """The key of our page, or the address."""
    return statement(made).split('id="')[-1].split('href="')[-1].split('"')[0]


@pytest.mark.parametrize(
    "link",
    ["/services/", "/services", "services.html", "../services/", "/services/?a=1#b", "/SERVICES/", "/our/services/"],
)
def test_every_way_to_write_the_services_page_leads_to_ours(link):
    made = plan(link)
    assert leads_to(made) == str(build.services_page().pk)
    assert made.services[0].pk == build.services_page().pk


def test_the_old_site_is_known_by_the_address_a_page_was_saved_from():
    old = "<link rel='canonical' href='https://www.old.example/faq/'>"
    assert leads_to(plan("https://old.example/services/", head=old)) == str(build.services_page().pk)
    assert leads_to(plan("https://other.example/services/", head=old)) == "https://other.example/services/"


def test_an_address_elsewhere_that_became_ours_is_mentioned():
    assert "(https://old.example/services/) now leads to our page “Services”" in notes(
        plan("https://old.example/services/").draft
    )


def test_one_service_counts_as_the_topics_service():
    course = build.service("Pain education course")
    made = plan("/services/pain-education-course/")
    assert leads_to(made) == str(course.pk)
    assert [page.pk for page in made.services] == [course.pk]


def test_links_to_other_pages_of_ours_are_found_by_path_and_by_name():
    topic = build.topic("What is CRPS?")
    assert leads_to(plan("/faq/what-is-crps/")) == str(topic.pk)
    assert leads_to(plan("/old-questions/what-is-crps/")) == str(topic.pk)
    assert leads_to(plan("http://localhost:8000/faq/what-is-crps/")) == str(topic.pk)
    assert plan("/faq/what-is-crps/").services == []


def test_a_redirect_is_followed():
    topic = build.topic("What is CRPS?")
    Redirect.objects.create(old_path="/crps-explained", redirect_page=topic)
    assert leads_to(plan("/crps-explained/")) == str(topic.pk)


@pytest.mark.parametrize("link", ["https://example.org/a?x=1", "mailto:ask@clinic.example", "tel:+15551234"])
def test_links_elsewhere_stay(link):
    assert leads_to(plan(link)) == link


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", " jAvascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///c:/a"]
)
def test_links_that_run_something_or_lead_to_one_computer_are_dropped_and_reported(link):
    made = plan(link)
    assert statement(made) == "<p>See this.</p>"
    assert "the link on “this”" in dropped(made.draft)


@pytest.mark.parametrize("link", ["/nowhere/", "nowhere.html", "/wp-content/form.pdf"])
def test_links_to_pages_we_do_not_have_are_dropped_and_reported(link):
    made = plan(link)
    assert statement(made) == "<p>See this.</p>"
    assert "this site has no page for" in dropped(made.draft)


@pytest.mark.parametrize("link", ["#top", "", "#"])
def test_links_within_the_page_leave_only_their_words(link):
    assert statement(plan(link)) == "<p>See this.</p>"


def test_without_a_services_page_its_link_is_dropped_and_reported():
    Page.objects.filter(pk=build.services_page().pk).update(live=False, first_published_at=None)
    build.services_page().delete()
    made = plan("/services/")
    assert statement(made) == "<p>See this.</p>"
    assert made.services == []
    assert any(task.startswith("Choose at least one service") for task in made.report.to_do)


@pytest.mark.parametrize(
    "sentence",
    [
        "Click here to view the services offered at the Spero Clinic.",
        "Read more about our services.",
        "See our services for what we do!",
        "Visit the services page.",
    ],
)
def test_a_sentence_that_invites_to_our_services_is_known(sentence):
    assert calls_to_services(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Our services are many.",
        "See your doctor.",
        "Emergency services will view the hand.",
        "Click here for directions.",
    ],
)
def test_a_sentence_that_only_mentions_services_is_not(sentence):
    assert not calls_to_services(sentence)


@pytest.mark.parametrize(
    "link", ["mailto:services@clinic.example", "tel:1", "https://example.org/services/x/", "/services-old/"]
)
def test_other_addresses_do_not_lead_to_services(link):
    assert not leads_to_services(link)
