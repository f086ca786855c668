"""What something else holds on to is not deleted: staff are told by what, where Wagtail's own view would fail."""

from collections.abc import Iterable
from itertools import islice

from django.contrib import messages
from django.db import router
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.snippets.models import get_snippet_models

from clinic.people.requests import StaffRequest

TOLD = 3


def keep_what_is_held(request: StaffRequest, snippets: Iterable[Model]) -> HttpResponse | None:
    """Hook `before_delete_snippet`."""
    for snippet in snippets:
        if held_by := holders(snippet):
            told = ", ".join(f"“{holder}”" for holder in held_by)
            messages.error(request, f"“{snippet}” stays: it belongs to {told}.")
            return redirect(list_of(snippet))
    return None


def holders(snippet: Model) -> list[str]:
    """Names of the first few objects that the database would not let go of `snippet` for."""
    try:
        Collector(using=router.db_for_write(type(snippet)), origin=snippet).collect([snippet])
    except (ProtectedError, RestrictedError) as held:
        _, objects = held.args
        return [str(holder) for holder in islice(objects, TOLD)]
    return []


def list_of(snippet: Model) -> str:
    model = next(model for model in get_snippet_models() if isinstance(snippet, model))
    return model.snippet_viewset.get_url_name("list")
