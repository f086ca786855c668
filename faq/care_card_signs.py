"""The signs on the clinic's page on urgent help, for whoever cannot follow a link to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from clinic.content.prose import linked_pages, rich_texts
from clinic.site.site_context import SiteContext
from faq.leaflet_order import Turn
from faq.leaflet_parts import EMERGENCY, Part

if TYPE_CHECKING:
    from wagtail.blocks.stream_block import StreamValue

    from faq.models.topics import TopicPage


def care_parts(page: Page, level: str) -> Iterator[Part]:
    """The question and the card of each care card of a level on a topic; other pages have none.

    Made from what is stored: nothing else of the page is looked up.
    """
    stored = page.questions.raw_data if hasattr(page, "questions") else []
    for question in (child["value"] for child in stored if child["type"] == "question"):
        for block in question.get("answer", []):
            if block["type"] == "care_card" and block["value"].get("level") == level:
                yield Part(question["question"], blocks=[read(page, block)], turn=Turn.WARNING)


def read(page: Any, block: dict[str, Any]) -> StreamValue.StreamChild:
    answer = page.questions.stream_block.child_blocks["question"].child_blocks["answer"]
    return answer.to_python([block])[0]


def signs_for(topic: TopicPage, site_context: SiteContext) -> list[Part]:
    """The signs to print with a topic that leads to the page on urgent help and has no such card of its own."""
    urgent_id = site_context.details.urgent_page_id
    if not urgent_id or any(care_parts(topic, EMERGENCY)):
        return []
    led_to = {*linked_pages(rich_texts(topic)), *topic.related_ids}
    urgent = next((page for page in site_context.chosen([urgent_id]) if {page.pk, urgent_id} & led_to), None)
    return [*care_parts(urgent.specific, EMERGENCY)][:1] if urgent else []
