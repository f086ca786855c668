"""Feeds, sitemap and robots.txt are what machines expect, and name open pages only."""

from xml.etree import ElementTree

import pytest

from tests import builders as build

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def parsed(patient, address):
    answer = patient.get(address)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)


def test_rss_lists_topics_the_latest_change_first(patient):
    for title in ("First", "Second & third", "<b>Fourth</b>"):
        build.topic(title, slug=title[:3].strip("<>").lower())
    feed = parsed(patient, "/changes.rss")
    items = feed.findall("channel/item")
    assert [item.findtext("title") for item in items] == ["<b>Fourth</b>", "Second & third", "First"]
    assert items[-1].findtext("link").endswith("/faq/fir/")
    assert items[-1].findtext("description").startswith("CRPS is a condition")
    assert items[-1].findtext("pubDate")


def test_atom_says_when_each_topic_changed(patient):
    topic = build.topic("First")
    feed = parsed(patient, "/changes.atom")
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "First"
    assert entry.findtext(f"{ATOM}updated")[:19] == topic.last_published_at.isoformat()[:19]


def test_a_small_correction_is_no_news(patient):
    build.changed(build.topic("First"), asked_as="changed")
    build.topic("Second")
    assert [item.findtext("title") for item in parsed(patient, "/changes.rss").findall("channel/item")] == [
        "Second",
        "First",
    ]


def test_an_empty_clinic_has_valid_feeds(patient):
    assert parsed(patient, "/changes.rss").findall("channel/item") == []
    assert parsed(patient, "/changes.atom").findall(f"{ATOM}entry") == []


def test_feeds_are_found_from_every_page(patient):
    page = patient.get("/").content.decode()
    assert 'type="application/rss+xml"' in page
    assert 'href="/changes.atom"' in page


def test_robots_may_read_all_but_search_results(patient, settings):
    settings.SITE_URL = "https://clinic.example"
    answer = patient.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain"
    lines = answer.content.decode().splitlines()
    assert "User-agent: *" in lines
    assert "Disallow: /search/?" in lines and "Disallow: /*/search/?" in lines
    assert "Sitemap: https://clinic.example/sitemap.xml" in lines
