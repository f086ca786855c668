"""An old site is planned first: what each page will become and why, with nothing made."""

import pytest
from wagtail.models import Page

from faq.importing.one_document import draft_from
from home.site_import.classifying import by_address, by_words
from home.site_import.import_stages import work
from home.site_import.models import SiteImport, Stage
from home.site_import.old_site import OldSite
from home.site_import.report import addresses_as_csv, plan_lines
from home.site_import.sorting import no_pictures
from home.site_import.sources.found import Found
from tests import builders as build
from tests.home.site_import.small_site import given, planned, rows

pytestmark = pytest.mark.django_db
__all__ = ["given"]


def test_each_page_has_a_place_and_a_reason(given):
    before = Page.objects.count()
    site = planned()
    assert site.stage == Stage.PLANNED and Page.objects.count() == before
    found = {path: row.becomes for path, row in rows(site).items()}
    assert found == {
        "/": "standard",
        "/knee/": "topic",
        "/knee/hip.html": "nothing",
        "/services/injections/": "service",
        "/about-us/": "standard",
        "/about-us/?print=1": "nothing",
        "/old-knee/": "nothing",
        "/hip-again/": "topic",
        "/tag/knees/": "nothing",
        "/empty/": "nothing",
    }


def test_reasons_name_the_other_page(given):
    found = rows(planned())
    assert "same words as “Hip pain again”" in found["/knee/hip.html"].why
    assert found["/old-knee/"].why == "It only leads on to http://www.ash.example/knee/."
    assert found["/old-knee/"].same_as == found["/knee/"]
    assert "made of other pages" in found["/tag/knees/"].why
    assert "empty" in found["/empty/"].why
    assert found["/services/injections/"].why == "It stood among the services."


def test_what_was_broken_off_goes_on_where_it_was(given):
    site = SiteImport.objects.create(given="x", name="x", index=build.faq_index().page_ptr)
    steps = iter(range(7))
    work(site, lambda site: next(steps) < 4)
    assert site.stage == Stage.READING and site.rows.count() == 5
    for _ in range(40):
        work(SiteImport.objects.get(pk=site.pk), lambda site: False)
    site.refresh_from_db()
    assert site.stage == Stage.PLANNED and site.rows.count() == 14


def classified(path, inside, kind=""):
    html = f"<html><head><title>x</title></head><body><main><h1>A page</h1>{inside}</main></body></html>"
    address = f"http://old.example{path}"
    verdict = by_address(address) or by_words(address, draft_from(html.encode(), "x.html", no_pictures, address), kind)
    return verdict.becomes


@pytest.mark.parametrize(
    ("path", "becomes"),
    [
        ("/our-services/nerve-blocks/", "service"),
        ("/tratamientos/bloqueos.html", "service"),
        ("/services/", "standard"),
        ("/Contact_Us.html", "standard"),
        ("/meet-the-team", "standard"),
        ("/dr-ana-ruiz/", "standard"),
        ("/privacy-policy.php", "standard"),
        ("/politica-de-privacidad/", "standard"),
        ("/index.html", "standard"),
        ("/conditions/crps/", "topic"),
        ("/blog/2019/05/12/what-is-crps/", "topic"),
        ("/category/news/", "nothing"),
        ("/news/page/3/", "nothing"),
        ("/2019/05/", "nothing"),
        ("/?s=pain", "nothing"),
        ("/wp-login.php", "nothing"),
        ("/cart/", "nothing"),
        ("/knee/feed/", "nothing"),
    ],
)
def test_the_address_says_what_a_page_is(path, becomes):
    assert classified(path, "<p>These words stand here alone.</p>") == becomes


def test_a_list_of_links_is_left_out_but_not_one_of_forms():
    def links(ending):
        return "".join(
            f"<p><a href='/{word}{ending}'>{word} of the clinic</a></p>" for word in ("One", "Two", "Three", "Four")
        )

    assert classified("/more/", links("/")) == "nothing"
    assert classified("/more/", links(".pdf")) == "topic"
    assert classified("/more/", links("/") + "<p>All of these are explained at length in our house.</p>") == "topic"
    assert classified("/conditions/", "<p>A teaser of a page.</p>", "archive") == "nothing"


def test_a_page_of_a_folder_is_named_by_its_path(given):
    given.things = [
        Found("http://folder.invalid/a.htm", "a.htm", b"<h1>Knees</h1><p>They hurt.</p>"),
        Found("http://folder.invalid/old/b.htm", "b.htm", b"<h1>Knees</h1><p>They hurt.</p>"),
        Found("http://folder.invalid/c.htm", "c.htm", b"", redirects_to="http://folder.invalid/a.htm"),
    ]
    old = OldSite(planned())
    said = "\n".join([*plan_lines(old), *(row.why for row in old.pages), addresses_as_csv(old.site_import)])
    assert "folder.invalid" not in said
    assert "(a.htm)" in said and "old/b.htm" in said and "leads on to a.htm." in said
