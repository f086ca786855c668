"""Refusing to save over a newer draft, and saying what waits when the editor is opened."""

import re
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from wagtail.models import Page, Revision

from clinic.pages.models.clinic_page import ClinicPage
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.review.named_revisions import is_named
from clinic.staff.editing.keep_aside import keep_aside
from clinic.staff.editing.merge_view import show_both
from clinic.staff.editing.models import KeptAside
from clinic.staff.editing.own_saves import is_from_this_tab, knowing

NEWER = "Somebody saved a newer version of this page after you opened it."
NEWER_OWN = "You saved a newer version of this page in another tab or window after you opened it here."
WAITING = 'A draft of yours is kept aside: a newer one was first. <a href="{}">See both versions or end this notice</a>'
NUMBER = re.compile("[0-9]{1,17}")


def tell_what_waits(request: StaffRequest, page: Page) -> None:
    """Hook `before_edit_page`."""
    if request.method != "GET":
        return
    if isinstance(page, ClinicPage) and (said := page.why_it_cannot_be_saved()):
        messages.warning(request, said)
    for kept in KeptAside.objects.waiting(page.pk, request.user)[:1]:
        messages.warning(request, format_html(WAITING, reverse("clinic_two_versions", args=[kept.pk])))


def refuse_stale_save(request: StaffRequest, page: Page) -> HttpResponse | None:
    """Hook `before_edit_page`: autosave is told as Wagtail's editor expects it, a person gets both texts."""
    lock = page.get_lock()
    if request.method != "POST" or page.alias_of_id or (lock and lock.for_user(request.user)):
        return None
    newest = page.get_latest_revision()
    if newest is None:
        return None
    stale = is_stale(request.POST, newest, request.user)
    if is_from_this_tab(request, newest) if stale else overwrites_named(request.POST, newest):
        request.POST = knowing(request.POST, newest)  # type: ignore[assignment]
        return None
    if not stale:
        return None
    if not request.accepts("text/html"):
        refused = {"success": False, "error_code": "invalid_revision", "error_message": newer(newest, request.user)}
        return JsonResponse(refused, status=400)
    if kept := keep_posted(request, page):
        return show_both(request, kept, status=409)
    hand_back(request, page)
    return None


def newer(newest: Revision | None, user: User) -> str:
    return NEWER_OWN if newest and newest.user_id == user.pk else NEWER


def keep_posted(request: StaffRequest, page: Page) -> KeptAside | None:
    """None when what was posted cannot even be kept as a draft."""
    newest, base = page.get_latest_revision(), base_of(request.POST, page)
    form = page.get_edit_handler().get_form_class()(
        request.POST, request.FILES, instance=page, parent_page=page.get_parent(), for_user=request.user
    )
    form.defer_required_fields()
    if form.is_valid():
        return keep_aside(form.save(commit=False), request.user, base, newest)
    form.restore_required_fields()
    return None


def hand_back(request: StaffRequest, page: Page) -> None:
    """Lets Wagtail show the form again as it was typed. It still does not say that it grew from the newest draft."""
    said = newer(page.get_latest_revision(), request.user)
    messages.warning(request, f"{said} Mend what is marked and save: then you see both versions together.")
    page.latest_revision_id = None


def is_stale(posted: Mapping[str, str], newest: Revision | None, user: User) -> bool:
    """`posted` may be anything; what does not say where it comes from is stale."""
    if newest is None:
        return False
    if overwriting := posted.get("overwrite_revision_id"):
        return overwriting != str(newest.pk) or newest.user_id != user.pk
    loaded = (posted.get("loaded_revision_id"), posted.get("loaded_revision_created_at"))
    return loaded != (str(newest.pk), newest.created_at.isoformat())


def overwrites_named(posted: Mapping[str, str], newest: Revision) -> bool:
    """Autosave goes on in the version it began. Once somebody has approved that, it is another that goes on."""
    return bool(posted.get("overwrite_revision_id")) and is_named(newest)


def base_of(posted: Mapping[str, str], page: Page) -> Revision | None:
    """The revision the form grew from, if it still says what it said then."""
    own = posted.get("overwrite_revision_id", "")
    pk = own or posted.get("loaded_revision_id", "")
    base = Revision.objects.for_instance(page).filter(pk=pk).first() if NUMBER.fullmatch(pk) else None
    if base and not own and posted.get("loaded_revision_created_at") != base.created_at.isoformat():
        return None
    return base
