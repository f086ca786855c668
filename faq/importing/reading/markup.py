"""HTML from outside to a well-formed tree, whatever it was: surveyed first, then mended and stripped of programs."""

import re

import nh3
from bs4 import BeautifulSoup

from faq.importing.draft import Ledger, Refused
from faq.importing.reading.style_sheets import cut_out
from faq.importing.reading.written_out import write_out
from faq.importing.words import counted

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
PROGRAMS = frozenset("script style template noscript svg title annotation".split())  # noqa: SIM905
STRUCTURE = frozenset(
    """
    a abbr address article aside audio b bdi bdo blockquote br button canvas caption center cite
    code dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1
    h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li main map mark menu
    nav object ol p picture pre q s samp search section select small span strike strong sub summary
    sup table tbody td textarea tfoot th thead time tr u ul var video
    math mfrac mi mn mo mover mpadded mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder
    munderover semantics
    """.split()  # noqa: SIM905
)
# What says that something opens, is opened or is hidden; read on the way and never written.
FOLDING = frozenset(
    """
    aria-controls aria-expanded aria-haspopup aria-labelledby data-toggle data-bs-toggle data-target data-bs-target
    hidden itemprop itemtype onclick
    """.split()  # noqa: SIM905
)
ATTRIBUTES = {
    "*": {"id", "class", "role", "style", *FOLDING},
    "a": {"href"},
    "label": {"for"},
    "input": {"type"},
    "ol": {"start"},
    "li": {"value"},
    "font": {"face"},
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
STYLES = set(
    """
    font-weight font-style vertical-align display visibility left text-indent font-size text-decoration
    text-decoration-line mso-hide mso-list mso-element font-family position top mso-text-raise
    """.split()  # noqa: SIM905
)
CUT_OUT = (
    (r"<!--", r"--!?>", "hidden comment", "readers of the page could not see it"),
    (r"<script[\s/>]", r"</script[^<>]*>", "script", "programs have no place in a topic"),
    (r"<style[\s/>]", r"</style[^<>]*>", "style sheet", "the site has its own look"),
)


def tree(html: str, name: str, ledger: Ledger) -> BeautifulSoup:
    """The page with all tags closed, and signs and formulas written out.

    Scripts, styles and comments are gone and reported.
    """
    whole = html
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
        attribute_filter=without_program,
        url_schemes=SCHEMES,
        filter_style_properties=STYLES,
        link_rel=None,
    )
    soup = BeautifulSoup(clean, "html.parser")
    write_out(soup, whole)
    return soup


def without_program(tag: str, name: str, value: str) -> str:
    """Of what a click runs, only the name in it: what it opens."""
    if name != "onclick":
        return value
    named = re.search(r"[\"']#?([A-Za-z][\w-]*)[\"']", value)
    return named[1] if named else ""


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
