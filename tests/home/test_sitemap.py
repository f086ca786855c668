"""What search engines are told to look at: public pages, when they changed, their pictures and translations."""

import datetime
import xml.etree.ElementTree as ET

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from clinic.archive.models import Edition
from clinic.website.seo import sitemap
from tests import builders as build
from tests.bulk import many_topics

pytestmark = pytest.mark.django_db

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


def entries(patient, address="/sitemap.xml"):
    """`{path: element}` of the addresses in a sitemap."""
    response = patient.get(address)
    assert response["Content-Type"].startswith("application/xml")
    found = ET.fromstring(response.content).findall("s:url", NAMES)
    return {url.find("s:loc", NAMES).text.removeprefix("http://localhost:8000"): url for url in found}


def changed(entry):
    return datetime.datetime.fromisoformat(entry.find("s:lastmod", NAMES).text)


def test_it_holds_pages_and_the_lists_inside_them(patient):
    build.topic()
    build.service("Course")
    found = entries(patient)
    assert {"/", "/faq/", "/faq/what-is-crps/", "/services/", "/services/course/"} <= set(found)
    assert {"/faq/how-we-know/", "/faq/words/", "/faq/subject/what-crps-is/", "/faq/a-z/"} <= set(found)
    for path in found:
        assert f'rel="canonical" href="http://localhost:8000{path}"' in patient.get(path).content.decode()


def test_what_is_not_public_is_not_there(patient):
    build.topic("Not yet", live=False)
    private, taken_down = build.topic("Private"), build.topic("Taken down")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    taken_down.unpublish()
    found = set(entries(patient))
    assert not {path for path in found if "private" in path or "not-yet" in path or "taken-down" in path}
    assert "/faq/a-z/p/" not in found


def test_the_day_is_that_of_the_words_or_their_signature(patient):
    topic = build.topic()
    long_ago = timezone.now() - datetime.timedelta(days=300)
    Edition.objects.filter(page=topic).update(live_from=long_ago)
    topic.reviews.update(created_at=long_ago)
    assert changed(entries(patient)["/faq/what-is-crps/"]) == long_ago
    topic.save_revision(clean=False)
    assert changed(entries(patient)["/faq/what-is-crps/"]) == long_ago
    signed = build.signed(topic)
    assert changed(entries(patient)["/faq/what-is-crps/"]) == signed.created_at


def test_pictures_that_patients_see_are_named(patient):
    shown, draft = build.image("Hand"), build.image("Foot", colour="red")
    topic = build.topic(questions=[build.question("What?", build.picture(shown))])
    patient.get("/faq/what-is-crps/")
    topic.questions = [build.question("What?", build.picture(draft))]
    topic.save_revision(clean=False)
    draft.get_rendition("width-800|format-jpeg")
    [picture] = entries(patient)["/faq/what-is-crps/"].findall("image:image/image:loc", NAMES)
    assert picture.text.startswith("http://localhost:8000/media/images/hand")
    assert "width-800" in picture.text


def test_each_translation_names_the_others(patient):
    build.topic()
    home = build.translated(build.home_page(), title="Inicio", slug="inicio")
    found = entries(patient)
    assert "/es/" in found, home.url
    for path in ("/", "/es/"):
        links = found[path].findall("xhtml:link", NAMES)
        assert [(link.get("hreflang"), link.get("href").removeprefix("http://localhost:8000")) for link in links] == [
            ("en", "/"),
            ("es", "/es/"),
            ("x-default", "/"),
        ]
    assert not found["/faq/what-is-crps/"].findall("xhtml:link", NAMES)


def test_a_page_that_asks_to_be_left_out_is_left_out(patient):
    topic = build.topic()
    topic.reviews.update(next_due=timezone.localdate() - datetime.timedelta(days=1))
    assert "/faq/what-is-crps/" in entries(patient)
    build.details(overdue_policy="noindex")
    assert "/faq/what-is-crps/" not in entries(patient)


def test_many_pages_are_split_into_files(patient, monkeypatch):
    many_topics(12)
    monkeypatch.setattr(sitemap, "PAGES_A_FILE", 10)
    found = ET.fromstring(patient.get("/sitemap.xml").content).findall("s:sitemap/s:loc", NAMES)
    paths = [part.text.removeprefix("http://localhost:8000") for part in found]
    assert paths == ["/sitemap-1.xml", "/sitemap-2.xml"]
    every = [path for part in paths for path in entries(patient, part)]
    assert len({path for path in every if path.startswith("/faq/topic-")}) == 12
    assert len(every) == len(set(every))
    assert patient.get("/sitemap-3.xml").status_code == 404


def test_robots_are_told_where_it_is(patient):
    assert "Sitemap: http://localhost:8000/sitemap.xml" in patient.get("/robots.txt").content.decode()
