"""Checks for what a page leads to: pages, documents and key figures that are gone."""

from collections.abc import Iterator

from wagtail.models import Page

from clinic.checks.findings import ADVISE, BLOCK, Finding
from clinic.checks.text.extracts import TextExtract
from clinic.checks.text.paragraphs import Link

VAGUE = {"click here", "here", "this", "this page", "this link", "link", "read more", "more", "more information"}


def dead_links(page: Page) -> Iterator[Finding]:
    """A link to a page that visitors cannot open, to a document that is gone, or a key figure that is missing."""
    live = page.check_lookups.live_pages(linked_ids(page, "page"))
    documents = page.check_lookups.documents(linked_ids(page, "document"))
    for extract in page.text_extracts:
        for link in extract.links:
            kind, pk = link.target.get("linktype"), number(link.target.get("id"))
            if kind == "page" and pk not in live:
                yield dead(
                    extract, link, "a page that visitors cannot open", "Publish that page first, or take the link out."
                )
            elif kind == "document" and pk not in documents:
                yield dead(extract, link, "a document that is gone", "Choose another document, or take the link out.")
    yield from missing_figures(page)


def linked_ids(page: Page, kind: str) -> set[int]:
    """The ids of every "page" or "document" that the page's texts and its chosen pages lead to."""
    links = (link.target for extract in page.text_extracts for link in extract.links)
    found = {number(target.get("id")) for target in links if target.get("linktype") == kind}
    found |= set(page.chosen_pages if kind == "page" else ())
    return {pk for pk in found if pk}


def number(text: str | None) -> int | None:
    """A primary key as stored in rich text; None when it is none."""
    return int(text) if text and text.isdigit() else None


def dead(extract: TextExtract, link: Link, what: str, suggestion: str) -> Finding:
    return Finding(
        "dead-link",
        BLOCK,
        f"The link “{link.text}” leads to {what}.",
        why="Readers would land on “Page not found”.",
        suggestion=suggestion,
        excerpt=link.text,
        place=extract.place,
    )


def missing_figures(page: Page) -> Iterator[Finding]:
    """A key figure that is shown in the text and was deleted."""
    for extract in page.text_extracts:
        for embed in extract.embeds:
            if embed.get("id") not in page.check_lookups.figures:
                yield Finding(
                    "dead-link",
                    BLOCK,
                    "A key figure in this text is gone. Readers see “[figure missing]”.",
                    suggestion="Choose another key figure, or write the sentence without it.",
                    excerpt=extract.text,
                    place=extract.place,
                )


def vague_links(page: Page) -> Iterator[Finding]:
    """ADVISE: a link whose words do not say where it leads."""
    for extract in page.text_extracts:
        for link in extract.links:
            if is_vague(link.text) and not link.explains:
                yield Finding(
                    "vague-link",
                    ADVISE,
                    f"The link “{link.text}” does not say where it leads.",
                    why="Screen readers list links without the sentence around them.",
                    suggestion="Name the page it leads to: “Read about spread”.",
                    excerpt=link.text,
                    place=extract.place,
                )


def is_vague(text: str) -> bool:
    said = text.casefold().strip(" .!:›»")
    return said in VAGUE or said.startswith("click here")
