"""The screens on which pages are withdrawn, thrown away and brought back. The rules are in clinic.pages.withdrawing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from clinic.content.models.unsigned_words import name_for
from clinic.pages import withdrawing
from clinic.pages.models import BinnedPage, Withdrawal
from clinic.pages.models.bin import KEPT_DAYS
from clinic.pages.permissions import ClinicPagePermissions, holds_published
from clinic.people.requests import StaffRequest
from clinic.staff.withdrawal.forms import PlaceForm, WithdrawForm
from clinic.staff.withdrawal.links_here import places_leading_to


def rights_on(request: StaffRequest, page_id: int) -> tuple[Page, ClinicPagePermissions]:
    """`(page, rights)`: the page and what this person may do with it. PermissionDenied unless they may edit it."""
    page = get_object_or_404(Page, pk=page_id).specific
    rights = page.permissions_for_user(request.user)
    if not isinstance(rights, ClinicPagePermissions):
        raise Http404
    if not rights.can_edit():
        raise PermissionDenied
    return page, rights


def withdraw(request: StaffRequest, page_id: int) -> HttpResponse:
    """Why, what its address answers, and which pages lead there, before anything happens."""
    page, rights = rights_on(request, page_id)
    if not page.live:
        messages.error(request, f"“{page.title}” is not public, so there is nothing to withdraw.")
        return redirect("wagtailadmin_pages:edit", page.pk)
    if not rights.can_withdraw():
        raise PermissionDenied
    try:
        withdrawing.refuse_named(page)
    except withdrawing.NotWithdrawable as refusal:
        messages.error(request, refusal.message)
        return redirect("wagtailadmin_pages:edit", page.pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and withdrawn(request, form, page, rights):
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "form": form, "media": form.media, "places": places_leading_to(page, request.user)}
    return render(request, "clinic/withdrawal/withdraw.html", context | heading("Withdraw", page, "no-view"))


def withdrawn(request: StaffRequest, form: WithdrawForm, page: Page, rights: ClinicPagePermissions) -> bool:
    try:
        withdrawing.withdraw(page, request.user, urgent=not rights.can_publish(), **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    name_for(page, form.read_by, form.cleaned_data["notice"])
    messages.success(request, f"“{page.title}” is withdrawn. To put it back, publish it again.")
    return True


def instead_of_unpublishing(request: StaffRequest, page_id: int) -> HttpResponse:
    """In place of Wagtail's own page, which leaves a dead end."""
    page, rights = rights_on(request, page_id)
    if not rights.can_withdraw():
        raise PermissionDenied
    messages.info(request, "A page is not simply unpublished: say what people find at its address instead.")
    return redirect("withdraw", page.pk)


def throw_away(request: StaffRequest, page_id: int) -> HttpResponse:
    """In place of Wagtail's own deletion: drafts go to the bin, what was published stays."""
    page, rights = rights_on(request, page_id)
    if holds_published(page):
        return refuse_deletion(request, page, rights)
    if not rights.can_delete():
        raise PermissionDenied
    if request.method == "POST":
        parent = page.get_parent()
        withdrawing.put_in_bin(page, request.user)
        messages.success(request, f"“{page.get_admin_display_title()}” is in the bin for {KEPT_DAYS} days.")
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore", args=[parent.pk]))
    context = {"page": page, "below": page.get_descendant_count(), "days": KEPT_DAYS}
    return render(request, "clinic/withdrawal/throw_away.html", context | heading("Put in the bin", page, "bin"))


def refuse_deletion(request: StaffRequest, page: Page, rights: ClinicPagePermissions) -> HttpResponse:
    """In words, and on to what can be done instead."""
    what = f"“{page.title}” has been published" if page.first_published_at or page.live else "A page below it has been"
    if page.live and rights.can_withdraw():
        messages.error(request, f"{what}, so it stays in the record. You can withdraw it instead.")
        return redirect("withdraw", page.pk)
    messages.error(request, f"{what}, so it stays in the record and cannot be deleted.")
    return redirect("wagtailadmin_pages:edit", page.pk)


def heading(task: str, page: Page | None = None, icon: str = "bin") -> dict[str, Any]:
    """What Wagtail's header shows: the task, and the page it is about."""
    return {
        "header_title": task,
        "page_title": task,
        "page_subtitle": page.get_admin_display_title() if page else "",
        "header_icon": icon,
    }


# The bin --------------------------------------------------------------------------------------------------------------


def bin_list(request: StaffRequest) -> HttpResponse:
    """What is in the bin: a writer's own drafts, for publishers and admins everybody's."""
    binned = BinnedPage.objects.in_reach_of(request.user).select_related("page", "from_parent", "thrown_by")
    context = {"binned": binned, "days": KEPT_DAYS}
    return render(request, "clinic/withdrawal/bin.html", context | heading("Bin"))


def restore(request: StaffRequest, binned_id: int) -> HttpResponse:
    """Back to where it was; where that place is gone, to one that is chosen."""
    binned = get_object_or_404(BinnedPage.objects.in_reach_of(request.user), pk=binned_id)
    form = None if withdrawing.place_of(binned) else PlaceForm(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        page = restored(request, binned, form)
        if page:
            return redirect("wagtailadmin_pages:edit", page.pk)
    if request.method != "POST" and form is None:
        return redirect("bin")
    context = {"form": form or PlaceForm(), "media": PlaceForm().media, "binned": binned}
    return render(request, "clinic/withdrawal/restore.html", context | heading("Put back", binned.page))


def restored(request: StaffRequest, binned: BinnedPage, form: PlaceForm | None) -> Page | None:
    parent = form.cleaned_data["parent"].specific if form else None
    if parent and not parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    try:
        page = withdrawing.restore(binned, request.user, parent)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return None
    messages.success(request, f"“{page.get_admin_display_title()}” is back, with its history.")
    return page


@permission_required("pages.delete_for_ever", raise_exception=True)
def delete_for_ever(request: StaffRequest, binned_id: int) -> HttpResponse:
    binned = get_object_or_404(BinnedPage, pk=binned_id)
    if request.method == "POST":
        title = binned.page.get_admin_display_title()
        withdrawing.delete_for_ever(binned, request.user)
        messages.success(request, f"“{title}” is deleted for ever.")
        return redirect("bin")
    context = {"binned": binned}
    return render(request, "clinic/withdrawal/delete_for_ever.html", context | heading("Delete for ever", binned.page))


def withdrawn_pages(request: StaffRequest) -> HttpResponse:
    """Every page that is off the site, why, by whom and what its address answers."""
    rows = Withdrawal.objects.active().select_related("page", "target").prefetch_related("withdrawn_by__former_names")
    return render(
        request, "clinic/withdrawal/withdrawn.html", {"rows": rows} | heading("Withdrawn pages", icon="no-view")
    )


delete_instead = require_admin_access(throw_away)
unpublish_instead = require_admin_access(instead_of_unpublishing)
