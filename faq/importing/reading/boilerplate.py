"""What stands around the text of a saved web page: menus, headers, footers, banners. Left out, and said so."""

import re

from bs4 import BeautifulSoup, PageElement, Tag

from faq.importing.draft import Ledger
from faq.importing.words import glimpse, tidy

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NAMES = {
    "nav": "a menu",
    "header": "the top of the page",
    "footer": "the foot of the page",
    "aside": "a side box",
    "dialog": "a pop-up",
    "form": "a form",
    "search": "a search box",
}
ROLES = {
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "search": "search",
}
WORDS_IN_NAMES = (
    (r"cookie|onetrust|cmplz|gdpr|consent-(banner|bar|popup)", "a cookie banner"),
    (r"(^|[ _-])comments?([ _-](area|list|section|respond)|$)|disqus|^respond$", "readers' comments"),
    (r"breadcrumb", "a breadcrumb"),
    (r"skip-(link|to|nav)|skiplink", "a skip link"),
    (r"(^|[ _-])(share|sharing|sharedaddy|social)[ _-]?(buttons?|links?|icons?|bar)?($|[ ])", "share buttons"),
)
WHY = "not part of the text itself"
OUTSIDE = "outside the main part of the page"


def text_of(node: PageElement) -> str:
    return tidy(node.get_text(" ")) if isinstance(node, Tag) else tidy(str(node))


def attribute(tag: Tag, name: str) -> str:
    """What an attribute says; several classes with spaces between them, "" where there is none."""
    said = tag.get(name) or ""
    return said if isinstance(said, str) else " ".join(said)


def without_furniture(soup: BeautifulSoup, title: str, ledger: Ledger) -> Tag:
    """Return the part of the page that holds its text, with everything else removed and entered in the ledger."""
    main = main_part(soup)
    headline = headline_outside(soup, main, title)
    kept = {id(part) for spine in (main, headline) if spine for part in (spine, *spine.parents)}
    half = len(text_of(soup)) / 2
    for element in soup.find_all(True):
        if not element.decomposed and id(element) not in kept and (what := furniture(element, half)):
            remove(element, what, WHY, ledger)
    return main if main is soup else lifted_out(soup, main, headline, ledger)


def lifted_out(soup: BeautifulSoup, main: Tag, headline: Tag | None, ledger: Ledger) -> Tag:
    main.extract()
    if headline:
        main.insert(0, headline.extract())
    for node in list(soup.children):
        remove(node, "text", OUTSIDE, ledger)
    return main


def main_part(soup: BeautifulSoup) -> Tag:
    """`main`, else the only `article`, else everything; empty ones and those inside furniture do not count."""
    for sort in (lambda tag: tag.name == "main" or tag.get("role") == "main", lambda tag: tag.name == "article"):
        outermost = [
            part
            for part in soup.find_all(sort)
            if text_of(part) and not part.find_parent(sort) and not part.find_parent(["aside", "nav", "footer"])
        ]
        if len(outermost) == 1:
            return outermost[0]
    return soup


def headline_outside(soup: BeautifulSoup, main: Tag, title: str) -> Tag | None:
    """An h1 outside the main part is the headline if the main part has none and the page's title agrees."""
    if main is soup:
        only = soup.find_all("h1")
        return only[0] if len(only) == 1 else None
    if main.find("h1") or not title:
        return None
    return next((h1 for h1 in soup.find_all("h1") if text_of(h1) and title.startswith(text_of(h1))), None)


def furniture(element: Tag, half: float) -> str | None:
    """What kind of furniture this is, or None. `half` of the page's length is too much for a form or a banner."""
    tag = ROLES.get(attribute(element, "role").lower(), element.name)
    if element.name in HEADINGS or (tag == "header" and heads_a_part(element)):
        return None
    if tag == "footer" and element.find_parent("blockquote"):
        return None
    if tag in NAMES and tag not in {"form", "dialog"}:
        return NAMES[tag]
    what = NAMES.get(tag) or named_furniture(element)
    return what if what and len(text_of(element)) <= half else None


def named_furniture(element: Tag) -> str | None:
    names = f"{attribute(element, 'id')} {attribute(element, 'class')}".lower()
    return next((what for pattern, what in WORDS_IN_NAMES if names.strip() and re.search(pattern, names)), None)


def heads_a_part(header: Tag) -> bool:
    """A header inside the text holds a heading of the text, not the top of the site."""
    return bool(header.find(HEADINGS) and header.find_parent(["main", "article", "section"]))


def remove(node: PageElement, what: str, why: str, ledger: Ledger) -> None:
    if words := text_of(node):
        ledger.drop(f"{what}: {glimpse(words)}", why)
    if isinstance(node, Tag):
        node.decompose()
    else:
        node.extract()
