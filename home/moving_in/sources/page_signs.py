"""Small signs that a page gives of itself: the day it was published, and whether it only lists other pages."""

import re

from faq.importing.reading.page_head import sayings

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]|$)")
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


def kind_of_page(html: str) -> str:
    """`archive` for a list of other pages, `post`, `page` …; "" where the page does not tell."""
    body = BODY.search(html)
    classes = CLASSES.search(body[1]) if body else None
    names = set(classes[1].lower().split()) if classes else set()
    return next((kind for name, kind in KINDS if name in names and is_said_by_wordpress(names)), "")


def is_said_by_wordpress(names: set[str]) -> bool:
    """`page` alone is what anybody may call a body."""
    return any(map(OF_WORDPRESS.fullmatch, names))
