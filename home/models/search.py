"""The texts that search finds, as they are kept in Postgres."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils import timezone
from wagtail.models import Page

OF_PAGE = ("title", "slug", "url_path", "path", "depth", "live", "locale__language_code", "content_type_id")


class SearchTexts(models.QuerySet["SearchText"]):
    def of_pages(self, ids: Iterable[int]) -> Self:
        """What pages say themselves: facts of the clinic only stand on one."""
        return self.filter(page__in=ids).exclude(what=SearchText.What.FACT)

    def with_addresses(self, *fields: str) -> Self:
        """With their titles, what their addresses need of their pages, and `fields`; the rest is not read."""
        of_page = [f"page__{name}" for name in OF_PAGE]
        return self.select_related("page", "page__locale").only("title", "path", *of_page, *fields)


class SearchText(models.Model):
    """What is found: a question of a topic, a page, a word of the glossary, a fact of the clinic.

    `path` leads on from the address of the page: "#q-1a2b3c4d". `parts`: [[kind of knowledge or "", text], …].
    """

    class What(models.TextChoices):
        QUESTION = "question"
        TOPIC = "topic"
        SERVICE = "service"
        PAGE = "page"
        WORD = "word"
        FACT = "fact"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=20)
    what = models.CharField(max_length=10, choices=What.choices)
    path = models.CharField(max_length=120, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    topic = models.CharField(max_length=255, blank=True)
    # Ways to ask for its page, and of a question for this very answer.
    names = models.JSONField(default=list)
    asked_as = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    # Of the words of the page: finds the review that stands for them.
    live_hash = models.CharField(max_length=64, blank=True)

    objects = SearchTexts.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["language", "id"], name="search_text_of_language")]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return f"{self.page.url}{self.path}"

    @property
    def asks(self) -> list[str]:
        """The ways to ask for this very text, its title first."""
        return [self.title, *self.asked_as]


class SearchChange(models.Model):
    """That the texts of a page (None: the words kept by staff) changed. Each worker reads what it has not seen yet.

    `written` is the number of the transaction: a worker that remembers which transactions were still open when it
    looked misses none, in whatever order they end.
    """

    written = models.BigIntegerField(db_index=True)
    page = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page or 'words'} at {self.made_at}"


class SearchState(models.Model):
    """Which version of our own rules the texts were written by; one row."""

    version = models.PositiveIntegerField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Version {self.version}"
