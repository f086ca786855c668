"""What stands around the text of a saved web page: menus, headers, footers, banners. Left out, and said so."""

import re
import tomllib
from itertools import takewhile
from pathlib import Path

from bs4 import Tag

from faq.importing.draft import Ledger
from faq.importing.reading.embedded import leave_out
from faq.importing.reading.page_head import Head
from faq.importing.reading.tags import HEADINGS, attribute, has_words, names_of, sibling_with_words, text_of, toggles

KNOWN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
NAMES, ROLES = KNOWN["tags"], KNOWN["roles"]
WORDS_IN_NAMES = [(re.compile(pattern), what) for what, pattern in KNOWN["words"].items()]
PARTS = "|".join(KNOWN["around"]["parts"].split())
NOT_THESE = rf"(?!content[-_]|main[-_]content|with[-_]|has[-_]|no[-_]|(?:{PARTS})[-_]*(?:head|foot))"
AFFIX = rf"(?:(?:{'|'.join(KNOWN['around']['words'].split())}|\d)[-_]*)"
WHOLE_NAMES = [
    (re.compile(rf"{NOT_THESE}{AFFIX}{{0,3}}(?:{'|'.join(stems.split())})[-_]*{AFFIX}{{0,3}}"), what)
    for what, stems in KNOWN["stems"].items()
]
PARTS_OF_SITES = {"div", "ul", "ol", "section", "table", "td", "tr", "p", "span", "center", "a", "li"}
SIGN_OF_HOUSE = re.compile(r"logo|brand|icon", re.IGNORECASE)
COPYRIGHT = re.compile(r"©|copyright\b|\(c\) ?(?:19|20)\d\d", re.IGNORECASE)
LONGEST_FOOT = 300
MOST_OF_LINKS = 0.9
MOST_OF_A_FORM = 250
# Who chose these with the mouse may mean them.
CHOSEN = {NAMES["aside"], NAMES["form"]}
WHY = "not part of the text itself"
OUTSIDE = "outside the main part of the page"


def without_furniture(soup: Tag, head: Head, ledger: Ledger) -> Tag:
    """Return the part of the page that holds its text, with everything else removed and entered in the ledger."""
    main = main_part(soup)
    headline = headline_outside(soup, main, head)
    kept = {id(part) for spine in (main, headline) if spine for part in (spine, *spine.parents)}
    half = len(text_of(soup)) / 2
    for element in soup.find_all(True):
        if not element.decomposed and id(element) not in kept and (what := furniture(element, half)):
            leave_out(element, what, WHY, ledger)
    leave_out_lists_of_links(main, ledger)
    return main if main is soup else lifted_out(soup, main, headline, ledger)


def leave_out_furniture(soup: Tag, ledger: Ledger) -> None:
    """Of a part of a page that somebody chose: what surely is none of its text, unless there is nothing else."""
    everything = len(text_of(soup))
    for element in soup.find_all(True):
        if not element.decomposed and len(text_of(element)) < everything:
            what = furniture(element, everything / 2)
            if what and what not in CHOSEN and not element.find("h1"):
                leave_out(element, what, WHY, ledger)


def lifted_out(soup: Tag, main: Tag, headline: Tag | None, ledger: Ledger) -> Tag:
    pictures = pictures_with(headline, main) if headline else []
    main.extract()
    if headline:
        for part in reversed([headline, *pictures]):
            main.insert(0, part.extract())
    for node in list(soup.children):
        leave_out(node, "text", OUTSIDE, ledger)
    return main


def pictures_with(headline: Tag, main: Tag) -> list[Tag]:
    """Those in the box that the headline has to itself and right below it, without the sign of the house."""
    box, words = headline, text_of(headline)
    for around in headline.parents:
        if text_of(around) != words or any(around is parent for parent in main.parents):
            break
        box = around
    below = takewhile(lambda node: node is not main and not has_words(node), box.next_siblings)
    inside = [img for part in (box, *below) if isinstance(part, Tag) for img in (part, *part.find_all("img"))]
    return [img for img in inside
            if img.name == "img" and not img.find_parent("a") and not SIGN_OF_HOUSE.search(said_of(img))]  # fmt: skip


def said_of(img: Tag) -> str:
    return " ".join([*names_of(img), attribute(img, "src"), attribute(img, "alt")])


def main_part(soup: Tag) -> Tag:
    """`main`, else the only `article` if it holds the headline or most of the words, else everything."""
    for sort in (lambda tag: tag.name == "main" or tag.get("role") == "main", lambda tag: tag.name == "article"):
        outermost = [
            part
            for part in soup.find_all(sort)
            if text_of(part) and not part.find_parent(sort) and not part.find_parent(["aside", "nav", "footer"])
        ]
        if len(outermost) == 1 and (outermost[0].name != "article" or is_the_text(outermost[0], soup)):
            return outermost[0]
    return soup


def is_the_text(article: Tag, soup: Tag) -> bool:
    """A card about another page is an `article` too: the only h1 stands elsewhere, and so do most sentences."""
    return bool(article.find("h1")) or prose(article) * 2 >= prose(soup)


def prose(tag: Tag) -> int:
    """Letters that stand in no link."""
    return len(text_of(tag)) - sum(len(text_of(link)) for link in tag.find_all("a"))


