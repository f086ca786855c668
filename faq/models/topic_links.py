"""Where a topic leads: services, and other topics."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable


class TopicService(Orderable):
    """A service that a topic leads to."""

    topic = ParentalKey("faq.TopicPage", on_delete=models.CASCADE, related_name="service_links")
    service = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="topic_links")

    def __str__(self) -> str:
        return self.service.title

    panels = [PageChooserPanel("service", page_type=["home.ServicePage", "home.ServicesPage"])]


class RelatedTopic(Orderable):
    topic = ParentalKey("faq.TopicPage", on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey("faq.TopicPage", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.related.title

    panels = [PageChooserPanel("related")]
