"""Where the statements of a draft stand, and what the checks read in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page

from clinic.checks.text.block_locations import BlockLocation
from clinic.checks.text.paragraphs import paragraphs
from clinic.checks.text.sentences import visible
from clinic.content.prose import plain

LONGEST_QUOTE = 200

if TYPE_CHECKING:
    from faq.models.evidence import Reference


def statements_of(page: Page) -> list[BlockLocation]:
    return [location for location in page.block_locations if location.block.name == "statement" and location.value]


def text_of(statement: BlockLocation) -> str:
    """The statement's words, key figures left out."""
    return visible(plain(statement.value["text"].source)) if statement.value.get("text") else ""


def quoted(statement: BlockLocation, figures: dict[str, str]) -> str:
    """Its first words, as readers read them; `figures` is what each key figure says, by its id as text."""
    text = statement.value.get("text")
    return " ".join(one.text for one in paragraphs(text.source, figures))[:LONGEST_QUOTE] if text else ""


def references_of(statement: BlockLocation) -> list[Reference]:
    """The references readers see beside a statement."""
    return [found for found in statement.value.get("references") or [] if found] if statement.context["cited"] else []
