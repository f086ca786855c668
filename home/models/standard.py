"""Pages that are no answer and no service."""

from typing import TYPE_CHECKING, Any

from wagtail import blocks
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from clinic.content.blocks import CareCardBlock, DrawingBlock, PictureBlock, ProseBlock, SafeStreamBlock, TableBlock
from clinic.content.fields import ProseField, UnfrozenStreamField
from clinic.pages.models import AskedByPatients, ClinicPage
from clinic.pages.panels import site_menu
from clinic.review.models import TellsChanges
from clinic.review.panels import ChangeNotePanel
from faq.models import ExplainsWords
from home.models.services import address_tab
from home.structured_data import standard_data

if TYPE_CHECKING:
    from clinic.website.seo.head import Head


class ContactBlock(blocks.StaticBlock):
    """Prints phone, address and hours from the clinic details."""

    def get_api_representation(self, value: None, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The details themselves are not part of the page."""
        return {}

    class Meta:
        icon = "home"
        template = "blocks/contact.html"
        label = "How to reach us"
        admin_text = "Phone, address and hours from the clinic details."
        description = "Phone, address and hours, always up to date"


class StandardBody(SafeStreamBlock):
    """What a standard page is made of."""

    text = ProseBlock(editor="page", template="blocks/text.html", icon="pilcrow", description="Text with headings")
    picture = PictureBlock()
    drawing = DrawingBlock()
    table = TableBlock()
    care_card = CareCardBlock()
    contact = ContactBlock()


class StandardPage(TellsChanges, ExplainsWords, AskedByPatients, ClinicPage, Page):
    """About, privacy, accessibility, contact: pages that are no answer and no service."""

    introduction = ProseField(
        blank=True, features=["link", "key-figure", "glossary-term"], help_text="One or two sentences."
    )
    body = UnfrozenStreamField(StandardBody(), blank=True)

    reserved_slugs = frozenset(
        {
            "admin",
            "api",
            "documents",
            "healthz",
            "media",
            "metrics",
            "p",
            "readyz",
            "search",
            "share",
            "static",
            "theme",
        }
    )
    is_medical = False
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    page_description = "About, privacy, accessibility, contact"
    template = "home/standard_page.html"
    markdown_template = "home/standard_page.md"

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    TitleFieldPanel("title"),
                    FieldPanel("asked_as"),
                    FieldPanel("introduction"),
                    FieldPanel("body"),
                    site_menu(),
                ],
                heading="Content",
            ),
            address_tab(),
            ObjectList([ChangeNotePanel()], heading="What changed"),
            ObjectList(Page.settings_panels, heading="Timing"),
        ]
    )
    search_fields = [*Page.search_fields, *AskedByPatients.search_fields, index.SearchField("searchable_body")]

    class Meta:
        verbose_name = "standard page"

    def linked_data(self, head: "Head") -> list[dict[str, Any]]:
        return standard_data(self, head)
