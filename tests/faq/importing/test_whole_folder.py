"""Several documents in one go: links between them meet, old addresses lead to them, and two with one title are two."""

import io
import re

import pytest
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect

from faq.models import TopicPage
from tests import builders as build

pytestmark = pytest.mark.django_db


def page(title, inside, address=""):
    canonical = f"<link href='https://www.ash.example{address}' rel='canonical'>" if address else ""
    head = f"<head><title>{title}</title>{canonical}</head>"
    return f"<html>{head}<body><main><h1>{title}</h1><p>{inside}</p></main></body></html>"


@pytest.fixture
def folder(tmp_path):
    def made(pages):
        for path, text in pages.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return [str(tmp_path / path) for path in pages]

    return made


def bring_in(files):
    out = io.StringIO()
    call_command("import_topic", *files, stdout=out)
    return out.getvalue()


def topic(title):
    return TopicPage.objects.get(title=title).get_latest_revision_as_object()


def words(title):
    return topic(title).questions[0].value["answer"][0].value["text"].source


def leads_to(title):
    """The titles of the topics that its links lead to; an address where one leads elsewhere."""
    return [
        TopicPage.objects.get(pk=int(key)).title if key else address
        for key, address in re.findall(r'<a (?:linktype="page" id="(\d+)"|href="([^"]*)")', words(title))
    ]


RING = {
    "index.html": page("Ash House", "<a href='scan-town/'>Scans</a>, <a href='/visit/park/'>parking</a>", "/"),
    "scan-town/index.html": page(
        "Having a scan",
        "<a href='../visit/park/index.html'>Park</a> <a href='../index.html'>Start</a> <a href='?print=1'>Print</a>"
        " <a href='./#a'>Here</a>",
        "/scan-town/",
    ),
    "visit/park/index.html": page(
        "Parking", "<a href='https://ash.example/scan-town'>scan</a> <a href='/?p=12'>news</a>", "/visit/park/"
    ),
    "news.html": page("News", "<a href='https://www.ash.example/?page_id=99'>gone</a>", "/?p=12"),
}


@pytest.mark.parametrize("turn", [1, -1])
def test_links_meet_whichever_came_first(folder, turn):
    out = bring_in(folder(RING)[::turn])
    assert leads_to("Ash House") == ["Having a scan", "Parking"]
    assert leads_to("Having a scan") == ["Parking", "Ash House"]
    assert leads_to("Parking") == ["Having a scan", "News"]
    assert leads_to("News") == ["https://www.ash.example/?page_id=99"]
    assert "“gone” leads to the old site (https://www.ash.example/?page_id=99) and ends with it" in out
    assert "the link on “Print” (?print=1 leads to the page it stands on; the words were kept)" in out


def test_the_old_address_leads_to_the_topic_once_it_is_published(folder, patient):
    out = bring_in(folder(RING))
    assert "Its old address, /scan-town, will lead to it once it is published." in out
    found = dict(Redirect.objects.values_list("old_path", "redirect_page__title"))
    assert found == {"/scan-town": "Having a scan", "/visit/park": "Parking", "/?p=12": "News"}
    assert patient.get("/scan-town/").status_code == 404


def test_a_second_time_changes_nothing(folder):
    files = folder(RING)
    bring_in(files)
    revisions = {topic.pk: topic.latest_revision_id for topic in TopicPage.objects.all()}
    assert bring_in(files).count("with the same words. Nothing was changed.") == 4
    assert {topic.pk: topic.latest_revision_id for topic in TopicPage.objects.all()} == revisions
    assert Redirect.objects.count() == 3


def test_a_topic_imported_earlier_is_found_by_its_old_address(folder):
    files = folder(RING)
    bring_in(files[1:2])
    bring_in(files[2:3])
    assert leads_to("Parking")[0] == "Having a scan"


def test_a_redirect_of_ours_and_a_live_page_are_left_alone(folder):
    other = build.topic("Elsewhere")
    Redirect.objects.create(old_path="/scan-town", redirect_page=other)
    out = bring_in(folder(RING | {"faq.html": page("Our answers", "x", "/faq/")}))
    assert Redirect.objects.get(old_path="/scan-town").redirect_page_id == other.pk
    assert not Redirect.objects.filter(old_path="/faq").exists() and "/scan-town, will" not in out


def test_files_of_a_folder_without_addresses_find_each_other(folder):
    bring_in(
        folder(
            {
                "a/leg.md": "# Leg\n\nSee [arm](../b/arm.md) and [gone](gone.md).\n",
                "b/arm.md": "# Arm\n\nSee [leg](../a/leg.md).\n",
            }
        )
    )
    assert leads_to("Leg") == ["Arm"] and leads_to("Arm") == ["Leg"]
    assert not Redirect.objects.exists()


def test_two_with_one_title_are_two_drafts_told_apart_by_their_folders(folder):
    knee, hip = page("Going home", "On the same day."), page("Going home", "On the second day.")
    out = bring_in(folder({"knee/index.html": knee, "hip/index.html": hip}))
    assert TopicPage.objects.filter(title="Going home").count() == 2
    assert "knee/index.html: “Going home”" in out and "hip/index.html: “Going home”" in out
    assert "Another topic has the same title (from knee/index.html)." in out
    assert (
        bring_in(folder({"knee/index.html": knee, "hip/index.html": hip})).count("already here, with the same words")
        == 2
    )


@pytest.mark.parametrize("link", ["?page=2", "index.html", "./", "../index.html", "?p=3"])
def test_no_relative_link_becomes_one_to_our_home_page(folder, link):
    for address in ("", "/conditions/scans/"):
        bring_in(folder({"scan.html": page(f"Scans {len(address)}", f"See <a href='{link}'>this</a>", address)}))
        assert 'linktype="page"' not in words(f"Scans {len(address)}")


def test_an_address_behind_a_question_mark_is_a_page_of_its_own(folder):
    inside = "<a href='?page_id=14'>a</a> <a href='index.php?page_id=15'>b</a> <a href='?page_id=12#x'>c</a>"
    bring_in(folder({"scan.html": page("Scans", inside, "/?page_id=12")}))
    assert leads_to("Scans") == ["https://www.ash.example/?page_id=14", "https://www.ash.example/index.php?page_id=15"]


def test_links_to_the_old_site_that_meet_nothing_are_named(folder):
    links = "<a href='https://www.ash.example/gone/'>More</a> <a href='/a.pdf'>leaflet</a> <a href='https://else.example/'>x</a>"
    out = bring_in(folder({"scan.html": page("Scans", links, "/scans/")}))
    assert leads_to("Scans") == [
        "https://www.ash.example/gone/",
        "https://www.ash.example/a.pdf",
        "https://else.example/",
    ]
    assert "“More” leads to the old site" in out and "“leaflet” leads to the old site" in out
    assert "else.example" not in out
