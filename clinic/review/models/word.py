"""Somebody said that a clinician has read words that nobody signs, and stands by them."""

from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class GivenWordQuerySet(models.QuerySet["GivenWord"]):
    def unanswered(self) -> Self:
        return self.filter(answered_at=None)


class GivenWord(models.Model):
    """`said_by` gave the word of `name`, who hears of it and says whether that is so. `person` has an account."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()
    name = models.CharField(max_length=400)
    words = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    clinician = models.ForeignKey("review.Clinician", null=True, on_delete=models.SET_NULL, related_name="+")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    is_true = models.BooleanField(null=True)

    objects = GivenWordQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["-said_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} stands by “{self.words}”"

    @property
    def address(self) -> str:
        whoever: Any = self.person or self.clinician
        return whoever.email if whoever else ""
