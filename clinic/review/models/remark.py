"""What a reviewer asks to change in one place, what its writer answers, and what became of the words there."""

from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Model, Q
from django.utils import timezone
from wagtail.models import Page


class RemarkQuerySet(models.QuerySet["Remark"]):
    def about(self, thing: Model) -> Self:
        """About a page, or about a text that is kept elsewhere."""
        return self.filter(**key_of(thing))

    def of_review(self, page: Page) -> Self:
        """Made while this page was read, also about what is kept elsewhere and read in it."""
        return self.filter(review__page_id=page.pk)

    def open(self) -> Self:
        """Until somebody approves what they are about, or the page in which it was read."""
        return self.filter(closed_at=None)

    def unanswered(self) -> Self:
        return self.filter(answer="")

    def close(self, thing: Model) -> int:
        """`thing`, a page or a shared text, was approved: nothing more is asked of it."""
        asked = Q(**key_of(thing))
        if isinstance(thing, Page):
            asked |= Q(review__page_id=thing.pk)
        return self.open().filter(asked).update(closed_at=timezone.now())


class Remark(models.Model):
    """One thing that was asked for. It stays as it was said; an answer is put beside it."""

    # Where it is to be mended: a page, a shared text, the clinic's details.
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()
    # None where a change of a shared text was read by itself.
    review = models.ForeignKey("review.Review", null=True, on_delete=models.CASCADE, related_name="asked")
    # The part of the words, see clinic.review.page_parts; empty where it is about all of them.
    key = models.CharField(max_length=250, blank=True)
    label = models.CharField(max_length=250, blank=True)
    # Those that were read there; of a whole page their hash.
    words = models.TextField(blank=True)
    said = models.TextField()
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asker_name = models.CharField(max_length=400)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    answer = models.TextField(blank=True, max_length=1000)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True, db_index=True)

    objects = RemarkQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["created_at", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["content_type", "object_id"], name="review_remark_about")]

    def __str__(self) -> str:
        return f"{self.asker_name}: {self.said}"


def key_of(thing: Model) -> dict[str, Any]:
    """What the remarks about it have in common."""
    return {"content_type": type_of(thing), "object_id": thing.pk}


def type_of(thing: Any) -> ContentType:
    """Pages of every type are pages. `thing`: a row or a model."""
    model = thing if isinstance(thing, type) else type(thing)
    return ContentType.objects.get_for_model(Page if issubclass(model, Page) else model)
