"""A small old site as a source gives it, and an import of it as the worker does it."""

from dataclasses import dataclass, field

import pytest

from home.site_import import keeping
from home.site_import.drafting import begin
from home.site_import.import_stages import work
from home.site_import.models import SiteImport
from home.site_import.sources.found import Found, Skipped
from tests import builders as build
from tests.faq.documents import picture

HOST = "http://www.ash.example"
PDF = b"%PDF-1.4 leaflet"


def page(path, title, inside, **more):
    head = f"<head><title>{title} | Ash Clinic</title></head>"
    html = f"<html>{head}<body><main><h1>{title}</h1>{inside}</main></body></html>"
    return Found(f"{HOST}{path}", path.strip("/").rsplit("/", 1)[-1] or "index.html", html.encode(), **more)


def named(found):
    """A page is read by the ending of its name."""
    name = found.name if "." in found.name else f"{found.name}.html"
    return Found(**vars(found) | {"name": name})


def file(path, data):
    return Found(f"{HOST}{path}", path.rsplit("/", 1)[-1], data, "file")


PAGES = [
    page("/", "Welcome to Ash Clinic", "<p>We look after joints. See <a href='/knee/'>the knee</a>.</p>"),
    page(
        "/knee/",
        "Knee pain",
        "<p>The knee carries you.</p><h2>Why does it hurt?</h2><p>It is worn. <a href='hip.html'>The hip</a> too.</p>"
        "<p><a href='/files/knee.pdf'>Exercises for the knee</a></p><img src='../img/knee.png' alt='A knee'>",
        also=(f"{HOST}/?p=7",),
    ),
    page("/knee/hip.html", "Hip pain", "<p>It hurts in the groin, see <a href='/?p=7'>knee</a>.</p>"),
    page(
        "/services/injections/",
        "Joint injections",
        "<p>A small needle brings medicine into the joint.</p><h2>Who is it for?</h2><p>People with worn joints.</p>"
        "<h2>Risks</h2><p>Infection is rare.</p><h2>What to expect</h2><p>You lie down.</p>"
        "<p>More on <a href='/knee/'>knees</a> and <a href='/about-us/'>us</a>.</p>",
    ),
    page(
        "/about-us/",
        "About us",
        "<p>We are two doctors.</p><h2>Our house</h2><p>It is old.</p><img src='/img/house.png'>",
    ),
    page("/about-us/?print=1", "About us", "<p>x</p>"),
    page("/old-knee/", "Knees", "", redirects_to=f"{HOST}/knee/"),
    page("/hip-again/", "Hip pain again", "<p>It hurts in the groin, see <a href='/?p=7'>knee</a>.</p>"),
    page("/tag/knees/", "Knees", "<p>Knee pain</p>"),
    page("/empty/", "", ""),
    file("/files/knee.pdf", PDF),
    file("/files/nobody.pdf", b"%PDF-1.4 nobody"),
    file("/img/knee.png", picture()),
    file("/img/house.png", picture(size=(90, 90))),
    Skipped(f"{HOST}/film.mp4", "It is a film."),
]


@dataclass
class Given:
    """A source that gives this, and counts how often it was asked."""

    things: list = field(default_factory=lambda: list(PAGES))
    asked: int = 0

    def found(self):
        self.asked += 1
        for thing in self.things:
            yield named(thing) if isinstance(thing, Found) and thing.kind == "page" else thing


@pytest.fixture
def given(monkeypatch):
    source = Given()
    monkeypatch.setattr(keeping, "source_of", lambda *args, **options: source)
    return source


def planned(user=None, name="ash.zip"):
    site = SiteImport.objects.create(given=name, name=name, index=build.faq_index().page_ptr, user=user)
    work(site, lambda site: True)
    return site


def moved_in(user=None, name="ash.zip"):
    site = planned(user, name)
    begin(site)
    work(site, lambda site: True)
    return site


def rows(site):
    """Rows of pages by the path of their old address."""
    return {row.address.removeprefix(HOST): row for row in site.rows.pages().filter(part=0)}
