"""The services page and its services."""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search import index

from clinic.checks.findings_panel import findings_panel
from clinic.content.fields import ProseField, UnfrozenStreamField
from clinic.content.streams import read_together
from clinic.pages.models import ClinicPage
from clinic.pages.one_per_language import OnePerLanguage
from clinic.pages.side_views import sheets
from clinic.review.models import TellsChanges
from clinic.review.panels import ChangeNotePanel
from clinic.site.models import ClinicDetails
from clinic.site.site_context import SiteContext
from clinic.site.visibility import for_visitors
from faq.blocks import StatementStream
from faq.editorial import STATEMENTS
from faq.leaflet import Leaflet, Part
from faq.models import ExplainsWords, TopicService
from faq.statements import cited
from home.structured_data import service_data

if TYPE_CHECKING:
    from clinic.website.seo.head import Head


def address_tab(*more: Any) -> ObjectList:
    return ObjectList(
        [
            MultiFieldPanel(["slug", "seo_title", "search_description", *more], heading="For search engines and menus"),
            FieldPanel("responsible"),
        ],
        heading="URL and SEO",
    )


class ServicesPage(OnePerLanguage, ExplainsWords, ClinicPage, Page):
    """All services of the clinic. Every topic leads here or to one of them."""

    introduction = ProseField(
        blank=True, features=["link", "key-figure", "glossary-term"], help_text="One or two sentences."
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ServicePage"]
    page_description = "Lists the services. A site has one in each language."
    template = "home/services_page.html"

    edit_handler = TabbedInterface(
        [
            ObjectList([findings_panel(), TitleFieldPanel("title"), FieldPanel("introduction")], heading="Content"),
            address_tab("show_in_menus"),
        ]
    )
    search_fields = [*Page.search_fields, index.SearchField("searchable_body")]

    class Meta:
        verbose_name = "services page"

    def live_services(self) -> list[Any]:
        return list(for_visitors(ServicePage.objects.child_of(self)))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"services": self.live_services()}


def part(label: str, help_text: str, **options: Any) -> ProseField:
    return ProseField(label, help_text=help_text, **options)


class ServicePage(TellsChanges, ExplainsWords, ClinicPage, Page):
    """One service, told fairly: what it is, for whom and not, good and harm, what else there is, what nobody knows."""

    summary = models.CharField(max_length=200, help_text="One or two sentences, shown wherever the service is linked.")
    what_it_is = part("what it is", "Two to four sentences.")
    who_for = part("who it is for", "Who may be helped.")
    who_not_for = part("who it is not for", "Who should not have it, or should ask first.")
    what_happens = part("what happens", "From arriving to going home.")
    how_long = part("how long it takes", "One visit, and in all.")
    benefits = UnfrozenStreamField(
        StatementStream(), verbose_name="possible benefits", help_text="Each statement says how we know."
    )
    harms = UnfrozenStreamField(
        StatementStream(), verbose_name="possible harms", help_text="Every treatment has some. Say which and how often."
    )
    other_options = part("other options", "What else there is, doing nothing included.")
    not_known = part("what is not known", "What nobody can say yet.")
    questions_to_ask = part("questions to ask", "A list patients can bring along.")
    how_to_book = part("how to book", "Steps. Phone and booking link are added by themselves.")

    editorial_checks = [*ExplainsWords.editorial_checks, *STATEMENTS]
    empty_words = {
        "harms": ("Nothing is said about harm.", "Every treatment has some. Say which, and how often."),
        "not_known": ("Nothing is said about what is not known.", "Say what nobody can tell yet."),
    }
    is_about_treatment = True
    review_window = (1, 12)
    parent_page_types = ["home.ServicesPage"]
    subpage_types: list[str] = []
    page_description = "One service of the clinic"
    template = "home/service_page.html"
    markdown_template = "home/service_page.md"
    open_graph_type = "article"
    side_views = sheets("home", "service")

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    findings_panel(),
                    TitleFieldPanel("title"),
                    FieldPanel("summary"),
                    FieldPanel("what_it_is"),
                    MultiFieldPanel(["who_for", "who_not_for"], heading="For whom"),
                    MultiFieldPanel(["what_happens", "how_long"], heading="The visit"),
                ],
                heading="Content",
            ),
            ObjectList(
                [
                    FieldPanel("benefits"),
                    FieldPanel("harms"),
                    FieldPanel("other_options"),
                    FieldPanel("not_known"),
                ],
                heading="Good and harm",
            ),
            ObjectList([FieldPanel("questions_to_ask"), FieldPanel("how_to_book")], heading="Asking and booking"),
            address_tab(),
            ObjectList([ChangeNotePanel()], heading="What changed"),
            ObjectList(Page.settings_panels, heading="Timing"),
        ]
    )
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("searchable_body")]

    class Meta:
        verbose_name = "service"

    def told(self, what: str) -> list[Any]:
        """The statements that tell "benefits" or "harms", as BlockLocations."""
        return [
            location
            for location in self.block_locations
            if location.field == what and location.block.name == "statement"
        ]

    @classmethod
    def for_visit(cls) -> PageQuerySet:
        leading = TopicService.objects.filter(service=OuterRef("pk")).order_by("topic__title").values("topic_id")
        return super().for_visit().annotate(found_topics=ArraySubquery(leading))

    def named_pages(self) -> list[int]:
        """Topics that lead here, by title."""
        return self.chosen_ids("found_topics", self.topic_links.order_by("topic__title"), "topic_id")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.harms, self.benefits = read_together(self.harms, self.benefits)
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "topics": SiteContext.of(request).chosen(self.named_pages()),
            "leaflet": lambda: self.leaflet(SiteContext.of(request).details),
        }

    def leaflet(self, details: ClinicDetails) -> Leaflet:
        """What goes on its leaflet; `details` are the clinic's."""
        told = [
            Part(heading, text, list(stream or ()), weighs=stream is not None or text == self.not_known)
            for heading, text, stream in self.parts()
        ]
        return Leaflet(self.title, self.summary, told, details)

    # For machines -----------------------------------------------------------------------------------------------

    def plain_summary(self, prose: dict[str, str]) -> str:
        return self.summary

    def linked_data(self, head: "Head") -> list[dict[str, Any]]:
        return service_data(self, head)

    def markdown_context(self) -> dict[str, Any]:
        return {"cited": cited(self.benefits, self.harms), "parts": self.parts()}

    def parts(self) -> list[tuple[Any, ...]]:
        """`(heading, rich text, stream)` of each part that says something, as they follow each other on the page."""
        parts = [
            (gettext("What it is"), self.what_it_is, None),
            (gettext("Who it is for"), self.who_for, None),
            (gettext("Who it is not for"), self.who_not_for, None),
            (gettext("What happens"), self.what_happens, None),
            (gettext("How long it takes"), self.how_long, None),
            (gettext("Possible benefits"), "", self.benefits),
            (gettext("Possible harms"), "", self.harms),
            (gettext("Other options"), self.other_options, None),
            (gettext("What is not known"), self.not_known, None),
            (gettext("Questions to ask before you decide"), self.questions_to_ask, None),
            (gettext("How to book"), self.how_to_book, None),
        ]
        return [part for part in parts if part[1] or part[2]]