def headline_outside(soup: Tag, main: Tag, head: Head) -> Tag | None:
    """An h1 outside the main part is the headline if the main part has none, and the page's title agrees or it is
    the only one and not the name of the site."""
    everywhere = [h1 for h1 in soup.find_all("h1") if text_of(h1)]
    if main is soup:
        return everywhere[0] if len(everywhere) == 1 else None
    if main.find("h1"):
        return None
    agreed = [h1 for h1 in everywhere if head.title.startswith(text_of(h1)) and head.title]
    only = [
        h1 for h1 in everywhere if len(everywhere) == 1 and not head.is_site(text_of(h1)) and not in_site_header(h1)
    ]
    return next(iter([*agreed, *only]), None)


def in_site_header(h1: Tag) -> bool:
    """The top of the site stands on every page; a headline stands in a header of its own."""
    header = h1.find_parent(lambda tag: tag.name == "header" or tag.get("role") == "banner")
    return header is not None and bool(header.find(["nav", "ul"]))


def furniture(element: Tag, half: float) -> str | None:
    """What kind of furniture this is, or None. `half` of the page's length is too much for a form or a banner."""
    tag = ROLES.get(attribute(element, "role").lower(), element.name)
    if element.name in HEADINGS or (tag == "header" and heads_a_part(element)):
        return None
    if tag == "footer" and element.find_parent("blockquote"):
        return None
    if tag in NAMES and tag not in {"form", "dialog"}:
        return None if tag == "nav" and (holds_tabs(element) or is_opened_by_button(element)) else NAMES[tag]
    what = None if element.name == "form" and is_a_page(element) else NAMES.get(tag) or named_furniture(element)
    return what if what and len(text_of(element)) <= half else None


def is_a_page(form: Tag) -> bool:
    """Some makers put the whole page into a form: it says more than the labels of its fields."""
    return sum(len(text_of(part)) for part in form.find_all(["p", "li", "td", "dd"])) > MOST_OF_A_FORM


def named_furniture(element: Tag) -> str | None:
    if element.name in PARTS_OF_SITES and COPYRIGHT.match(next(element.stripped_strings, "")):
        return "the foot of the page" if len(text_of(element)) <= LONGEST_FOOT else None
    names = names_of(element)
    together = " ".join(names)
    if not names:
        return None
    found = next((what for pattern, what in WORDS_IN_NAMES if pattern.search(together)), None)
    if found or element.name not in PARTS_OF_SITES or element.find("h1"):
        return found
    whole = next((what for pattern, what in WHOLE_NAMES if any(map(pattern.fullmatch, names))), None)
    if whole == "the top of the page" and element.find(HEADINGS) and not element.find(["nav", "ul"]):
        return None
    return None if whole == "a menu" and (holds_tabs(element) or not is_menu(element)) else whole


def holds_tabs(element: Tag) -> bool:
    """Tabs open parts of this very page."""
    return any(
        attribute(tag, "role") == "tab" or bool({"tab", "pill"} & set(toggles(tag))) for tag in element.find_all(True)
    )


def is_opened_by_button(element: Tag) -> bool:
    """Some makers call the answer of a folded part a menu, since they build both with the same tool."""
    before = sibling_with_words(element, before=True)
    by_role = before is not None and "button" in {before.name, attribute(before, "role")}
    return by_role and has_words(element) and not is_menu(element)


def is_menu(element: Tag) -> bool:
    """Half of its words are links; one above the headline may explain its links in boxes of its own."""
    if is_mostly_links(element, 0.5):
        return True
    if element.find_previous("h1") or element.find("h1") or not element.find(["ul", "ol"]):
        return False
    return len(element.find_all("a")) >= 3 and element.find_next("h1") is not None


def is_mostly_links(element: Tag, share: float = MOST_OF_LINKS) -> bool:
    words = len(text_of(element))
    return words > 0 and sum(len(text_of(link)) for link in element.find_all(["a", "button"])) >= share * words


def leave_out_lists_of_links(main: Tag, ledger: Ledger) -> None:
    """Menus without a name: nothing but short links, above the headline; or lists of links within lists of links."""
    headline = main.find("h1") or main.find(HEADINGS)
    for element in main.find_all(["ul", "ol", "table", "p", "div", "center"]):
        if not element.decomposed and not any(heading is headline for heading in element.find_all(HEADINGS)):
            links = [link for link in element.find_all("a") if text_of(link)]
            is_menu = is_above(element, headline, links) or is_nested(element, links)
            if is_menu and is_mostly_links(element) and len(text_of(element)) <= 40 * len(links):
                leave_out(element, "a menu", WHY, ledger)


def is_above(element: Tag, headline: Tag | None, links: list[Tag]) -> bool:
    return headline is not None and len(links) >= 3 and any(node is headline for node in element.next_elements)


def is_nested(element: Tag, links: list[Tag]) -> bool:
    return element.name == "ul" and len(links) >= 8 and len(element.find_all("ul")) >= 2


def heads_a_part(header: Tag) -> bool:
    """A header inside the text holds a heading of the text, not the top of the site."""
    return bool(header.find(HEADINGS) and header.find_parent(["main", "article", "section"]))
