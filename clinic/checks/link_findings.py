"""Checks for what a page leads to: pages, documents and key figures that are gone."""

from collections.abc import Iterator

from django.conf import settings
from wagtail.models import Page

from clinic.checks.findings import ADVISE, BLOCK, REVIEW, Finding, Place
from clinic.checks.text.extracts import TextExtract
from clinic.checks.text.paragraphs import Link
from clinic.content.models import KeyFigure
from clinic.content.translated_figures import in_words_of

VAGUE = {"click here", "here", "this", "this page", "this link", "link", "read more", "more", "more information"}


def dead_links(page: Page) -> Iterator[Finding]:
    """A link to a page that visitors cannot open, to a document that is gone, or a key figure that is missing.

    A page whose readers follow a link within it is there.
    """
    linked = linked_ids(page, "page")
    live = page.check_lookups.live_pages(linked)
    coming = page.check_lookups.coming_pages(linked - live, site_of(page))
    documents = page.check_lookups.documents(linked_ids(page, "document"))
    for extract in page.text_extracts:
        for link in extract.links:
            kind, pk = link.target.get("linktype"), number(link.target.get("id"))
            if kind == "page" and pk == page.pk:
                continue
            if kind == "page" and pk in coming:
                yield not_yet(extract, link)
            elif kind == "page" and pk not in live:
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


def site_of(page: Page) -> str:
    """`/clinic-home/` for a page below it."""
    return "/".join(page.url_path.split("/")[:2]) + "/"


def not_yet(extract: TextExtract, link: Link) -> Finding:
    """Drafts that link to each other in a ring could never be published if each had to wait for the next."""
    return Finding(
        "dead-link",
        REVIEW,
        f"The link “{link.text}” leads to a draft.",
        why="Until that is published, readers see its words without a link.",
        suggestion="Publish that page soon, or take the link out.",
        excerpt=link.text,
        place=extract.place,
    )


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


def figures_in_another_language(page: Page) -> Iterator[Finding]:
    """A key figure that has no words in the language of the page, or another number: readers see the English one."""
    language = page.check_lookups.languages.get(page.locale_id, settings.LANGUAGE_CODE)
    if language == settings.LANGUAGE_CODE:
        return
    foreign = page.check_lookups.once(figures_not_in, language)
    for extract in page.text_extracts:
        for pk in [embed.get("id") for embed in extract.embeds]:
            if said := foreign.get(str(pk)):
                yield foreign_figure(said, extract.place)
    for location in page.block_locations:
        if isinstance(location.value, KeyFigure) and (said := foreign.get(str(location.value.pk))):
            yield foreign_figure(said, location.place)


def figures_not_in(language: str) -> dict[str, str]:
    """`{id as text: what readers of `language` see of it}` of the figures that they see in another language."""
    shown = in_words_of(language, KeyFigure.objects.select_related("locale"))
    return {str(pk): one.text for pk, one in shown.items() if one.locale.language_code != language}


def foreign_figure(said: str, place: Place) -> Finding:
    return Finding(
        "figure-language",
        REVIEW,
        f"The key figure “{said}” is shown in English.",
        why="Readers of this page may not understand it.",
        suggestion="Write the figure in this language, under Shared texts, with the number it has in English.",
        excerpt=said,
        place=place,
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
