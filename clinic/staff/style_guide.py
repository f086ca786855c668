"""The style guide for authors, docs/style-guide.md, as a page of the admin: Help, "Writing for patients"."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

from clinic.people.requests import StaffRequest

FILE = settings.BASE_DIR / "docs" / "style-guide.md"
# HTML in the file would be shown as it is typed, not run.
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def style_guide(request: StaffRequest) -> HttpResponse:
    return render(request, "clinic/style_guide.html", guide())


@cache
def guide() -> dict[str, Any]:
    """`{"title": …, "contents": [(anchor, heading), …], "text": HTML}`, read once in the life of a process."""
    tokens = MARKDOWN.parse(FILE.read_text())
    starts = [place for place, token in enumerate(tokens) if token.type == "heading_open"]
    headings = [(tokens[place], tokens[place + 1].content) for place in starts]
    contents = []
    for token, words in headings[1:]:
        token.attrSet("id", slugify(words))
        contents.append((slugify(words), words))
    # The title, the first three tokens, stands in the head of the screen.
    text = MARKDOWN.renderer.render(tokens[3:], MARKDOWN.options, {})
    return {"title": headings[0][1], "contents": contents, "text": mark_safe(text)}
