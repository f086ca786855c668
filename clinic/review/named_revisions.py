"""Versions that something stands for: what was read, decided, planned or is live is never written over."""

from functools import cache, reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from wagtail.models import BaseLogEntry, Revision


def is_named(revision: Revision) -> bool:
    """Whether more than the history and the newest draft name this version: its words stay as they were."""
    named = (Exists(model._base_manager.filter(**{name: OuterRef("pk")})) for model, name in columns())
    planned = ~Q(approved_go_live_at=None)
    return Revision.objects.filter(reduce(or_, named, planned), pk=revision.pk).exists()


@cache
def columns() -> list[tuple[Any, str]]:
    """Every column that names a version, in whatever room: approvals, links, what is live, steps of a workflow."""
    models = [model for model in apps.get_models() if not issubclass(model, BaseLogEntry)]
    fields = [(model, field) for model in models for field in model._meta.local_concrete_fields]
    named = [(model, field.name) for model, field in fields if field.related_model is Revision]
    return [(model, name) for model, name in named if name != "latest_revision"]
