"""A page as text_extracts: everything a patient or a machine reads, each with its place in the editor.

What structured data says (title, short answer, wordings, questions) is made of these fields and so is read here too.
Titles of references are left out: they are the words of others.
"""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from clinic.checks.findings import Place
from clinic.checks.text.block_locations import OF_ANY_PAGE, BlockLocation, place_of
from clinic.checks.text.paragraphs import paragraphs
from clinic.checks.text.sentences import visible
from clinic.content.fields import is_image
from clinic.content.patient_words import PatientWordsBlock
from clinic.content.safe_blocks import SafeStructBlock

# What is said in words of patients is no claim of the clinic.
OF_PATIENTS = {"voice": "patient"}


@dataclass(frozen=True)
class TextExtract:
    """A paragraph, heading, list item or line of `text`.

    `tag` as in HTML; for a field of plain text "line", or "heading". `context` is what the blocks around it say of
    it, such as {"kind": "early", "cited": True}. `links`, `embeds` and `list_number` as in a Paragraph. Passages of
    one field or block have the same `source`.
    """

    text: str
    place: Place
    tag: str = "line"
    context: dict = field(default_factory=dict)
    links: tuple = ()
    embeds: tuple = ()
    list_number: int = 0
    source: int = 0


class PageReader:
    """Reads one page. `figures` is what each key figure says, by its id as text."""

    def __init__(self, page: Page, figures: dict[str, str]) -> None:
        self.page = page
        self.figures = figures
        self.sources = count(1)

    def read(self) -> list[TextExtract]:
        return [extract for one in self.page._meta.get_fields() for extract in self.field(one)]

    def field(self, one: Any) -> list[TextExtract]:
        if isinstance(one, StreamField):
            block_locations = [
                location for location in self.page.block_locations if location.field == one.name and location.value
            ]
            return [extract for location in block_locations for extract in self.location(location)]
        if isinstance(one, RichTextField):
            return self.rich(getattr(self.page, one.name), place_of(one, self.page), {})
        if is_line(one):
            context = OF_PATIENTS if one.name in self.page.patient_words else {}
            tag = "heading" if one.name in self.page.heading_fields else "line"
            return self.lines(getattr(self.page, one.name), place_of(one, self.page), context, tag)
        if is_image(one):
            return self.picture(getattr(self.page, one.name), place_of(one, self.page))
        return []

    def picture(self, image: Any, place: Place) -> list[TextExtract]:
        if image is None:
            return []
        return self.lines(image.default_alt_text, Place(f"{place.label} › Alt text", place.anchor), {"picture": True})

    def location(self, location: BlockLocation) -> list[TextExtract]:
        if isinstance(location.block, blocks.RichTextBlock):
            return self.rich(location.value.source, location.place, location.context)
        if isinstance(location.block, blocks.CharBlock | blocks.TextBlock):
            headings = location.parent.heading_fields if isinstance(location.parent, SafeStructBlock) else ()
            tag = "heading" if location.block.name in headings else "line"
            voice = OF_PATIENTS if isinstance(location.block, PatientWordsBlock) else {}
            return self.lines(str(location.value), location.place, location.context | voice, tag)
        if isinstance(location.block, blocks.FieldBlock):
            said = getattr(location.value, "reader_words", ())
            return [extract for text in said for extract in self.lines(text, location.place, location.context)]
        return []

    def rich(self, source: str, place: Place, context: dict[str, Any]) -> list[TextExtract]:
        number = next(self.sources)
        return [
            TextExtract(one.text, place, one.tag, context, one.links, one.embeds, one.list_number, number)
            for one in paragraphs(source, self.figures)
        ]

    def lines(self, text: str, place: Place, context: dict[str, Any], tag: str = "line") -> list[TextExtract]:
        number = next(self.sources)
        found = map(visible, (text or "").splitlines())
        return [TextExtract(line, place, tag, context, source=number) for line in found if line]


def is_line(one: Any) -> bool:
    """Is this a field of plain words that readers see? Addresses, choices and what nobody edits are not."""
    if one.model is Page:
        return one.name in OF_ANY_PAGE
    words = isinstance(one, models.CharField | models.TextField) and not isinstance(one, models.SlugField)
    return words and one.editable and not one.choices


def text_extracts_of(page: Page, figures: dict[str, str]) -> list[TextExtract]:
    """Every TextExtract of `page`, in the order of its fields. `figures`: {id as text: what the key figure says}."""
    return PageReader(page, figures).read()
