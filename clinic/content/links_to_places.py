"""Links to a place on one of our pages, such as a question: `<a linktype="page" id="3" place="q-1a2b3c4d">`.

The place is kept beside the page's id, so that the link outlives a new address of the page; a question's own place
stays when it is reworded. For everything else it is a link to a page.
"""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.html import escape
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.rich_text.pages import PageLinkHandler

from clinic.content.prose import PLACE, place_in


class PlaceLinkHandler(PageLinkHandler):
    """How a link is shown to readers."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        pages = cls.get_many(attrs_list)
        prefetch_related_objects([*filter(None, pages)], "locale")
        return [
            f'<a href="{escape(page.localized.url)}{place_in(attributes)}">' if page else "<a>"
            for attributes, page in zip(attrs_list, pages, strict=True)
        ]


class PlaceLinkElement(PageLinkElementHandler):
    """How the editor knows it: by its address, which ends with the place."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        data = super().get_attribute_data(attrs)
        return data | {"url": data["url"] + place_in(attrs)} if data["url"] else data


def to_database(props: dict[str, Any]) -> Any:
    """What the editor has becomes a link in database format again."""
    place = str(props.get("url") or "").partition("#")[2]
    if props.get("id") is None or not PLACE.fullmatch(place):
        return link_entity(props)
    return DOM.create_element("a", {"linktype": "page", "id": props["id"], "place": place}, props["children"])
