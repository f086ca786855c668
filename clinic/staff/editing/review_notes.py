"""What a writer is told when a page is sent: who has it next, and what will stop its approval."""

from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from wagtail.models import Page

from clinic.checks.findings import blocking
from clinic.checks.proofread import Proofread
from clinic.checks.runner import findings_for
from clinic.people.requests import StaffRequest
from clinic.people.roles import members
from clinic.site.four_eyes import one_person_signs

STOPS = 'Sent. {} will stop approval: {}{} <a href="{}">Take it back in the editor</a> to mend that.'
NEXT = "Who reviews it next: {}. Once it is approved, or a change is asked for, your first screen says so{}."
NOBODY = "Nobody else may review it yet: an admin has to give somebody the role of a clinical reviewer."


def tell_what_stops(request: StaffRequest, page: Page) -> None:
    """Hook `after_edit_page` and `after_create_page`: whoever sends a page hears what its reviewer would say."""
    if "action-submit" not in request.POST or not isinstance(page, Proofread):
        return
    if found := blocking(findings_for(page)):
        first, others = found[0], len(found) - 1
        things = "1 thing" if not others else f"{len(found)} things"
        more = f" (and {others} more)" if others else ""
        editor = reverse("wagtailadmin_pages:edit", args=[page.pk]) + first.place.anchor
        messages.warning(request, format_html(STOPS, things, first.message, more, editor))


def tell_who_is_next(request: StaffRequest, page: Page) -> None:
    """The same hooks: whoever sends a page hears who has it now, and when they hear of it again."""
    if "action-submit" not in request.POST or not isinstance(page, Proofread):
        return
    others = members("reviewer") if one_person_signs() else members("reviewer").exclude(pk=request.user.pk)
    by_mail = ", and a mail comes to you" if settings.HAS_MAIL_SERVER and request.user.email else ""
    names = ", ".join(person.display_name for person in others)
    messages.info(request, NEXT.format(names, by_mail) if names else NOBODY)
