"""The key figure inside rich text: stored as a reference, shown as the figure's present words."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters import html_to_contentstate as h2c
from wagtail.admin.rich_text.converters.contentstate_models import ContentState, Entity, EntityRange
from wagtail.rich_text import EmbedHandler

from clinic.content.models import KeyFigure
from clinic.content.translated_figures import in_words_of

EMBED_TYPE = "key-figure"
ENTITY_TYPE = "KEYFIGURE"
MISSING = "[figure missing]"


def id_in(attrs: dict[str, str]) -> int | None:
    """The id that a tag's attributes hold; None when it is damaged. "007" is: it would be shown, and not be found."""
    written = str(attrs.get("id", ""))
    return int(written) if re.fullmatch("[1-9][0-9]{0,17}", written) else None


def shown_as_html(shown: KeyFigure | None, figure: KeyFigure | None) -> SafeString:
    """`shown` is the `figure` in the language that is read, or in the first where its words there are out of date."""
    if figure is None or shown is None:
        return format_html('<span class="key-figure">{}</span>', MISSING)
    first = settings.LANGUAGE_CODE
    if get_language() != first and (shown is figure or shown.locale.language_code == first):
        return format_html('<span class="key-figure" lang="{}">{}</span>', first, shown.text)
    return format_html('<span class="key-figure">{}</span>', shown.text)


class KeyFigureHandler(EmbedHandler):
    """Database format to what readers see. A figure that is gone shows as missing, never as an empty gap."""

    identifier = EMBED_TYPE

    @staticmethod
    def get_model() -> type[KeyFigure]:
        return KeyFigure

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        ids = [id_in(attrs) for attrs in attrs_list]
        found = KeyFigure.objects.in_bulk(filter(None, ids))
        shown = in_words_of(get_language(), found.values())
        return [shown_as_html(shown.get(pk or 0), found.get(pk or 0)) for pk in ids]

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[tuple[type[KeyFigure], str, str, str]]:
        if id_in(attrs) is not None:
            yield KeyFigure, attrs["id"], "", ""


class KeyFigureElement:
    """Database format to the editor: a fixed piece of text that can be moved or removed, not typed into."""

    def handle_starttag(self, name: str, attrs: Any, state: h2c.HandlerState, contentstate: ContentState) -> None:
        attrs = dict(attrs)
        if state.current_block is None:
            h2c.add_paragraph_block(state, contentstate)
        if state.leading_whitespace == h2c.FORCE_WHITESPACE:
            state.current_block.text += " "
        state.leading_whitespace = h2c.KEEP_WHITESPACE
        pk = id_in(attrs)
        figure = KeyFigure.objects.filter(pk=pk or 0).first()
        self.append(figure.text if figure else MISSING, pk, figure, state, contentstate)

    @staticmethod
    def append(
        text: str, pk: int | None, figure: KeyFigure | None, state: h2c.HandlerState, contentstate: ContentState
    ) -> None:
        data = {"id": pk, "label": str(figure) if figure else MISSING}
        span = EntityRange(contentstate.add_entity(Entity(ENTITY_TYPE, "IMMUTABLE", data)))
        span.offset, span.length = len(state.current_block.text), len(text)
        state.current_block.text += text
        state.current_block.entity_ranges.append(span)

    def handle_endtag(self, name: str, state: h2c.HandlerState, contentstate: ContentState) -> None:
        """The element has no content: all is done at its start."""


def to_database(props: dict[str, Any]) -> Any:
    """Editor to database format: only the reference is kept, so the words stay those of the figure."""
    return DOM.create_element("embed", {"embedtype": EMBED_TYPE, "id": id_in(props)})


class EditorHtmlAttributes:
    """Wagtail 8 strips the tag from database HTML without this rule."""

    @staticmethod
    def get_db_attributes(tag: Any) -> dict[str, str]:
        return {"id": tag["data-id"]}
