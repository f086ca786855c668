"""Addresses behind which nothing of the clinic stands: doors for staff, carts, searches, feeds. Sizes of a picture."""

import re
from collections.abc import Container
from urllib.parse import parse_qsl, unquote, urlsplit

FOR_PROGRAMS = "It speaks to programs, not to readers."
PATHS = (
    (r"/wp-(?:login|signup|activate|register)\.php|/wp-admin(?:/.*)?|/(?:user/)?(?:log-?in|log-?out|sign-?in|sign-?up)(?:\.\w+)?/?"
     r"|/(?:lost-?password|my-account|account|administrator|admin)(?:/.*)?", "It is a door for members or staff."),
    (r"(?:.*/)?(?:cart|basket|checkout|wishlist)(?:\.\w+)?/?", "It belongs to a shop."),
    (r"/search(?:[/.].*)?", "It shows the results of a search."),
    (r".*/(?:feed|rss|atom)(?:/(?:rss2?|atom|rdf))?/?|.*\.(?:rss|atom)|.*/xmlrpc\w*\.(?:php|html)|/wp-(?:json|content/plugins|cron)\b.*"
     r"|.*/(?:trackback|embed)/?|/cgi-bin/.*|/wp-comments-post\.php", FOR_PROGRAMS),
)  # fmt: skip
PATTERNS = [(re.compile(pattern, re.IGNORECASE), why) for pattern, why in PATHS]
QUESTIONS = {
    **dict.fromkeys(("s", "search", "q", "query", "keyword", "keywords"), "It shows the results of a search."),
    **dict.fromkeys(("add-to-cart", "add_to_cart", "remove_item"), "It belongs to a shop."),
    **dict.fromkeys(
        ("replytocom", "share", "print", "pdf", "format", "output", "feed", "rest_route", "doing_wp_cron", "action",
         "redirect_to", "unapproved", "preview", "preview_id", "attachment_id", "like_comment", "nb", "tmpl", "sort",
         "order", "orderby", "filter"),
        "It shows another page once more."),
}  # fmt: skip
# `scan-300x188.jpg`, `scan-scaled.jpg`, `scan-e1612345678901.jpg`: made by WordPress of `scan.jpg`.
SIZES = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|-rotated|-e\d{10,13}|@\dx)(?=\.\w+$)")


def why_no_page(address: str) -> str:
    """A sentence, or "" where there can be a page."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    for name, _ in parse_qsl(parts.query, keep_blank_values=True):
        if why := QUESTIONS.get(name.lower()):
            return why
    return next((why for pattern, why in PATTERNS if pattern.fullmatch(path)), "")


def full_picture(name: str, known: Container[str]) -> str:
    """The picture itself for one of its smaller sizes, if it is known; else the name as it is."""
    shorter = name
    while found := SIZES.search(shorter):
        shorter = shorter[: found.start()] + shorter[found.end() :]
        if shorter in known:
            return shorter
    return name
