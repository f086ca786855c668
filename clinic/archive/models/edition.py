"""An edition: what patients read of a page, from when to when."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from clinic.content.moments import day
from clinic.review.models import Review


class EditionQuerySet(models.QuerySet):
    def of(self, page: Page) -> Self:
        return self.filter(page_id=page.pk)

    def open(self) -> Self:
        """What patients read now."""
        return self.filter(live_to=None)

    def signed(self) -> Self:
        """Those whose very words a clinician approved; `signer` is the name that stands under the whole page."""
        reviews = Review.objects.approving().permitting()
        reviews = reviews.filter(page=OuterRef("page"), content_hash=OuterRef("content_hash"))
        name = Coalesce("continues__reviewer_name", "reviewer_name")
        return self.annotate(signer=Subquery(reviews.values(name=name)[:1])).exclude(signer=None)

    def during(self, start: datetime, end: datetime) -> Self:
        """Public at any moment from `start` up to, but not at, `end`; in the order patients read them."""
        return self.filter(Q(live_to=None) | Q(live_to__gt=start), live_from__lt=end).order_by("live_from", "pk")


class Edition(models.Model):
    """A page as patients read it from `live_from` until `live_to` (None: still). Written once, never changed."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="editions")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    content_hash = models.CharField(max_length=64, db_index=True)
    title = models.CharField(max_length=255)
    # The page's own words as HTML, without the frame of the site.
    html = models.TextField()
    # Pictures and documents in it: `{"name" of the copy, "title", "picture"}`.
    files = models.JSONField(default=list)
    # What let these words go live; how the words were checked later is told by the reviews with the same hash.
    review = models.ForeignKey("review.Review", null=True, on_delete=models.SET_NULL, related_name="+")
    live_from = models.DateTimeField(db_index=True)
    live_to = models.DateTimeField(null=True)
    # Said when it was published: translations need not follow. What goes live any other way may mean something else.
    only_wording = models.BooleanField(default=False)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # Kept when the account is gone; empty where no person did it.
    published_by_name = models.CharField(max_length=120, blank=True)

    objects = EditionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-live_from", "-pk"]
        default_permissions = ()
        permissions = [("export_record", "Can read and download the record of who did what")]
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(live_to=None), name="one_open_edition_a_page")
        ]

    def __str__(self) -> str:
        return f"“{self.title}” from {day(self.live_from)}"

    @property
    def as_shown(self) -> SafeString:
        """The HTML as safe text, what patients could unfold laid open. It was written by our own templates."""
        return mark_safe(self.html.replace("<details", "<details open"))
