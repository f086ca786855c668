"""Rich text of a whole page at once: links and key figures are looked up together, not field by field."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import zip_longest
from typing import Any

from django.utils.html import escape, strip_tags
from django.utils.text import normalize_newlines
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from clinic.content.invisible import without_invisible
from clinic.content.patient_words import PatientWordsBlock
from clinic.content.streams import leaves

# A comment no editor can type: the database format of rich text has no comments.
SEAM = "<!--seam-->"
END_OF_LINE = re.compile(r"</(?:p|li|h[1-6]|tr)>")
# Of a link to a place on a page: see links_to_places.py.
PLACE = re.compile(r"[A-Za-z][\w-]{0,60}")
# The editor numbers paragraphs that came without a number: no word of theirs. Only in a tag: typed, it is words.
EDITOR_KEY = re.compile(r' data-block-key="[^"]*"')
START_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
CLOSED = re.compile(r"[.!?:;,…][\"'”’»)\]]*$")


def without_editor_keys(html: str) -> str:
    return START_TAG.sub(lambda tag: EDITOR_KEY.sub("", tag[0]), html)


def rich_texts(page: Page) -> list[str]:
    """Every rich text of `page` in database format, fields first, then streams, in reading order."""
    return [value.source if isinstance(value, RichText) else value for kind, value in texts(page) if kind == "rich"]


def texts(page: Page) -> Iterator[tuple[str, Any]]:
    """Yield `("rich", value)` and `("plain", value)` for everything a reader can read in the page's own fields."""
    for field in page._meta.get_fields():
        if isinstance(field, RichTextField):
            yield "rich", getattr(page, field.name) or ""
        elif isinstance(field, StreamField):
            yield from stream_texts(field.stream_block, getattr(page, field.name))


def stream_texts(block: blocks.Block, value: Any) -> Iterator[tuple[str, Any]]:
    for leaf, content in leaves(block, value):
        if isinstance(leaf, PatientWordsBlock):
            continue
        if isinstance(leaf, blocks.RichTextBlock):
            yield "rich", content
        elif isinstance(leaf, blocks.CharBlock | blocks.TextBlock):
            yield "plain", content


def expanded(sources: Iterable[str], pages: Mapping[int, Page] | None = None) -> dict[str, str]:
    """Database format to HTML for all `sources` in one go: `{source: html}`.

    `pages`, `{id: page}` where they have been looked up: links to pages that are not among them lead nowhere.
    """
    distinct = [*dict.fromkeys(filter(None, sources))]
    if not distinct:
        return {}
    joined = SEAM.join(distinct)
    html = expand_db_html(joined if pages is None else with_addresses(joined, pages))
    return dict(zip(distinct, html.split(SEAM), strict=True))


def linked_pages(sources: Iterable[str]) -> list[int]:
    """Ids of the pages that rich texts in database format link to."""
    return [pk for tag in FIND_A_TAG.findall("".join(sources)) if (pk := page_linked_by(tag))]


def with_addresses(html: str, pages: Mapping[int, Page]) -> str:
    """`html` with the address of each page in the links to it."""

    def addressed(tag: re.Match[str]) -> str:
        pk = page_linked_by(tag[1])
        if pk is None:
            return tag[0]
        place = place_in(extract_attrs(tag[1]))
        return f'<a href="{escape(pages[pk].url)}{place}">' if pk in pages else "<a>"

    return FIND_A_TAG.sub(addressed, html)


def place_in(attributes: Mapping[str, str]) -> str:
    """`#q-1a2b3c4d` of a link to a page in database format, "" for the whole page."""
    place = attributes.get("place", "")
    return f"#{place}" if PLACE.fullmatch(place) else ""


def linked_places(page: Page) -> set[str]:
    """The places on other pages, such as "q-1a2b3c4d", that the rich texts of `page` link to."""
    tags = FIND_A_TAG.findall("".join(rich_texts(page)))
    return {place_in(extract_attrs(tag)).removeprefix("#") for tag in tags} - {""}


def page_linked_by(attributes: str) -> int | None:
    """The id of the page that an `a` tag with these attributes links to; None when it links to something else."""
    found = extract_attrs(attributes)
    is_page = found.get("linktype") == "page" and re.fullmatch("[0-9]{1,18}", found.get("id", ""))
    return int(found["id"]) if is_page else None


def expanded_prose(page: Page) -> dict[str, str]:
    return expanded(rich_texts(page))


def plain(html: str) -> str:
    """HTML as the words a reader sees, entities resolved, tags gone, words of neighbouring blocks kept apart."""
    spaced = html.replace("><", "> <").replace("<br/>", " ")
    return " ".join(unescape(strip_tags(normalize_newlines(spaced))).split())


def lines_of(html: str) -> list[str]:
    """The words of each paragraph, heading, row and item of a list in HTML; empty ones are left out."""
    return [words for line in END_OF_LINE.split(html) if (words := plain(line))]


def closed(lines: Iterable[str]) -> list[str]:
    """Lines that can stand one after the other: none runs into the next, as items of a list would without their dots.

    What goes on in small letters comes after a semicolon.
    """
    known = [line.rstrip() for line in lines if line.strip()]
    return [
        line if CLOSED.search(line) else line + (";" if after[:1].islower() else ".")
        for line, after in zip_longest(known, known[1:], fillvalue="")
    ]


def sentences(html: str) -> str:
    """HTML as words that are read without it, in an excerpt or by a program: see closed()."""
    lines = lines_of(html)
    return " ".join(closed(lines)) if len(lines) > 1 else "".join(lines)


def has_words(source: str | None) -> bool:
    """Whether rich text in database format says anything: words or a key figure, not only empty paragraphs."""
    return "<embed" in (source or "") or bool(without_invisible(plain(source or "")).strip())


def words_of(page: Page) -> str:
    """All words in the page's own fields as one plain text."""
    prose = expanded_prose(page)
    return "\n".join(
        plain(prose.get(getattr(value, "source", value), "")) if kind == "rich" else str(value)
        for kind, value in texts(page)
    )


def cut(words: str, longest: int) -> str:
    """No longer than that, never inside a word, with … where something is left out."""
    if len(words) <= longest:
        return words
    head = words[:longest]
    whole = head[: head.rindex(" ")] if " " in head else head[:-1]
    return f"{whole.rstrip(' ,;:–—-(')} …"
