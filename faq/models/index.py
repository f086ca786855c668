"""The page of all topics, and the subjects they are sorted by."""

from collections.abc import Iterable, Sequence
from string import ascii_uppercase
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Page as PageOfTopics
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import slugify
from django.utils.translation import gettext
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.query import PageQuerySet
from wagtail.search import index

from clinic.content.address_words import address_words
from clinic.content.alphabet import in_order
from clinic.content.fields import ProseField
from clinic.content.models import UnsignedWords
from clinic.content.panels import UnsignedWordsPanel
from clinic.content.read_by_clinician import ReadByClinicianForm
from clinic.pages.models import AskedByPatients, ClinicPage
from clinic.pages.one_per_language import OnePerLanguage
from clinic.pages.panels import site_menu
from clinic.site.site_context import SiteContext
from clinic.site.until_content_changes import until_it_changes
from clinic.site.visibility import for_visitors
from faq.glossary.a_to_z import by_letter
from faq.models.explains_words import ExplainsWords, ListsWords
from faq.models.topics import TopicPage
from faq.short_answers import with_short_answers
from faq.topic_shelves import OTHER, Shelves

TOPICS_A_PAGE = 25
TOPICS_A_SUBJECT = 5
# Topics that are looked through faster than a letter is chosen.
ALL_AT_ONCE = 60


