"""HTML from outside to a well-formed tree, whatever it was: surveyed first, then mended and stripped of programs."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

import nh3
from bs4 import BeautifulSoup

from faq.importing.draft import Ledger, Refused
from faq.importing.words import counted, tidy

# The mending parser needs time in the square of the depth; no page a person wrote is nested like this.
DEEPEST = 120
MOST_ELEMENTS = 60_000
# Letters outside programs and pictures: some 60,000 words, a hundred times what a topic needs.
MOST_LETTERS = 400_000
MOST_MARKUP = 1_500_000
PICTURE_DATA = re.compile(r"data:[^\s\"'()<>]+")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
# Their end tags may be left out, and the mending parser closes them: their parents answer for their depth.
SELF_CLOSING = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup html head body".split())  # noqa: SIM905
WEIGHTS = {"table": 4, "ul": 2, "ol": 2, "dl": 2, "menu": 2, "button": 2, "object": 2}
PROGRAMS = frozenset("script style template noscript svg math title".split())  # noqa: SIM905
STRUCTURE = frozenset(
    """
    a abbr address article aside audio b bdi bdo blockquote br button canvas caption center cite
    code dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1
    h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li main map mark menu
    nav object ol p picture pre q s samp search section select small span strike strong sub summary
    sup table tbody td textarea tfoot th thead time tr u ul var video
    """.split()  # noqa: SIM905
)
ATTRIBUTES = {
    "*": {"id", "class", "role", "style"},
    "a": {"href"},
    "img": {"src", "data-src", "alt"},
    "iframe": {"src"},
    "video": {"src"},
    "audio": {"src"},
    "embed": {"src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
# Addresses that run something stay in until the link rules meet them, so that the report can name the link.
SCHEMES = {"http", "https", "mailto", "tel", "data", "javascript", "vbscript", "file", "blob"}
STYLES = {"font-weight", "font-style", "vertical-align"}
ADDRESS = r"[\"']?(https?://[^\s\"'<>]{1,500})"
SAVED_FROM = (
    re.compile(rf"<link[^>]{{0,200}}rel=[\"']?canonical[^>]{{0,200}}?href={ADDRESS}", re.IGNORECASE),
    re.compile(rf"<base[^>]{{0,200}}?href={ADDRESS}", re.IGNORECASE),
    re.compile(rf"<!-- saved from url=\(\d+\){ADDRESS}", re.IGNORECASE),
)
CUT_OUT = (
    (r"<!--", r"--!?>", "hidden comment", "readers of the page could not see it"),
    (r"<script[\s/>]", r"</script[^>]*>", "script", "programs have no place in a topic"),
    (r"<style[\s/>]", r"</style[^>]*>", "style sheet", "the site has its own look"),
)


@dataclass(frozen=True)
class Head:
    """What a page says of itself: its title, and the host it was saved from ("" when it does not tell)."""

    title: str = ""
    host: str = ""

    @property
    def own_title(self) -> str:
        """The page's own part of `Does CRPS Spread? - FAQ` or `… | The Clinic`."""
        return tidy(re.split(r"\s+[-–—|·»]\s+", self.title)[0])


def tree(html: str, name: str, ledger: Ledger) -> tuple[BeautifulSoup, Head]:
    """Return `(soup, Head)`. Scripts, styles and comments are gone and reported, all tags are closed."""
    head = head_of(html)
    for opening, closing, what, why in CUT_OUT:
        html, number = cut_out(html, re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
        if number:
            ledger.drop(counted(number, what), why)
    refuse_too_long(html, name, MOST_MARKUP)
    refuse_too_deep(html, name)
    clean = nh3.clean(
        html,
        tags=set(STRUCTURE),
        clean_content_tags=set(PROGRAMS),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        filter_style_properties=STYLES,
        link_rel=None,
    )
    return BeautifulSoup(clean, "html.parser"), head


def head_of(html: str) -> Head:
    title = re.search(r"<title[^>]{0,200}>([^<]{0,500})", html, re.IGNORECASE)
    home = next(filter(None, (pattern.search(html) for pattern in SAVED_FROM)), None)
    try:
        host = urlsplit(home[1]).hostname or "" if home else ""
    except ValueError:
        host = ""
    return Head(tidy(unescape(title[1])) if title else "", host)


def cut_out(html: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> tuple[str, int]:
    """Return `(html without the stretches, how many)`, in one pass. An unclosed stretch is left to the parser."""
    kept, position, number = [], 0, 0
    while found := opening.search(html, position):
        end = closing.search(html, found.start() + 2)
        if not end:
            break
        kept.append(html[position : found.start()])
        position, number = end.end(), number + 1
    return "".join([*kept, html[position:]]), number


def refuse_too_long(text: str, name: str, most: int = MOST_LETTERS) -> None:
    if len(text) > most and len(PICTURE_DATA.sub("", text)) > most:
        raise Refused(f"“{name}” is too long to be one topic. Split it and import the parts one by one.")


def refuse_too_deep(html: str, name: str) -> None:
    """Count every tag as the parser will meet it; too many or too deep is a trap or a mistake, not a text."""
    opened, depth = [], 0
    for number, (closes, tag) in enumerate(found.groups() for found in TAG.finditer(html)):
        tag = tag.lower()
        if number > MOST_ELEMENTS or depth > DEEPEST:
            raise Refused(f"“{name}” is built far too deep or too large for a page of text, so it was not read.")
        if tag in VOID or tag in SELF_CLOSING:
            continue
        if not closes:
            opened.append(tag)
            depth += WEIGHTS.get(tag, 1)
        elif tag in opened[-30:]:
            while (last := opened.pop()) != tag:
                depth -= WEIGHTS.get(last, 1)
            depth -= WEIGHTS.get(tag, 1)
