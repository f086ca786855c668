"""The screen with both versions of a page side by side, on which a person decides which goes on."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.models import Revision

from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.staff.editing.keep_aside import differences, settle, take
from clinic.staff.editing.models import KeptAside
from clinic.staff.editing.page_lock import page_lock

DEALT_WITH = "These two versions have been dealt with. Both are in the history of the page."
LOCKED = "The page is locked just now. Your version stays here."
MOVED_ON = "Somebody saved again meanwhile. Look at the marked parts once more."
TAKEN = "Your version is the newest draft. Read it through, then send it for clinical review as usual."
LEFT = "Nothing was changed. Your version stays in the history of the page."


class Row(NamedTuple):
    """One field in which the versions differ. `html` holds both texts, each with Wagtail's marks."""

    label: str
    html: SafeString

    @property
    def has_marks(self) -> bool:
        return 'addition"' in self.html or 'deletion"' in self.html


def two_versions(request: StaffRequest, pk: int) -> HttpResponse:
    """Shows the newest draft and the one kept aside; a POST takes one of the two."""
    if request.method != "POST":
        return decide(request, pk)
    page_id = get_object_or_404(KeptAside, pk=pk).page_id
    with page_lock(page_id):
        return decide(request, pk)


def decide(request: StaffRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(KeptAside.objects.select_related("page", "mine", "base"), pk=pk)
    page = kept.page.specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if kept.settled_at:
        messages.info(request, DEALT_WITH)
    elif request.method != "POST":
        return show_both(request, kept)
    elif (lock := page.get_lock()) and lock.for_user(request.user):
        return show_both(request, kept, LOCKED, status=409)
    elif request.POST.get("take") != "mine":
        settle(kept)
        messages.success(request, LEFT)
    elif request.POST.get("seen") != seen(page.get_latest_revision()):
        return show_both(request, kept, MOVED_ON, status=409)
    else:
        take(kept, request.user)
        messages.success(request, TAKEN)
    return redirect("wagtailadmin_pages:edit", page.pk)


def show_both(request: StaffRequest, kept: KeptAside, problem: str = "", status: int = 200) -> HttpResponse:
    page = kept.page.specific
    newest = page.get_latest_revision()
    theirs = newest.as_object()
    context = {
        "kept": kept,
        "page": page,
        "newest": theirs,
        "rows": [Row(found.field_label(), html_of(found)) for found in differences(theirs, kept.mine.as_object())],
        "seen": seen(newest),
        "problem": problem,
        "whose": whose(newest, request.user),
        "saved_at": timezone.localtime(newest.created_at),
    }
    return render(request, "clinic/editing/two_versions.html", context, status=status)


def html_of(found: Any) -> SafeString:
    """The difference of a field, or of rows linked to the page, as Wagtail marks it."""
    if found.is_field:
        return found.htmldiff()
    return render_to_string("clinic/editing/linked_rows.html", {"children": found.get_child_comparisons()})


def seen(revision: Revision) -> str:
    """What tells whether the newest draft is still the one a person saw: autosave changes it in place."""
    return f"{revision.pk} {revision.created_at.isoformat()}"


def whose(newest: Revision, user: User) -> str:
    """Who saved the newer draft, as one says it to `user`."""
    if newest.user_id == user.pk:
        return "you, in another window"
    return newest.user.name_at(newest.created_at) if newest.user else "somebody"
