"""Whole old sites move in: every sentence, question, link, picture, file and old address, whichever way they came."""

import re
from functools import partial
from html import unescape

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from clinic.content.models import ClinicDocument, ClinicImage
from clinic.content.prose import plain, rich_texts, texts
from faq.importing.outline.links import key_of
from faq.importing.planning import path_of_redirect
from home.site_import import keeping
from home.site_import.drafting import begin
from home.site_import.import_stages import work
from home.site_import.models import SiteImport, Stage
from home.site_import.old_site import OldSite
from home.site_import.sources.opening import source_of
from tests import builders as build
from tests.home.site_import.old_sites import (
    handmade_site,
    served,
    wordpress_site,
    write_export,
    write_folder,
    write_httrack,
    write_zip,
)
from tests.home.site_import.test_crawling import near_visitor

pytestmark = pytest.mark.django_db
WAYS = {
    "folder": lambda site, root: write_folder(site, root),
    "zip": lambda site, root: write_zip(write_folder(site, root / "copy"), root / "old.zip"),
    "HTTrack": write_httrack,
}
LINK = re.compile(r'<a (?:linktype="(\w+)" id="(\d+)"|href="([^"]*)")[^>]*>(.*?)</a>')


def near(words):
    return "".join(filter(str.isalnum, words)).casefold()


class MovedIn:
    """What became of an old site, to be held against its ledger."""

    def __init__(self, site_import, truth):
        self.old, self.truth = OldSite(site_import), truth
        self.pages = {}

    def page(self, address):
        row = self.old.by_key.get(key_of(address))
        page = row and self.old.successor(row)
        return page and page.specific

    def words(self, page):
        """Everything a reader reads on it, its title and the source lines of its history apart."""
        newest = page.get_latest_revision_as_object()
        said = [plain(value.source if hasattr(value, "source") else str(value)) for _, value in texts(newest)]
        return near(" ".join([newest.title, getattr(newest, "asked_as", ""), *said, *tables(newest)]))

    def links(self, page):
        found = {}
        for html in [*rich_texts(page.get_latest_revision_as_object()), *tables_html(page)]:
            for kind, key, href, words in LINK.findall(html):
                found[near(plain(words))] = (kind, int(key)) if kind else ("address", unescape(href))
        return found

    def missing(self):
        return [line for truth in self.truth.truths.values() for line in self.missing_on(truth)]

    def missing_on(self, truth):
        page = self.page(truth.address)
        if page is None:
            row = self.old.by_key.get(key_of(truth.address))
            return [f"no page for {truth.address}: {row and row.why}"]
        words = self.words(page)
        found = [
            f"{truth.address} lacks “{one}”" for one in (*truth.sentences, *truth.questions) if near(one) not in words
        ]
        links = self.links(page)
        found += [
            f"{truth.address}: “{words}” leads to {links.get(near(words))}, not to {to}"
            for words, to in truth.links.items()
            if links.get(near(words)) != self.right_link(to)
        ]
        return found

    def right_link(self, to):
        address = self.truth.ways.get(to.partition("#")[0], to)
        if address in self.truth.files:
            document = next(
                one for one in ClinicDocument.objects.all() if one.file.open().read() == self.truth.files[address]
            )
            return ("document", document.pk)
        page = self.page(address)
        return ("page", page.pk) if page else ("address", to)

    def wrong_redirects(self):
        """Old addresses that do not lead to the page that stands for them, where no page of ours has that address."""
        ours = {"/", "/faq", "/services"} | {"/index.php"}  # another name of the first page, which nothing leads from
        led = dict(Redirect.objects.values_list("old_path", "redirect_page"))
        own = {page.url_path.removeprefix("/clinic-home").rstrip("/"): page.pk for page in Page.objects.all()}
        found = []
        for old, to in {**{address: address for address in self.truth.truths}, **self.truth.ways}.items():
            page, path = self.page(to), path_of_redirect(old)
            if page and path not in ours and page.pk not in {led.get(path), own.get(path)}:
                found.append(f"{old} leads to {led.get(path)}, not to {page.pk} ({page.title})")
        return found


def tables(page):
    return [plain(html) for html in tables_html(page)]


def tables_html(page):
    newest = page.get_latest_revision_as_object()
    raw = str([getattr(newest, name).raw_data for name in ("questions", "body") if hasattr(newest, name)])
    return re.findall(r"<p>.*?</p>", raw)


def moved(given, truth, media=""):
    site = SiteImport.objects.create(given=str(given), media=media, name="old", index=build.faq_index().page_ptr)
    work(site, lambda site: True)
    begin(site)
    work(site, lambda site: True)
    assert (site.stage, site.trouble) == (Stage.DONE, "")
    return MovedIn(site, truth)


def all_is_here(moved):
    truth = moved.truth
    assert "\n".join(moved.missing()) == ""
    assert "\n".join(moved.wrong_redirects()) == ""
    alts = {words for one in truth.truths.values() for words in one.pictures.values() if words}
    assert alts <= set(ClinicImage.objects.values_list("description", flat=True))
    for words in truth.furniture:
        assert not any(near(words) in moved.words(row.page.specific) for row in moved.old.pages if row.page)
    assert not Page.objects.filter(pk__in=[row.page_id for row in moved.old.pages if row.page_id], live=True).exists()


@pytest.mark.parametrize("made", [wordpress_site, handmade_site])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_everything_of_a_copied_site_is_here(made, way, tmp_path):
    truth = made()
    all_is_here(moved(way(truth, tmp_path), truth))


def test_everything_of_an_export_of_wordpress_is_here(tmp_path):
    truth = wordpress_site()
    export = write_export(truth, tmp_path / "export.xml", tmp_path / "uploads")
    all_is_here(moved(export, truth, str(tmp_path / "uploads")))


def test_everything_that_can_be_reached_on_the_web_is_here(monkeypatch):
    """One after the other, in steps that are broken off, as the worker does it."""
    monkeypatch.setattr(keeping, "source_of", partial(source_of, by=near_visitor()))
    with served(wordpress_site, "willow-pain.example") as (truth, asked):
        site = SiteImport.objects.create(given=truth.base, name="old", index=build.faq_index().page_ptr)
        while site.is_working:
            ends = iter(range(20))
            work(site, lambda site, ends=ends: next(ends, None) is not None)
        begin(site)
        work(site, lambda site: True)
        truth.truths = {address: one for address, one in truth.truths.items() if one.is_linked}
        truth.ways = {old: to for old, to in truth.ways.items() if old.removeprefix(truth.base) in asked}
        all_is_here(MovedIn(site, truth))
