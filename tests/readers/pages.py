"""The pages to look at: of every type, in every language, as the server sends them."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.request import Request, urlopen

from bs4 import BeautifulSoup

from tests.browser.shown import AWAY, BROKEN, REMEMBERED, SHOWN

# What only a clinic with faults answers.
LEFT_OUT = {AWAY, BROKEN, REMEMBERED, *SHOWN["404.html"], *SHOWN["too_much.html"]}
# What the site map does not name, in the other language.
MORE = [
    "/es/respuestas/se-extiende-el-sdrc/large-print/",
    "/es/servicios/primera-valoracion/leaflet/",
    "/es/servicios/primera-valoracion/large-print/",
    "/es/search/",
    "/es/search/?q=brazo",
    "/es/search/?q=xyzzy",
]
# The first that a page has says what type it is.
TYPES = {
    "leaflet": ".leaflet",
    "large print": ".large-print",
    "urgent topic": ".topic .care-card[data-level='emergency']",
    "topic": ".topic",
    "service": ".service-page",
    "services": ".service-list",
    "home": ".welcome",
    "suggest a question": ".suggest-form",
    "words explained": ".word-entry",
    "what labels mean": ".kind-guide",
    "A to Z": ".letter-list",
    "index of answers": ".subject-section",
    "search": ".results, .nothing-found, .column > h1 + .search-box",
    "subject": ".lead + .topic-list",
    "contact": ".stack > .reach-us",
}
# Ways to pages, not texts: reader views do not offer themselves there, and throw lists of links away.
WAYS = ("home", "index of answers", "subject", "A to Z", "words explained", "search")


@dataclass
class Page:
    url: str

    @property
    def is_a_way(self):
        return self.type.startswith(WAYS)

    @cached_property
    def html(self):
        with urlopen(Request(self.url, headers={"User-Agent": "readers"})) as answer:  # noqa: S310
            return answer.read().decode()

    @property
    def parsed(self):
        """A tree of its own each time: whoever asks takes out of it what does not matter."""
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def type(self):
        page = self.parsed
        named = next((name for name, sign in TYPES.items() if page.select_one(f"main {sign}")), "standard page")
        return f"{named} ({page.html['lang']})"


def pages_of(site):
    """All that the site map names, and what shows every other template."""
    with urlopen(f"{site}/sitemap.xml") as answer:  # noqa: S310
        named = re.findall(r"<loc>https?://[^/]+([^<]+)", answer.read().decode())
    shown = [address for some in SHOWN.values() for address in some]
    return [Page(site + address) for address in dict.fromkeys([*named, *shown, *MORE]) if address not in LEFT_OUT]