class Subject(UnsignedWords, TranslatableMixin, index.Indexed, models.Model):
    """A shelf of the library: topics are browsed by subject. Staff name, describe and order them."""

    name = models.CharField(max_length=80)
    slug = models.SlugField("address", max_length=80, blank=True, help_text="Made from the name when left empty.")
    description = models.CharField(max_length=200, blank=True, help_text="One sentence under the name.")
    unsigned_words, unsigned_names = ("name", "description", "slug"), ("name", "slug")
    base_form_class = ReadByClinicianForm
    sort_order = models.PositiveIntegerField("place in the list", default=0, help_text="Small numbers come first.")

    panels = [
        UnsignedWordsPanel(),
        FieldPanel("name"),
        FieldPanel("description"),
        FieldPanel("sort_order"),
        FieldPanel("slug"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        *(index.FilterField(name) for name in ("locale", "name", "description", "sort_order")),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["sort_order", "name"]
        unique_together = [("translation_key", "locale"), ("slug", "locale")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or slugify(self.name)[:80]
        if not self.slug:
            raise ValidationError({"slug": "Write an address in plain letters, such as living-with-it."})
        locale = self.locale_id or self.get_default_locale().pk
        twin = Subject.objects.filter(slug=self.slug, locale=locale).exclude(pk=self.pk).first()
        if twin:
            raise ValidationError({"slug": f"The subject “{twin}” has this address. Choose another."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugify(self.name)[:80] or f"subject-{self.translation_key}"
        super().save(*args, **kwargs)

    def text_of(self, name: str) -> str:
        return address_words(self.slug, self.name) if name == "slug" else super().text_of(name)

    def on_shelves_of(self, locale: Locale) -> "Subject":
        """The same subject among those of `locale`; a new one still has the words of this."""
        known = self.get_translation_or_none(locale)
        if known is None:
            known = self.copy_for_translation(locale)
            known.save()
        return known


class FaqIndexPage(OnePerLanguage, RoutablePageMixin, ListsWords, ExplainsWords, AskedByPatients, ClinicPage, Page):
    """The way into all topics: by subject, from A to Z, by search."""

    introduction = ProseField(
        blank=True, features=["link", "glossary-term"], help_text="One or two sentences under the title."
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = ["faq.TopicPage"]
    page_description = "Holds all topics. A site has one in each language."
    content_panels = [*Page.content_panels, FieldPanel("asked_as"), FieldPanel("introduction"), site_menu()]
    search_fields = [*Page.search_fields, *AskedByPatients.search_fields]
    promote_panels = Page.promote_panels[:1]

    class Meta:
        verbose_name = "topics page"

    def live_topics(self) -> PageQuerySet:
        return for_visitors(TopicPage.objects.child_of(self))

    def shelves(self, request: HttpRequest) -> Shelves:
        """Where every topic stands that visitors may read. Worked out once for all pages until something changes."""
        return until_it_changes(request, f"shelves of {self.pk}", self.all_shelves)

    def all_shelves(self) -> Shelves:
        topics = self.live_topics().annotate(order=in_order()).order_by("order", "pk")
        return Shelves.of(topics.values_list("pk", "subject", "subject__slug", "order"))

    def in_turn(self, ids: Iterable[int]) -> list[TopicPage]:
        """The topics with these ids that are here, in their order."""
        ids = list(ids)
        found = self.live_topics().select_related("subject").defer_streamfields().in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]

    def subjects_with_topics(self, request: HttpRequest) -> list[Subject]:
        """Subjects that have topics, each with `topic_count`, `url` and first `topics_shown`. Worked out once, too."""
        shelves = self.shelves(request)
        return until_it_changes(request, f"subjects of {self.pk}", lambda: self.subjects_on(shelves))

    def subjects_on(self, shelves: Shelves) -> list[Subject]:
        subjects: dict[Any, Any] = {}
        for topic in self.in_turn(shelves.first_of_each(TOPICS_A_SUBJECT)):
            subject: Any = subjects.setdefault(topic.subject_id, topic.subject)
            subject.topics_shown = [*getattr(subject, "topics_shown", []), topic]
            subject.topic_count = len(shelves.on(subject.pk))
            subject.url = self.subject_url(subject)
        return sorted(subjects.values(), key=lambda subject: (subject.sort_order, subject.name))

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The page itself and the lists inside it that hold something."""
        own = super().get_sitemap_urls(request)
        shelves = self.shelves(request or HttpRequest())
        lists = [self.reverse_subpage(name) for name in ("how_we_know", "words")]
        lists += [self.reverse_subpage("subject", args=[slug]) for slug in sorted(shelves.addresses)]
        if shelves.count <= ALL_AT_ONCE:
            lists += [self.reverse_subpage("a_to_z")]
        else:
            lists += [self.reverse_subpage("letter", args=[letter.lower()]) for letter in sorted(shelves.by_letter)]
        return [*own, *({"location": own[0]["location"] + beyond} for beyond in lists)]

    def subject_url(self, subject: Subject) -> str:
        return self.url + self.reverse_subpage("subject", args=[subject.slug])

    @path("")
    def by_subject(self, request: HttpRequest) -> TemplateResponse:
        begin_with = with_short_answers(self.in_turn(self.named_first(request)))
        subjects = self.subjects_with_topics(request)
        return self.render(request, context_overrides={"subjects": subjects, "first": begin_with})

    def named_first(self, request: HttpRequest) -> Sequence[int]:
        """The ids of the topics that the home page names first, in its order."""
        key, home = f"topics to begin with of {self.pk}", SiteContext.of(request).home
        return until_it_changes(request, key, lambda: [*getattr(home.specific_deferred, "featured_ids", [])])

    @path("subject/<slug:slug>/", name="subject")
    def subject(self, request: HttpRequest, slug: str) -> TemplateResponse:
        """All topics of one subject, paged."""
        subject = get_object_or_404(Subject, slug=slug, locale=self.locale_id)
        self.goes_on(request, self.subject_in_other_languages(subject))
        topics = self.one_page(self.shelves(request).on(subject.pk), request)
        with_short_answers(list(topics.object_list))
        return self.render(
            request,
            template="faq/subject.html",
            context_overrides={"heading": subject.name, "subject": subject, "topics": topics},
        )

    def subject_in_other_languages(self, subject: Subject) -> dict[str, str]:
        others = subject.get_translations().select_related("locale")
        return {other.locale.language_code: self.reverse_subpage("subject", args=[other.slug]) for other in others}

    @staticmethod
    def goes_on(request: HttpRequest, beyond: dict[str, str]) -> None:
        """What follows this page's address in each language, for the way to the same page in another."""
        SiteContext.of(request).beyond = beyond

    def goes_on_alike(self, request: HttpRequest, name: str) -> None:
        self.goes_on(request, {code: self.reverse_subpage(name) for code, _ in settings.LANGUAGES})

    @path("a-z/", name="a_to_z")
    @path("a-z/<str:letter>/", name="letter")
    def a_to_z(self, request: HttpRequest, letter: str | None = None) -> TemplateResponse:
        """All topics, where they are few; else those of one letter, at first of the first that has some."""
        self.goes_on_alike(request, "a_to_z")
        shelves = self.shelves(request)
        if letter is None and shelves.count <= ALL_AT_ONCE:
            return self.every_letter(request, shelves)
        letters = self.letters(shelves)
        chosen = self.chosen_letter(letters, letter)
        return self.render(
            request,
            template="faq/a_to_z.html",
            context_overrides={
                "letters": [{**entry, "current": entry["letter"] == chosen} for entry in letters],
                "topics": self.one_page(shelves.under(chosen), request),
                "letter": chosen,
                "heading": gettext("All topics from A to Z"),
                "beyond": self.reverse_subpage("letter", args=[chosen.lower()]),
            },
        )

    def every_letter(self, request: HttpRequest, shelves: Shelves) -> TemplateResponse:
        """All topics on one page, under headings to which the letters lead."""
        filled = [entry for entry in self.letters(shelves) if entry["count"]]
        found = {topic.pk: topic for topic in self.in_turn(pk for ids in shelves.by_letter.values() for pk in ids)}
        parts = [
            entry
            | {"url": f"#letter-{entry['letter'].lower()}"}
            | {"topics": [found[pk] for pk in shelves.under(entry["letter"]) if pk in found]}
            for entry in filled
        ]
        context = {"letters": parts, "parts": parts, "heading": gettext("All topics from A to Z")}
        return self.render(request, template="faq/a_to_z.html", context_overrides=context)

    def letters(self, shelves: Shelves) -> list[dict[str, Any]]:
        """A to Z and 0-9, each with its `count` of topics and, where there are any, its `url`."""
        return [
            {"letter": letter, "count": len(shelves.under(letter)), "url": self.letter_url(letter)}
            for letter in [*ascii_uppercase, OTHER]
        ]

    def letter_url(self, letter: str) -> str:
        return self.url + self.reverse_subpage("letter", args=[letter.lower()])

    @staticmethod
    def chosen_letter(letters: list[dict[str, Any]], wanted: str | None) -> str:
        known = [entry["letter"] for entry in letters]
        if wanted is None:
            return next((entry["letter"] for entry in letters if entry["count"]), known[0])
        if wanted.upper() not in known:
            raise Http404
        return wanted.upper()

    @property
    def words_url(self) -> str:
        """The address of the list of all words."""
        return self.url + self.reverse_subpage("words")

    @path("words/", name="words")
    def words(self, request: HttpRequest) -> TemplateResponse:
        """Every word of the glossary in one list, from A to Z."""
        letters = by_letter(self)
        context = {
            "letters": letters,
            "some_signed": any(term.is_signed for letter in letters for term in letter["terms"]),
            "heading": gettext("Words explained, from A to Z"),
        }
        return self.render(request, template="faq/words.html", context_overrides=context)

    def one_page(self, ids: Sequence[int], request: HttpRequest) -> PageOfTopics:
        """The page of topics that ?page= asks for; a wrong number shows the nearest page, never an error."""
        page = Paginator(ids, TOPICS_A_PAGE).get_page(request.GET.get("page"))
        page.object_list = self.in_turn(page.object_list)
        return page

    @path("how-we-know/", name="how_we_know")
    def how_we_know(self, request: HttpRequest) -> TemplateResponse:
        """Explains the kinds of statement in plain words."""
        self.goes_on_alike(request, "how_we_know")
        heading = gettext("How we know what we tell you")
        return self.render(request, template="faq/how_we_know.html", context_overrides={"heading": heading})
