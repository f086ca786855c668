"""Addresses that pages lead to, what was found there, and where they are used."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page

from clinic.site.visibility import for_visitors

ADDRESS_LENGTH = 2000
# A server may be down for a day; one that fails on this many is broken.
DAYS_TO_BREAK = 2
LOOK_AGAIN = {"fine": timedelta(days=7), "unclear": timedelta(days=7), "failed": timedelta(days=1)}


class WatchedLinkQuerySet(models.QuerySet):
    def due(self, now: datetime | None = None) -> Self:
        """Addresses elsewhere to be looked at now, those that have waited longest first."""
        return self.filter(inside=False, look_at__lte=now or timezone.now(), uses__isnull=False).distinct()


class WatchedLink(models.Model):
    """One address that pages link to, and how it answered when it was last looked at."""

    class Result(models.TextChoices):
        UNCHECKED = "unchecked", "Not looked at yet"
        FINE = "fine", "Fine"
        FAILED = "failed", "Does not work"
        UNCLEAR = "unclear", "Cannot be checked"

    url = models.CharField("address", max_length=ADDRESS_LENGTH, unique=True)
    inside = models.BooleanField("leads to our own site", default=False)
    target = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    result = models.CharField(max_length=10, choices=Result.choices, default=Result.UNCHECKED)
    words = models.CharField("what happened", max_length=200, blank=True)
    failed_days = models.PositiveSmallIntegerField(default=0)
    failed_on = models.DateField(null=True)
    looked_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = WatchedLinkQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["look_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.url

    def note(self, result: str, words: str = "", now: datetime | None = None) -> None:
        """Keep what a look at this address gave. Failing twice on one day counts once."""
        now = now or timezone.now()
        today = timezone.localdate(now)
        if result == self.Result.FINE:
            self.failed_days, self.failed_on = 0, None
        elif result == self.Result.FAILED and self.failed_on != today:
            self.failed_days, self.failed_on = self.failed_days + 1, today
        self.result, self.words, self.looked_at = result, words[:200], now
        self.look_at = now + LOOK_AGAIN[result]
        self.save()


class LinkUseQuerySet(models.QuerySet):
    def broken(self) -> Self:
        """Links on public pages that lead nowhere: inside at this moment, outside on two days."""
        readable = for_visitors(Page.objects.filter(pk=OuterRef("link__target")))
        inside = Q(link__inside=True) & ~Exists(readable)
        return self.filter(Q(page=None) | Q(page__live=True)).filter(
            inside | Q(link__inside=False, link__failed_days__gte=DAYS_TO_BREAK)
        )


class LinkUse(models.Model):
    """A place where a page links to an address. Without a page: in the clinic's details."""

    link = models.ForeignKey(WatchedLink, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="links_out")
    where = models.CharField(max_length=200)

    objects = LinkUseQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["page__title", "link__url", "where"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["link", "page", "where"], name="a_use_is_noted_once")]

    def __str__(self) -> str:
        return f"{self.link.url} in {self.page or 'the clinic details'}"

    @property
    def what_is_wrong(self) -> str:
        """In words for staff."""
        if not self.link.inside:
            return f"{self.link.words} On {self.link.failed_days} days."
        if self.link.target is None:
            return "There is no such page on this site."
        return "The page it leads to is not public."
