"""Pages about the clinic itself, for whose words a publisher answers."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel


class PublisherPage(models.Model):
    """A page that goes live without a clinician: who works here, opening hours. In every language of it."""

    details = ParentalKey("site.ClinicDetails", on_delete=models.CASCADE, related_name="publisher_pages")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("page")]

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["details", "page"], name="a_page_is_listed_once")]

    def __str__(self) -> str:
        return self.page.title

    def clean(self) -> None:
        super().clean()
        if self.page_id and getattr(self.page.specific_class, "is_medical", True):
            raise ValidationError({"page": "Pages of this kind tell patients about health: a clinician approves them."})
