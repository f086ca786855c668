"""Small signs that a page gives of itself: the day it was published, and whether it only lists other pages."""

import re
from urllib.parse import unquote

from faq.importing.outline.links import bare_host
from faq.importing.reading.page_head import ATTRIBUTE, sayings

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]|$)")
LINK = re.compile(r"<link\b([^<>]{0,2000})>", re.IGNORECASE)
BODY = re.compile(r"<body\b([^<>]{0,4000})>", re.IGNORECASE)
CLASSES = re.compile(r"\bclass\s*=\s*[\"']?([^\"'>]*)", re.IGNORECASE)
# What WordPress and those who copied it say of a page; anything else says nothing.
KINDS = (
    ("error404", "error"),
    ("search-results", "search"),
    ("search", "search"),
    ("archive", "archive"),
    ("category", "archive"),
    ("tag", "archive"),
    ("author", "archive"),
    ("blog", "archive"),
    ("attachment", "attachment"),
    ("single-post", "post"),
    ("page", "page"),
)
NO_PAGES = {
    "error": "The website itself says that there is no such page.",
    "search": "It shows the results of a search.",
}
OF_WORDPRESS = re.compile(
    r"(?:page-id|postid|term|author|attachmentid|wp|single)-\S+|logged-in|hfeed|blog|error404|search-(?:no-)?results|archive"
    r"|page-template(?:-\S+)?"
)


def published_in(html: str) -> str:
    """An ISO date, or ""."""
    said = dict(reversed(list(sayings(html))))
    found = DAY.match(said.get("article:published_time") or said.get("dc.date") or said.get("date") or "")
    return found[1] if found else ""


def short_links_of(html: str, root: str) -> tuple[str, ...]:
    """By its number, `/?p=12`, as WordPress gives it beside the long address and answers to it in two ways.

    `root` is the address of the site: programs that copy sites write a link to a file of theirs instead.
    """
    for found in LINK.finditer(html):
        named = {name.lower(): one or two or three for name, one, two, three in ATTRIBUTE.findall(found[1])}
        number = re.search(r"[?&](?:p|page_id)=(\d+)(?:\.html)?$", unquote(named.get("href", "")))
        if number and "shortlink" in named.get("rel", "").lower().split():
            full = re.match(r"https?://[^?]*/(?=\?)", named["href"])
            start = full[0] if full and bare_host(full[0]) == bare_host(root) else root
            return (f"{start}?p={number[1]}", f"{start}?page_id={number[1]}")
    return ()


def kind_of_page(html: str) -> str:
    """`archive` for a list of other pages, `post`, `page` …; "" where the page does not tell."""
    body = BODY.search(html)
    classes = CLASSES.search(body[1]) if body else None
    names = set(classes[1].lower().split()) if classes else set()
    return next((kind for name, kind in KINDS if name in names and is_said_by_wordpress(names)), "")


def is_said_by_wordpress(names: set[str]) -> bool:
    """`page` alone is what anybody may call a body."""
    return any(map(OF_WORDPRESS.fullmatch, names))
