"""A topic: a short answer, and questions answered in statements."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Locale, Page
from wagtail.search import index

from clinic.checks.text.block_locations import BlockLocation
from clinic.content.fields import ProseField, UnfrozenStreamField
from clinic.content.models import KeyFigure
from clinic.content.panels import OverdueFiguresPanel
from clinic.content.prose import expanded, sentences
from clinic.content.streams import leaves
from clinic.pages.models import AskedByPatients, ClinicPage
from clinic.pages.side_views import sheets
from clinic.review.models import NamesWriter, TellsChanges
from clinic.review.panels import ChangeNotePanel
from clinic.site.site_context import SiteContext
from faq import statement_checks
from faq.above_questions import ABOVE_QUESTIONS
from faq.blocks import QuestionStream
from faq.care_card_signs import signs_for
from faq.figures import figures_in
from faq.forms import TopicForm
from faq.leaflet import Leaflet
from faq.leaflet_parts import part_of
from faq.lengths import SHORT_ANSWER_WORDS, TITLE_LENGTH, too_long
from faq.models.evidence import Reference
from faq.models.explains_words import ExplainsWords
from faq.models.topic_links import LeadsOn, where_they_lead
from faq.service_choice import ServicesPanel
from faq.statement_checks import STATEMENTS, missing_service, unasked_writer, unmarked_treatment, untold_harms
from faq.statements import cited, statements
from faq.structured_data import anchor, topic_data

# Words, about three minutes of reading, up to which a topic shows all its answers at once.
SHORT_TOPIC = 600


class TopicPage(LeadsOn, TellsChanges, NamesWriter, ExplainsWords, AskedByPatients, ClinicPage, Page):
    """One topic patients ask about: a short answer first, then questions, each answered in labelled statements."""

    subject = models.ForeignKey(
        "faq.Subject", null=True, on_delete=models.PROTECT, related_name="topics", help_text="The shelf it stands on."
    )
    short_answer = ProseField(
        editor="short", help_text=f"What a tired reader needs, in at most {SHORT_ANSWER_WORDS} words and 3 sentences."
    )
    questions = UnfrozenStreamField(
        QuestionStream(), help_text="Each question has a link of its own that stays when you reword or move it."
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown to patients as the writer. Anybody but yourself is asked first, and not shown before.",
    )

    about_treatment = models.BooleanField(
        "this topic is about a treatment",
        default=False,
        help_text="It must then tell what harm the treatment may do and what is not known. Mark those answers in the "
        "settings of their questions.",
    )

    editorial_checks = [
        *ExplainsWords.editorial_checks,
        *STATEMENTS,
        missing_service,
        statement_checks.too_long,
        untold_harms,
        unmarked_treatment,
        unasked_writer,
    ]
    editorial_relations = ("service_links",)
    later_fields = ()  # Topics were asked for in these words from the beginning.
    empty_words = {
        "short_answer": ("The short answer is missing.", "Say in one to three sentences what a tired reader needs."),
        "subject": ("No subject is chosen.", "Choose a subject, under “Categories and related”."),
    }
    base_form_class = TopicForm
    reserved_slugs = frozenset({"a-z", "how-we-know", "subject", "words"})
    parent_page_types = ["faq.FaqIndexPage"]
    subpage_types: list[str] = []
    page_description = "A question patients ask, answered"
    template = "faq/topic_page.html"
    markdown_template = "faq/topic_page.md"
    open_graph_type = "article"
    side_views = sheets("faq", "topic")

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    OverdueFiguresPanel(),
                    TitleFieldPanel("title", help_text=f"A question or a phrase, at most {TITLE_LENGTH} letters."),
                    FieldPanel("asked_as"),
                    FieldPanel("short_answer"),
                    *ABOVE_QUESTIONS,
                    FieldPanel("questions"),
                ],
                heading="Content",
            ),
            ObjectList(
                [
                    FieldPanel("subject", widget=forms.Select, help_text="Patients find the topic under it."),
                    FieldPanel("about_treatment"),
                    ServicesPanel(
                        "service_links",
                        heading="Services this topic leads to",
                        help_text="At least one is needed to publish.",
                        label="Service",
                        # No min_num: the empty row it puts into a new page's form cannot be saved as a draft.
                    ),
                    InlinePanel("related_links", heading="Related topics", label="Topic"),
                    FieldPanel("author"),
                    FieldPanel("responsible"),
                ],
                heading="Categories and related",
            ),
            ObjectList(
                [MultiFieldPanel(["slug", "seo_title", "search_description"], heading="For search engines")],
                heading="URL and SEO",
            ),
            ObjectList([ChangeNotePanel()], heading="What changed"),
            ObjectList(Page.settings_panels, heading="Timing"),
        ]
    )
    search_fields = [
        *Page.search_fields,
        *AskedByPatients.search_fields,
        index.SearchField("searchable_body"),
        index.FilterField("subject"),
        index.FilterField("author"),
    ]

    class Meta:
        verbose_name = "topic"

    def too_long(self) -> dict[str, str]:
        return too_long(self.title, self.short_answer_text)

    def check_complete(self) -> None:
        super().check_complete()
        if errors := self.too_long():
            raise ValidationError(errors)
        if not self.service_links.all():
            raise ValidationError("Choose at least one service this topic leads to.")

    def in_locale(self, locale: Locale) -> dict[str, Any]:
        """A shelf of the other language; it is made with its first topic, and waits for its name in that language."""
        return {"subject": self.subject and self.subject.on_shelves_of(locale)}

    @property
    def review_within(self) -> int:  # type: ignore[override]  # others state it, a topic works it out
        """Months to the next check: up to 12 where research is early or others publish and change it, else up to 36."""
        kinds = {value for block, value in leaves(self.questions.stream_block, self.questions) if block.name == "kind"}
        return 12 if kinds & {"early", "published"} else super().review_within

    @property
    def is_about_treatment(self) -> bool:
        return self.about_treatment

    def statements_on(self, what: str) -> list[BlockLocation]:
        """The answers that tell "benefits", "harms" or what is "not_known" of a treatment, as BlockLocations."""
        return [
            location
            for location in self.block_locations
            if location.block.name == "answer" and what in location.context["tells"]
        ]

    @property
    def short_answer_text(self) -> str:
        """The short answer as plain text, key figures filled in."""
        return sentences(expanded([self.short_answer]).get(self.short_answer, ""))

    @property
    def key_figures(self) -> list[KeyFigure]:
        """The key figures this page shows, inline or as the frame of an observation."""
        return figures_in(self)

    @property
    def asked(self) -> list[StreamValue.StreamChild]:
        """The questions that can be read; a part whose block is gone from the code is not among them."""
        return [child for child in self.questions if child.block_type == "question"]

    @property
    def places(self) -> dict[str, str]:  # type: ignore[override]  # others state it, a topic works it out
        """`{place: question}` of the questions that links may lead to."""
        return {anchor(child): child.value["question"] for child in self.asked if child.id}

    @property
    def is_short(self) -> bool:
        """Whether all answers together are short enough to be open."""
        return sum(len(child.value.words.split()) for child in self.asked) <= SHORT_TOPIC

    @property
    def has_closed_answers(self) -> bool:
        """Of a longer topic the first answer and those that warn are open (blocks/question.html), the others closed."""
        return not self.is_short and any(not child.value.warns for child in self.asked[1:])

    @property
    def sources(self) -> list[Reference]:
        """Every reference of the page once, in reading order."""
        return cited(self.questions)

    @property
    def has_labels(self) -> bool:
        """Whether any part of an answer says what kind of knowledge it is."""
        return any(statement.is_labelled for statement in statements(self.questions))

    @classmethod
    def for_visit(cls) -> QuerySet[Any]:
        topics = super().for_visit().select_related("subject").annotate(found_byline=cls.writer_to_tell())
        return topics.annotate(**where_they_lead())

    def leaflet(self, site_context: SiteContext) -> Leaflet:
        """What goes on its leaflet: its answers, and the signs of an emergency where it only leads to them."""
        parts = [*(part_of(child.value) for child in self.asked), *signs_for(self, site_context)]
        return Leaflet(self.title, self.short_answer, parts, site_context.details)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "services": SiteContext.of(request).chosen(self.service_ids),
            "related": SiteContext.of(request).chosen(self.related_ids),
            "answers_open": self.is_short or request.GET.get("open") == "1",
            "leaflet": lambda: self.leaflet(SiteContext.of(request)),
        }

    def plain_summary(self, prose: dict[str, str]) -> str:
        return sentences(prose.get(self.short_answer, ""))

    def breadcrumbs_in(self, context: Mapping[str, Any], inside: bool = False) -> list[tuple[str, str]]:
        way = super().breadcrumbs_in(context, inside)
        shelf = self.subject and way and (self.subject.name, f"{way[-1][1]}subject/{self.subject.slug}/")
        return [*way, shelf] if shelf else way

    def linked_data(self, head: Any) -> list[dict[str, Any]]:
        return topic_data(self, head)

    def markdown_context(self) -> dict[str, Any]:
        return {"cited": cited(self.questions)}
