"""What has been published stays in the record: no path deletes it, whichever code takes it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import pre_delete
from wagtail.models import Page
from wagtail.query import PageQuerySet

Delete = Callable[..., tuple[int, dict[str, int]]]


class NotDeletable(ValidationError):
    """This page was published; the message says so and what to do instead."""


def refuse_published(instance: Page, **kwargs: Any) -> None:
    """Before any page is deleted, alone, by a queryset or with the page above it."""
    ours = instance.content_type_id != ContentType.objects.get_for_model(Page).pk
    if ours and (instance.first_published_at or instance.live):
        raise NotDeletable(f"“{instance.title}” has been published, so it stays in the record. Withdraw it instead.")


def guard() -> None:
    """Set the guard up, once for the process."""
    pre_delete.connect(refuse_published, sender=Page, dispatch_uid="published_pages_stay")
    PageQuerySet.delete = whole(PageQuerySet.delete)


def whole(delete: Delete) -> Delete:
    """The same deletion, all or nothing: treebeard counts the children anew before it finds that it may not delete."""

    @wraps(delete)
    def delete_or_nothing(self: PageQuerySet, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic(using=self.db):
            return delete(self, *args, **kwargs)

    return delete_or_nothing
