"""A name under a page, in the words in which the person named agreed that it stands there."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from wagtail.models import Page

from clinic.people.models import User


class BylineQuerySet(models.QuerySet["Byline"]):
    def of(self, page: Page) -> Self:
        return self.filter(page_id=page.pk)

    def current(self) -> Self:
        return self.filter(ended_at=None)

    def shown(self) -> Self:
        """What patients may read, the last first: nobody's name before they agreed."""
        return self.current().exclude(agreed_at=None).order_by("-agreed_at", "-pk")

    def to_tell(self) -> Subquery:
        """The first of these as JSON, for each page of the outer query."""
        told = JSONObject(name="name", title="title")
        return Subquery(self.filter(page=OuterRef("pk")).values(told=told)[:1])


class Byline(models.Model):
    """Somebody was asked whether their name may stand under a page, and what became of it.

    `person` is None for somebody without an account: whoever asked them, `agreed_by`, answers for it. Where
    `agreed_by` is None, the name stood there before anybody was asked.
    """

    class Role(models.TextChoices):
        WRITER = "writer", "Writer"
        TRANSLATOR = "translator", "Translator"

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="bylines")
    role = models.CharField(max_length=10, choices=Role.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="bylines")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=250, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = BylineQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """As patients read it: "Dr Maya Ortiz, MD, pain consultant"."""
        return ", ".join(filter(None, [self.name, self.title]))

    @property
    def is_shown(self) -> bool:
        return self.agreed_at is not None and self.ended_at is None

    @property
    def words_now(self) -> str:
        """What it would say if its person agreed today; an admin may have changed their name since."""
        return self.person.byline if self.person else self.words

    @property
    def waits(self) -> bool:
        """Whether its person has something to say: not asked before, or another name by now."""
        return self.agreed_at is None or (self.person is not None and (self.agreed_by is None or self.is_outdated))

    @property
    def is_outdated(self) -> bool:
        return self.words_now != self.words

    @classmethod
    def waiting_for(cls, user: User) -> "list[Byline]":
        mine = cls.objects.current().filter(person=user).select_related("page", "person")
        return [one for one in mine if one.waits]


class NamesWriter(models.Model):
    """A page type with an `author`, who is asked."""

    class Meta:
        abstract = True

    author_id: int | None
    bylines: Any
    found_byline: dict[str, str] | None
    get_latest_revision_as_object: Any

    @classmethod
    def writer_to_tell(cls) -> Subquery:
        """The byline of each page of a queryset of visits, which is looked up on the way: `found_byline`."""
        writers = Byline.objects.shown().filter(role=Byline.Role.WRITER, person=OuterRef("author"))
        return writers.to_tell()

    @property
    def byline(self) -> Byline | None:
        """Who wrote it, in the words in which they agreed; nobody before they did."""
        if hasattr(self, "found_byline"):
            return Byline(**self.found_byline) if self.found_byline else None
        if not self.pk or not self.author_id:
            return None
        agreed = [one for one in self.bylines.all() if one.is_shown and one.person_id == self.author_id]
        return next((one for one in agreed if one.role == Byline.Role.WRITER), None)
