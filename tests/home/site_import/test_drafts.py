"""The pages of an old site become drafts: nothing is lost, links meet, old addresses lead on, nothing is public."""

import re

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry

from clinic.content.models import ClinicDocument, ClinicImage
from clinic.content.prose import texts
from faq.models import TopicPage
from home.models import ServicePage, StandardPage
from home.site_import.choosing import split
from home.site_import.drafting import begin
from home.site_import.import_stages import work
from home.site_import.models import Stage
from home.site_import.old_site import OldSite
from tests.cast import member
from tests.home.site_import.small_site import given, moved_in, page, planned, rows

pytestmark = pytest.mark.django_db
__all__ = ["given"]


def words(page):
    newest = page.specific.get_latest_revision_as_object()
    return "".join(value.source if hasattr(value, "source") else str(value) for _, value in texts(newest))


def leads_to(page):
    """Ids of pages its links lead to, and what other links there are."""
    return re.findall(r'linktype="page" id="(\d+)"', words(page)), re.findall(r'href="([^"]*)"', words(page))


def test_pages_of_three_kinds_and_none_is_public(given):
    site = moved_in(member("writer"))
    assert site.stage == Stage.DONE
    found = rows(site)
    pages = {path: row.page.specific for path, row in found.items() if row.page}
    assert {path: type(page) for path, page in pages.items()} == {
        "/": StandardPage,
        "/knee/": TopicPage,
        "/hip-again/": TopicPage,
        "/services/injections/": ServicePage,
        "/about-us/": StandardPage,
    }
    assert not any(page.live for page in pages.values())
    assert all(page.owner == member("writer") for page in pages.values())


def test_links_meet_whichever_came_first(given):
    found = rows(moved_in())
    key = {path: str(row.page_id) for path, row in found.items()}
    assert leads_to(found["/"].page) == ([key["/knee/"]], [])
    assert leads_to(found["/knee/"].page) == ([key["/hip-again/"]], [])
    assert leads_to(found["/hip-again/"].page) == ([key["/knee/"]], [])
    assert leads_to(found["/services/injections/"].page) == ([key["/knee/"], key["/about-us/"]], [])


def test_files_and_pictures_are_in_the_libraries(given):
    found = rows(moved_in())
    document = ClinicDocument.objects.get()
    assert document.title == "Exercises for the knee" and document.file.read() == b"%PDF-1.4 leaflet"
    assert f'linktype="document" id="{document.pk}"' in words(found["/knee/"].page)
    assert sorted(ClinicImage.objects.values_list("description", flat=True)) == ["", "A knee"]
    assert "1 picture came without words" in str(found["/about-us/"].report["to_do"])


def test_old_addresses_lead_to_the_drafts_and_are_kept(given, patient):
    found = rows(moved_in())
    led = dict(Redirect.objects.values_list("old_path", "redirect_page"))
    assert led == {
        "/knee": found["/knee/"].page_id,
        "/?p=7": found["/knee/"].page_id,
        "/old-knee": found["/knee/"].page_id,
        "/files/knee.pdf": found["/knee/"].page_id,
        "/knee/hip.html": found["/hip-again/"].page_id,
        "/hip-again": found["/hip-again/"].page_id,
        "/services/injections": found["/services/injections/"].page_id,
    }  # The page about us has the address it had.
    assert patient.get("/old-knee/").status_code == 404
    entry = PageLogEntry.objects.get(page=found["/knee/"].page_id, action="faq.imported")
    assert entry.data["address"] == "ash.example/knee/" and "ash.example/?p=7" in entry.data["also"]


def test_a_service_has_its_words_under_its_own_headings(given):
    service = rows(moved_in())["/services/injections/"].page.specific
    assert service.summary == "A small needle brings medicine into the joint."
    assert service.who_for == "<p>People with worn joints.</p>"
    assert [part.value["text"].source for part in service.harms] == ["<p>Infection is rare.</p>"]
    assert service.harms[0].value["kind"] == ""
    assert "You lie down." in service.what_happens


def test_a_standard_page_keeps_headings_text_and_pictures_in_order(given):
    about = rows(moved_in())["/about-us/"].page.specific
    assert about.introduction == "<p>We are two doctors.</p>"
    assert [part.block_type for part in about.body] == ["text", "picture"]
    assert about.body[0].value.source == "<h2>Our house</h2><p>It is old.</p>"


def test_what_nothing_stands_for_is_listed(given):
    left = dict(OldSite(moved_in()).without_successor())
    assert set(left) == {
        f"http://www.ash.example{path}"
        for path in ("/about-us/?print=1", "/tag/knees/", "/empty/", "/files/nobody.pdf", "/film.mp4")
    }
    assert left["http://www.ash.example/film.mp4"] == "It is a film."


def test_a_second_time_gives_nothing_new_and_names_what_changed(given):
    moved_in()
    before = {page.pk: page.latest_revision_id for page in TopicPage.objects.all()}
    again = rows(moved_in())
    assert {page.pk: page.latest_revision_id for page in TopicPage.objects.all()} == before
    assert "with the same words" in again["/knee/"].why
    given.things[1] = type(given.things[1])(
        **vars(given.things[1]) | {"data": given.things[1].data.replace(b"worn", b"sore")}
    )
    changed = rows(moved_in())
    assert "has changed it since" in changed["/knee/"].why
    assert {page.pk: page.latest_revision_id for page in TopicPage.objects.all()} == before
    assert StandardPage.objects.count() == 2 and Redirect.objects.count() == 7


def test_one_bad_page_never_stops_the_others(given, monkeypatch):
    from home.site_import.targets import Services

    monkeypatch.setattr(Services, "values", lambda *args: 1 / 0)
    found = rows(moved_in())
    assert (
        found["/services/injections/"].page is None and "No draft could be made" in found["/services/injections/"].why
    )
    assert found["/knee/"].page and not ServicePage.objects.exists()


TEXT = "<p>They bend.</p><h2 id='rest'>Shall I rest?</h2><p>A week.</p><h2 id='walk'>May I walk?</h2><p>In shoes.</p>"
LONG = page("/long/", "Knees", TEXT)
LINKS = page("/hands/", "Hands", "<p>They hold. <a href='/long/#rest'>a</a> <a href='/long/#walk'>b</a></p>")


def leads_to_places(page):
    return re.findall(r'linktype="page" id="(\d+)" place="q-\w+"', words(page))


@pytest.mark.parametrize("order", [1, -1])
def test_a_link_to_a_place_leads_to_the_question_that_stands_there(given, order):
    given.things = [LONG, LINKS][::order]
    found = rows(moved_in())
    assert leads_to_places(found["/hands/"].page) == [str(found["/long/"].page_id)] * 2


@pytest.mark.parametrize("order", [1, -1])
def test_of_a_page_that_was_split_it_leads_to_the_part_that_has_it(given, order):
    given.things = [LONG, LINKS][::order]
    site = planned()
    split(rows(site)["/long/"], OldSite(site))
    begin(site)
    work(site, lambda site: True)
    parts = {row.title: str(row.page_id) for row in site.rows.filter(part__gt=0)}
    assert leads_to_places(rows(site)["/hands/"].page) == [parts["Shall I rest?"], parts["May I walk?"]]
