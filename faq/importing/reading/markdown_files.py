"""Markdown to HTML: CommonMark with tables and strike-through; HTML inside is cleaned later like any other."""

import re
from html import escape

from markdown_it import MarkdownIt

from faq.importing.draft import Ledger

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<lines>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
QUOTES = "\"'"
TITLE = re.compile(r"^title:[ \t]*(?P<title>.+?)[ \t]*$", re.MULTILINE | re.IGNORECASE)


def html_of_markdown(text: str, ledger: Ledger) -> str:
    """A title in the settings that some programs put on top is the leading heading of a text without one."""
    front = FRONT_MATTER.match(text)
    if front and ":" not in front["lines"]:
        front = None
    if front:
        text = text[front.end() :]
        ledger.drop("the settings at the top of the file", "they are for another program")
    title = TITLE.search(front["lines"]) if front else None
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable(["table", "strikethrough"])
    # Which addresses may stay is decided, and reported, where all links are.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # its own way to say so
    html = parser.render(text)
    return html if not title or "<h1" in html else f"<h1>{escape(title['title'].strip(QUOTES))}</h1>{html}"
