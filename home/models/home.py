"""The home page."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Orderable, Page
from wagtail.query import PageQuerySet
from wagtail.search import index

from clinic.content.fields import ProseField
from clinic.pages.models import ClinicPage
from clinic.pages.one_per_language import OnePerLanguage
from clinic.site.site_context import SiteContext
from clinic.site.until_content_changes import until_it_changes
from clinic.site.visibility import for_visitors
from faq.models import ExplainsWords, FaqIndexPage
from home.models.services import ServicesPage, live_services
from home.structured_data import home_data

if TYPE_CHECKING:
    from clinic.website.seo.head import Head


class HomePage(OnePerLanguage, ExplainsWords, ClinicPage, Page):
    """The front door: who the clinic is, a search, what is asked most, all subjects, services, how to reach us."""

    headline = models.CharField(
        max_length=90, blank=True, help_text="The first line a patient reads. The title stands there when empty."
    )
    introduction = ProseField(
        blank=True, features=["link", "key-figure", "glossary-term"], help_text="Who you are, in two sentences."
    )
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    heading_fields = ("title", "headline")
    is_front_door = True
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["faq.FaqIndexPage", "home.ServicesPage", "home.StandardPage"]
    page_description = "The first page of the site"
    template = "home/home_page.html"

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    TitleFieldPanel("title"),
                    FieldPanel("headline"),
                    FieldPanel("introduction"),
                    InlinePanel("featured_links", heading="Most asked topics", label="Topic", max_num=6),
                    FieldPanel("picture"),
                ],
                heading="Content",
            ),
            ObjectList(
                [MultiFieldPanel(["slug", "seo_title", "search_description"], heading="For search engines")],
                heading="URL and SEO",
            ),
        ]
    )
    search_fields = [*Page.search_fields, index.SearchField("searchable_body")]

    class Meta:
        verbose_name = "home page"

    @classmethod
    def for_visit(cls) -> PageQuerySet:
        featured = FeaturedTopic.objects.filter(home=OuterRef("pk")).order_by("sort_order").values("topic_id")
        below = ServicesPage.objects.filter(path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1)
        visited = super().for_visit().select_related("picture")
        return visited.annotate(
            found_featured=ArraySubquery(featured), found_services=ArraySubquery(below.values("pk"))
        )

    @property
    def featured_ids(self) -> list[int]:
        """Most asked topics, in the editor's order."""
        return self.chosen_ids("found_featured", self.featured_links, "topic_id")

    @property
    def services_ids(self) -> list[int]:
        """The services page, live or not."""
        return self.chosen_ids("found_services", ServicesPage.objects.child_of(self), "pk") if self.path else []

    def named_pages(self) -> list[int]:
        return [*self.featured_ids, *self.services_ids]

    def pictures(self) -> list[Any]:
        return [*super().pictures(), self.picture]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        faq = topics_page(request, self)
        context = super().get_context(request, *args, **kwargs)
        services = next(iter(SiteContext.of(request).chosen(self.services_ids)), None)
        return context | {
            "faq": faq,
            "featured": SiteContext.of(request).chosen(self.featured_ids),
            "subjects": faq.subjects_with_topics(request) if faq else [],
            "services_page": services,
            "services": live_services(request, services) if services else [],
        }

    @property
    def card_title(self) -> str:
        return self.headline or self.title

    def linked_data(self, head: "Head") -> list[dict[str, Any]]:
        return home_data(self, head)


def topics_page(request: HttpRequest, home: Page) -> FaqIndexPage | None:
    """The page of all topics below the home page `home`, where visitors may read it. Looked up once, as well."""
    below = FaqIndexPage.objects.child_of(home)
    return until_it_changes(request, f"topics page of {home.pk}", for_visitors(below).first)


class FeaturedTopic(Orderable):
    """A topic shown first on the home page."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured_links")
    topic = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("topic", page_type="faq.TopicPage")]
