"""A word of the glossary inside rich text: the author's own words, marked with the entry that explains them.

Where a page is shown whole, the mark becomes something to press (see faq.glossary.links); everywhere else it is just
the words.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.html import format_html
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters import html_to_contentstate as h2c
from wagtail.rich_text import LinkHandler

from clinic.content.key_figure_in_text import id_in
from faq.glossary.marks import LINK_TYPE
from faq.models import GlossaryTerm

ENTITY_TYPE = "GLOSSARY"


class GlossaryHandler(LinkHandler):
    """Database format to HTML that shows the words and remembers whose they are. Looks nothing up."""

    identifier = LINK_TYPE
    # What it leads to has no address: whoever reviews a change of it is told the entry's name.
    explains = True

    @staticmethod
    def get_model() -> type[GlossaryTerm]:
        return GlossaryTerm

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        pk = id_in(attrs)
        return "<a>" if pk is None else format_html('<a data-word="{}">', pk)

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[tuple[type[GlossaryTerm], str, str, str]]:
        if id_in(attrs) is not None:
            yield cls.get_model(), attrs["id"], "", ""


class GlossaryElement(h2c.LinkElementHandler):
    """Database format to the editor."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        return {"id": id_in(attrs)}


def to_database(props: dict[str, Any]) -> Any:
    """Editor to database format."""
    return DOM.create_element("a", {"linktype": LINK_TYPE, "id": id_in(props)}, props["children"])
