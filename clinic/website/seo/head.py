"""What stands in the head of a page for search engines, and for apps in which somebody shares its address."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.models import Page

from clinic.pages import structured_data
from clinic.review.review_status import ReviewStatus
from clinic.site.site_context import SiteContext
from clinic.website.seo import sharing
from clinic.website.seo.markdown_view import markdown_address
from clinic.website.seo.share_card import ShareCard

DESCRIPTION = 200


class Head:
    """Made of a live page and the context in which its template is shown."""

    def __init__(self, page: Page, context: dict[str, Any]) -> None:
        self.page, self.context, self.request = page, context, context["request"]
        self.site_context = SiteContext.of(self.request)
        self.checked = context.get("checked") or ReviewStatus()

    @cached_property
    def title(self) -> str:
        return self.page.heading_in(self.context)

    @cached_property
    def description(self) -> str:
        """A sentence or two, whole words, for the lines under a link."""
        return shortened(self.page.summary_in(self.context))

    @cached_property
    def url(self) -> str:
        """The one address of what is shown: without what a visitor may have added to it, with the page of a list."""
        number = getattr(self.context.get("topics"), "number", 1)
        asked = f"?page={number}" if number > 1 else ""
        return self.page.get_full_url(self.request) + self.beyond + asked

    @property
    def beyond(self) -> str:
        """What follows the page's own address where it shows one of its lists."""
        own = self.page.get_url(self.request)
        asked = self.request.path
        return self.context.get("beyond") or (asked[len(own) :] if asked.startswith(own) else "")

    @cached_property
    def is_list(self) -> bool:
        return bool(self.beyond)

    @property
    def markdown_url(self) -> str:
        return markdown_address(self.page, self.request) if self.page.markdown_template else ""

    @cached_property
    def card(self) -> ShareCard:
        return sharing.card_of(self.page, self.checked, self.site_context.details)

    @cached_property
    def image(self) -> str:
        return self.site_context.absolute(sharing.path_of(self.page, self.card))

    @property
    def image_alt(self) -> str:
        return " · ".join(filter(None, [self.card.title, self.card.clinic, self.card.checked]))

    @property
    def linked_data(self) -> str:
        """The page as schema.org data, ready to stand in a script element; empty where there is nothing to say."""
        crumbs = self.page.breadcrumbs_in(self.context, self.is_list)
        way = [(name, self.site_context.absolute(url)) for name, url in crumbs]
        nodes = [] if self.is_list else self.page.linked_data(self)
        nodes = [*nodes, *([structured_data.breadcrumbs(way)] if way else [])]
        return structured_data.graph(nodes) if nodes else ""

    @cached_property
    def home_url(self) -> str:
        return self.site_context.absolute(self.site_context.home.get_url(self.request) or "/")

    @property
    def clinic_id(self) -> str:
        return structured_data.clinic_id(self.home_url)

    def clinic(self) -> dict[str, Any]:
        """The node of the clinic itself, as the header and foot of every page show it."""
        logo = self.site_context.details.logo
        shown = self.site_context.absolute(logo.get_rendition("max-240x96|format-webp").url) if logo else ""
        return structured_data.clinic(self.site_context.details, self.home_url, shown)


def shortened(text: str) -> str:
    if len(text) <= DESCRIPTION:
        return text
    return f"{text[:DESCRIPTION].rsplit(' ', 1)[0].rstrip(',;:')}…"
