"""Pages made with Elementor: what it keeps beside the text still tells a question from an answer."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from home.site_import.sources.wordpress.paragraphs import with_paragraphs

PAIRS = (
    ("tab_title", "tab_content"),
    ("item_title", "item_content"),
    ("question", "answer"),
    ("faq_title", "faq_content"),
)
TITLES = ("title", "title_text", "heading", "heading_title")
TEXTS = (
    "editor",
    "description_text",
    "description",
    "text",
    "content",
    "testimonial_content",
    "html",
    "shortcode",
    "caption",
)
LISTS = ("tabs", "items", "accordion", "toggle", "faq_list", "accordion_items", "slides")
DEEPEST = 40


def html_of_elementor(said: str) -> str:
    """The page as HTML, or "" where what is kept cannot be read."""
    try:
        data = json.loads(said)
    except ValueError:
        return ""
    return "".join(parts(data, DEEPEST)) if isinstance(data, list) else ""


def parts(elements: list[Any], deep: int) -> Iterator[str]:
    for element in elements if deep else ():
        if not isinstance(element, dict):
            continue
        settings = element.get("settings")
        settings = settings if isinstance(settings, dict) else {}
        inner = element.get("elements")
        inner = inner if isinstance(inner, list) else []
        kind = str(element.get("widgetType", ""))
        if kind.startswith("nested-"):
            yield from nested(settings, inner, deep - 1)
            continue
        if kind:
            yield from widget(kind, settings)
        yield from parts(inner, deep - 1)


def nested(settings: dict[str, Any], inner: list[Any], deep: int) -> Iterator[str]:
    """Accordions whose panels are parts of the page of their own."""
    items = settings.get("items") or settings.get("tabs")
    titles = (
        [text(item, ("item_title", "tab_title")) for item in items if isinstance(item, dict)]
        if isinstance(items, list)
        else []
    )
    for place, element in enumerate(inner):
        title = titles[place] if place < len(titles) else ""
        body = "".join(parts([element], deep))
        yield f"<details><summary>{escape(title, quote=False)}</summary>{body}</details>" if title else body


def widget(kind: str, settings: dict[str, Any]) -> Iterator[str]:
    title = text(settings, TITLES)
    if title:
        level = str(settings.get("header_size") or settings.get("title_size") or "h2")
        level = level if level in {"h1", "h2", "h3", "h4", "h5", "h6"} else "h3"
        yield f"<{level}>{linked(title if '<' in title else escape(title, quote=False), settings)}</{level}>"
    image = settings.get("image")
    if isinstance(image, dict) and str(image.get("url", "")).startswith("http"):
        yield f'<figure><img src="{escape(image["url"])}" alt="{escape(str(image.get("alt") or ""))}"></figure>'
    for name in TEXTS:
        words = settings.get(name)
        if isinstance(words, str) and words.strip():
            is_button = kind in {"button", "call-to-action"} and name == "text"
            yield f"<p>{linked(escape(words, quote=False), settings)}</p>" if is_button else with_paragraphs(words)
    for name in LISTS:
        yield from pairs(settings.get(name))
    yield from icons(settings.get("icon_list"))


def pairs(items: object) -> Iterator[str]:
    for item in items if isinstance(items, list) else ():
        for ask, answer in PAIRS:
            if isinstance(item, dict) and isinstance(item.get(ask), str):
                body = with_paragraphs(str(item.get(answer) or ""))
                yield f"<details><summary>{escape(item[ask], quote=False)}</summary>{body}</details>"


def icons(items: object) -> Iterator[str]:
    """A list with a sign before each line."""
    lines = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    if lines:
        rows = (linked(escape(text(item, ("text",)), quote=False), item) for item in lines)
        yield f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"


def linked(html: str, settings: dict[str, Any]) -> str:
    link = settings.get("link")
    url = str(link.get("url") or "") if isinstance(link, dict) else ""
    return f'<a href="{escape(url)}">{html}</a>' if url else html


def text(settings: dict[str, Any], names: tuple[str, ...]) -> str:
    return next(
        (settings[name].strip() for name in names if isinstance(settings.get(name), str) and settings[name].strip()), ""
    )
