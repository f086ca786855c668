"""Inviting somebody, and sending a link again."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from wagtail.users.views.users import CreateView

from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.staff.invitations.inviting import new_link
from clinic.staff.one_time_link import deliver

PEOPLE = "wagtailusers_users:index"


class InviteView(CreateView):
    """Name, address and roles; the password is the other person's to choose."""

    page_title = "Invite a person"
    submit_button_label = "Invite"
    submit_button_active_label = "Inviting…"
    error_message = "Nobody was invited. Look at the fields marked below."

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*super().get_breadcrumbs_items()[:-1], {"url": "", "label": self.page_title}]

    def get_page_subtitle(self) -> str:
        return self.page_title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        required = settings.SECOND_FACTOR == "required"
        told = {"has_mail_server": settings.HAS_MAIL_SERVER, "second_factor_required": required}
        return super().get_context_data(**kwargs) | told

    def save_action(self) -> HttpResponse:
        return deliver(self.request, new_link(self.request, self.object.pk), reverse(PEOPLE))


@permission_required("people.change_user", raise_exception=True)
def invite_again(request: StaffRequest, pk: int, **_: Any) -> HttpResponse:
    """Another link, where the first was lost or has ended, or where somebody has lost the password."""
    person = get_object_or_404(User, pk=pk, is_active=True)
    if request.method == "POST":
        return deliver(request, new_link(request, person.pk), reverse(PEOPLE))
    return render(request, "clinic/invitations/again.html", {"person": person})
