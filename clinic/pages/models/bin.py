"""Drafts that were thrown away, kept for a while."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from clinic.people.models import User

KEPT_DAYS = 30


class Bin(Page):
    """Holds drafts that were thrown away. It stands beside the site, where no role has rights on pages."""

    parent_page_types: list[str] = []
    subpage_types: list[str] = []
    max_count = 1
    is_creatable = False

    class Meta:
        verbose_name = "bin"
        verbose_name_plural = "bins"

    @classmethod
    def the(cls) -> "Bin":
        """The one bin, made the first time something is thrown away."""
        found = cls.objects.first()
        if found is None:
            root = Page.objects.select_for_update().get(pk=Page.get_first_root_node().pk)
            found = cls.objects.first() or root.add_child(instance=cls(title="Bin", slug="bin", live=False))
        return found

    @classmethod
    def leave_out(cls, pages: PageQuerySet) -> PageQuerySet:
        """A queryset of pages without the bin and what is in it."""
        found = cls.objects.first()
        return pages.not_descendant_of(found, inclusive=True) if found else pages


class BinnedPageQuerySet(models.QuerySet):
    def in_reach_of(self, user: User) -> Self:
        """What this person sees and may put back: everybody's with the right to publish, else what is their own."""
        if page_permission_policy.user_has_permission(user, "publish"):
            return self
        if not page_permission_policy.user_has_permission(user, "add"):
            return self.none()
        return self.filter(Q(page__owner=user) | Q(thrown_by=user))

    def out_of_time(self, now: datetime | None = None) -> Self:
        """What has been in the bin for longer than KEPT_DAYS."""
        return self.filter(thrown_at__lt=(now or timezone.now()) - timedelta(days=KEPT_DAYS))


class BinnedPage(models.Model):
    """A draft in the bin: where it came from, who threw it away and when."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="binned")
    from_parent = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    from_slug = models.CharField(max_length=255)
    thrown_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    thrown_at = models.DateTimeField(default=timezone.now)

    objects = BinnedPageQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-thrown_at", "-pk"]
        default_permissions = ()
        permissions = [("delete_for_ever", "Can delete drafts in the bin for ever")]

    def __str__(self) -> str:
        return f"{self.page} in the bin"

    @property
    def goes_on(self) -> datetime:
        """When the bin is emptied of it."""
        return self.thrown_at + timedelta(days=KEPT_DAYS)

    @property
    def days_left(self) -> int:
        """Whole days until then, counted up: 30 on the first day, never less than 0."""
        return max(0, -((timezone.now() - self.goes_on) // timedelta(days=1)))
