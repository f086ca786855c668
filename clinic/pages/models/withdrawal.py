"""Pages that were taken off the site, and what their addresses answer."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from clinic.content.moments import day
from clinic.people.models import User

NOTICE_LENGTH = 400


class WithdrawalQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Those of pages that have not been put back."""
        return self.filter(ended_at=None)

    def told(self) -> Self:
        """What visitors are told of those in force; the reason stays with staff."""
        return self.active().defer("reason")

    def of(self, page: Page) -> Self:
        return self.filter(page_id=page.pk)

    def for_overdue_reviews(self) -> Self:
        """Those that come back as soon as the words are approved again."""
        return self.active().filter(how=Withdrawal.How.OVERDUE)

    def end(self, user: User | None) -> int:
        """The pages are public again."""
        return self.active().update(ended_at=timezone.now(), ended_by=user)


class Withdrawal(models.Model):
    """A page taken off the site: why, by whom, and what its old address answers from then on."""

    class How(models.TextChoices):
        MOVED = "moved", "It has moved: its text is now part of another page"
        REPLACED = "replaced", "Another page takes its place"
        NO_LONGER_TRUE = "no_longer_true", "It is no longer true"
        PAUSED = "paused", "It is paused: we do not offer this at present"
        ERROR = "error", "It was published in error"
        OVERDUE = "overdue", "Its review is overdue"
        EXPIRED = "expired", "It was up until a chosen day"

    LEADS_ON = (How.MOVED, How.REPLACED)
    # What people may say of a page. The others happen by themselves.
    SAID_BY_PEOPLE = How.choices[:-2]

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="withdrawals")
    how = models.CharField("what happened to it", max_length=20, choices=How.choices)
    target = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="other page",
    )
    notice = models.TextField("what patients read", max_length=NOTICE_LENGTH, blank=True)
    reason = models.TextField()
    urgent = models.BooleanField(default=False)
    site = models.ForeignKey("wagtailcore.Site", null=True, on_delete=models.SET_NULL, related_name="+")
    # As redirects keep it: from the root of the site, without a slash at the end.
    path = models.CharField(max_length=255, db_index=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = WithdrawalQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-withdrawn_at", "-pk"]
        default_permissions = ()
        permissions = [("withdraw_urgently", "Can withdraw a page at once")]
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(ended_at=None), name="a_page_is_withdrawn_once"),
        ]

    def __str__(self) -> str:
        return f"{self.page} withdrawn on {day(self.withdrawn_at)}"

    @property
    def leads_on(self) -> bool:
        """Visitors of the old address are sent to `target`; otherwise they are told that the page is gone."""
        return self.how in self.LEADS_ON and self.target_id is not None
