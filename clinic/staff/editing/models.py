"""Drafts kept aside."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class KeptAsideQuerySet(models.QuerySet):
    def waiting(self, page_id: int, user: Any) -> Self:
        """This person's drafts of a page about which nothing has been decided."""
        return self.filter(page_id=page_id, user=user, settled_at=None).select_related("mine")


class KeptAside(models.Model):
    """A draft that could not be saved because somebody else's was newer, until its author takes one of the two.

    `mine` is that draft as a revision of its own. `base` is what both grew from; None when it was overwritten since.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="kept_aside")
    mine = models.OneToOneField("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    base = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)

    objects = KeptAsideQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"Draft of {self.page.get_admin_display_title()} kept aside"
