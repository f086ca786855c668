"""The list of texts with an old detail of the clinic, and the word that one of them may stay as it is."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from clinic.checks.models import KeptFinding, LeftAsItIs
from clinic.checks.old_details.check import RULE
from clinic.checks.old_details.listing import Mention, mentions_for
from clinic.people.menu import PAGE_RIGHTS
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.site.models import ClinicDetails, DetailsWords, FormerDetail

TITLE = "Old details in texts"
SAVED = "Saved. What was there before is still typed in {}: no text is changed by itself."
# Of those with old words, so many are named once something was saved; the list below has all.
MOST_NAMED = 5
LEFT = "It stays as it is, and is not listed any more."
BEHIND = "Patients who read another language still read what was there before. {}. Correct it under “Other languages”."
GONE = "That place is not in the list any more: somebody has dealt with it."


def old_details(request: StaffRequest) -> HttpResponse:
    if not page_permission_policy.user_has_any_permission(request.user, PAGE_RIGHTS):
        raise PermissionDenied
    mentions = [(mention, may_change(request.user, mention)) for mention in mentions_for(request.user)]
    context = {"mentions": mentions, "page_title": TITLE, "header_title": TITLE, "header_icon": "clipboard-list"}
    return render(request, "clinic/old_details/list.html", context)


def may_change(user: User, mention: Mention) -> bool:
    """Other texts than pages are listed for those only who may change them."""
    text = mention.text
    return text.permissions_for_user(user).can_edit() if isinstance(text, Page) else True


@require_POST
def leave(request: StaffRequest) -> HttpResponse:
    """What is typed in one place is right there: "until 2026 the clinic was called …"."""
    asked = (request.POST.get("text"), request.POST.get("finding"))
    found = [one for one in mentions_for(request.user) if (one.name, one.finding.key) == asked]
    if any(not may_change(request.user, one) for one in found):
        raise PermissionDenied
    for mention in found:
        leave_as_it_is(mention, request.user)
    messages.success(request, LEFT) if found else messages.info(request, GONE)
    return redirect("clinic_old_details")


def leave_as_it_is(mention: Mention, user: User) -> None:
    key = mention.finding.key
    rows = [LeftAsItIs(former=one, text=mention.name, finding=key, by=user) for one in FormerDetail.objects.all()]
    LeftAsItIs.objects.bulk_create(rows, ignore_conflicts=True)
    if isinstance(mention.text, Page):
        KeptFinding.objects.filter(rule=RULE, page=mention.text.pk, said__key=key).delete()
    log(mention.text, "clinic.old_detail_left", user=user)


def after_saving(request: StaffRequest, details: Any) -> HttpResponse | None:
    """Hook `after_edit_setting`: whoever changed a detail is told what still says the old one."""
    if not isinstance(details, ClinicDetails):
        return None
    behind = [row.told_behind for row in DetailsWords.objects.behind().filter(details=details)]
    if behind:
        messages.warning(request, BEHIND.format("; ".join(behind)))
    mentions = mentions_for(request.user) if details.replaced else []
    if not mentions:
        return None
    messages.warning(request, format_html(SAVED, named(mentions)))
    return redirect("clinic_old_details")


def named(mentions: list[Mention]) -> SafeString:
    """The texts, each once and as a link to its form: as in “Danger”, “Sleep” and 3 more."""
    texts = {mention.name: mention for mention in mentions}
    first = list(texts.values())[:MOST_NAMED]
    links = [format_html('<a href="{}">{}</a>', one.url, one.title) for one in first]
    more = len(texts) - len(first)
    last = SafeString(f"{more} more") if more else links.pop()
    return format_html("{} and {}", format_html_join(", ", "{}", ((one,) for one in links)), last) if links else last
