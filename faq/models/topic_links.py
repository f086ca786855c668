"""Where a topic leads: services, and other topics."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Locale, Orderable, Page

from clinic.checks.proofread import Proofread
from clinic.site.visibility import chosen_for_visitors


class TopicService(Orderable):
    """A service that a topic leads to."""

    topic = ParentalKey("faq.TopicPage", on_delete=models.CASCADE, related_name="service_links")
    service = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="topic_links")

    def __str__(self) -> str:
        return self.service.title

    panels = [FieldPanel("service")]


class RelatedTopic(Orderable):
    topic = ParentalKey("faq.TopicPage", on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey("faq.TopicPage", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.related.title

    panels = [PageChooserPanel("related")]


def where_they_lead() -> dict[str, ArraySubquery]:
    """Annotations of topics with the ids of the services and topics they lead to: see LeadsOn."""
    mine = {"topic": OuterRef("pk")}
    services = TopicService.objects.filter(**mine).order_by("sort_order").values("service_id")
    related = RelatedTopic.objects.filter(**mine).order_by("sort_order").values("related_id")
    return {"found_services": ArraySubquery(services), "found_related": ArraySubquery(related)}


class LeadsOn(Proofread):
    """Where a topic leads: a mixin that goes before the clinic's page."""

    service_links: Any
    related_links: Any
    chosen_ids: Any

    @property
    def chosen_pages(self) -> list[int]:  # type: ignore[override]  # others have none, a topic looks them up
        """Ids of the services it leads to, live or not."""
        return [link.service_id for link in self.service_links.all() if link.service_id]

    @property
    def service_ids(self) -> list[int]:
        """Services this topic leads to, in the editor's order."""
        return self.chosen_ids("found_services", self.service_links, "service_id")

    @property
    def related_ids(self) -> list[int]:
        """Other topics, in the editor's order."""
        return self.chosen_ids("found_related", self.related_links, "related_id")

    @property
    def services(self) -> list[Page]:
        return chosen_for_visitors(self.service_ids, Page.objects)

    @property
    def related(self) -> list[Page]:
        return chosen_for_visitors(self.related_ids, Page.objects)

    def named_pages(self) -> list[int]:
        return [*self.service_ids, *self.related_ids]

    def ways_on(self) -> list[Page]:
        return [*self.related, *self.services]

    def lead_in(self, locale: Locale) -> None:
        for relation, to in (("service_links", "service"), ("related_links", "related")):
            links = list(getattr(self, relation).all())
            for link in links:
                setattr(link, to, getattr(link, to).get_translation_or_none(locale) or getattr(link, to))
            setattr(self, relation, links)
