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

from clinic.content.alphabet import in_order
from clinic.content.fields import ProseField, UnfrozenStreamField
from clinic.content.prose import END_OF_LINE, plain
from clinic.content.streams import read_together
from clinic.pages.models import AskedByPatients, ClinicPage
from clinic.pages.one_per_language import OnePerLanguage
from clinic.pages.panels import site_menu
from clinic.pages.side_views import sheets
from clinic.review.models import TellsChanges
from clinic.review.panels import ChangeNotePanel
from clinic.site.models import ClinicDetails
from clinic.site.site_context import SiteContext
from clinic.site.until_content_changes import until_it_changes
from clinic.site.visibility import for_visitors
from faq.blocks import StatementStream
from faq.leaflet import Leaflet
from faq.leaflet_order import Turn
from faq.leaflet_parts import Part
from faq.models import ExplainsWords, TopicService
from faq.statement_checks import STATEMENTS
from faq.statements import cited
from home.structured_data import service_data

if TYPE_CHECKING:
    from clinic.website.seo.head import Head


def address_tab() -> ObjectList:
    return ObjectList(
        [
            MultiFieldPanel(["slug", "seo_title", "search_description"], heading="For search engines"),
            FieldPanel("responsible"),
        ],
        heading="URL and SEO",
    )


class ServicesPage(OnePerLanguage, ExplainsWords, AskedByPatients, ClinicPage, Page):
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
            ObjectList(
                [TitleFieldPanel("title"), FieldPanel("asked_as"), FieldPanel("introduction"), site_menu()],
                heading="Content",
            ),
            address_tab(),
        ]
    )
    search_fields = [*Page.search_fields, *AskedByPatients.search_fields, index.SearchField("searchable_body")]

    class Meta:
        verbose_name = "services page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"services": live_services(request, self)}


# When a part of a service gets its room on a leaflet.
TURNS = {"harms": Turn.WARNING, "who_not_for": Turn.WARNING, "how_to_book": Turn.HELP, "not_known": Turn.NOT_KNOWN}
# Labels, the surest first. What is published does not say how sure it is: unsure research says it.
SURE_TO_UNSURE = ["established", "published", "early", "clinic_sees", "clinic_thinks"]


def first_words(source: str) -> str:
    """The first paragraph or item of rich text as it is stored, in plain words; "" where a key figure is part of it."""
    pieces = [piece for piece in END_OF_LINE.split(source) if "<embed" in piece or plain(piece)]
    return plain(pieces[0]) if pieces and "<embed" not in pieces[0] else ""


def part(label: str, help_text: str, **options: Any) -> ProseField:
    return ProseField(label, help_text=help_text, **options)


class ServicePage(TellsChanges, ExplainsWords, AskedByPatients, ClinicPage, Page):
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
    by_phone_only = models.BooleanField(
        "not booked online", default=False, help_text="Its page then has the phone number, without the booking link."
    )

    editorial_checks = [*ExplainsWords.editorial_checks, *STATEMENTS]
    empty_words = {
        "harms": ("Nothing is said about harm.", "Every treatment has some. Say which, and how often."),
        "not_known": ("Nothing is said about what is not known.", "Say what nobody can tell yet."),
    }
    later_fields = (*AskedByPatients.later_fields, "by_phone_only")
    is_about_treatment = True
    review_within = 12
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
                    TitleFieldPanel("title"),
                    FieldPanel("asked_as"),
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
            ObjectList(
                [FieldPanel("questions_to_ask"), FieldPanel("how_to_book"), FieldPanel("by_phone_only")],
                heading="Asking and booking",
            ),
            address_tab(),
            ObjectList([ChangeNotePanel()], heading="What changed"),
            ObjectList(Page.settings_panels, heading="Timing"),
        ]
    )
    search_fields = [
        *Page.search_fields,
        *AskedByPatients.search_fields,
        index.SearchField("summary"),
        index.SearchField("searchable_body"),
    ]

    class Meta:
        verbose_name = "service"

    # On its card, where services are listed ----------------------------------------------------------------------

    @property
    def time_in_short(self) -> str:
        return first_words(self.how_long)

    @property
    def for_whom_in_short(self) -> str:
        return first_words(self.who_for)

    @property
    def evidence_so_far(self) -> str | None:
        """The kind of its least certain benefit that has a label: a card may not sound surer than its page."""
        found = [part["value"].get("kind") for part in self.benefits.raw_data if part["type"] == "statement"]
        return max((kind for kind in found if kind in SURE_TO_UNSURE), key=SURE_TO_UNSURE.index, default=None)

    def statements_on(self, what: str) -> list[Any]:
        """The statements that tell "benefits" or "harms", as BlockLocations."""
        return [
            location
            for location in self.block_locations
            if location.field == what and location.block.name == "statement"
        ]

    @classmethod
    def for_visit(cls) -> PageQuerySet:
        leading = (
            TopicService.objects.filter(service__translation_key=OuterRef("translation_key"))
            .order_by(in_order("topic__title"))
            .values("topic_id")
        )
        return super().for_visit().annotate(found_topics=ArraySubquery(leading))

    def named_pages(self) -> list[int]:
        """Topics that lead here, or to this service in another language, by title."""
        links = TopicService.objects.filter(service__translation_key=self.translation_key)
        return self.chosen_ids("found_topics", links.order_by(in_order("topic__title")), "topic_id")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.harms, self.benefits = read_together(self.harms, self.benefits)
        context = super().get_context(request, *args, **kwargs)
        topics = SiteContext.of(request).chosen(self.named_pages())
        return context | {
            # Answers in another language only where there are none in the language of this page.
            "topics": [topic for topic in topics if topic.locale_id == self.locale_id] or topics,
            "leaflet": lambda: self.leaflet(SiteContext.of(request).details),
        }

    def leaflet(self, details: ClinicDetails) -> Leaflet:
        """What goes on its leaflet; `details` are the clinic's."""
        told = [
            Part(heading, text, list(stream or ()), TURNS.get(name, Turn.REST))
            for name, heading, text, stream in self.parts()
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
        """`(field, heading, rich text, stream)` of each part that says something, in reading order."""
        parts = [
            ("what_it_is", gettext("What it is"), self.what_it_is, None),
            ("who_for", gettext("Who it is for"), self.who_for, None),
            ("who_not_for", gettext("Who it is not for"), self.who_not_for, None),
            ("what_happens", gettext("What happens"), self.what_happens, None),
            ("how_long", gettext("How long it takes"), self.how_long, None),
            ("benefits", gettext("Possible benefits"), "", self.benefits),
            ("harms", gettext("Possible harms"), "", self.harms),
            ("other_options", gettext("Other options"), self.other_options, None),
            ("not_known", gettext("What is not known"), self.not_known, None),
            ("questions_to_ask", gettext("Questions to ask before you decide"), self.questions_to_ask, None),
            ("how_to_book", gettext("How to book"), self.how_to_book, None),
        ]
        return [part for part in parts if part[2] or part[3]]


def live_services(request: HttpRequest, page: Page) -> list[Any]:
    """Those below the services page `page` that visitors may read. Looked up once until something changes."""
    below = ServicePage.objects.child_of(page)
    return until_it_changes(request, f"services of {page.pk}", lambda: list(for_visitors(below)))
