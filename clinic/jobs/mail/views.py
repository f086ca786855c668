"""Where the clinic's admins see what mail waits, what was sent and what could not be delivered. Never a text."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from clinic.jobs.mail.delivery import send_again
from clinic.jobs.models import StoredMail

MEANINGS = {
    StoredMail.State.PARKED: "The mail server said no each time. Mend the address or the server first.",
    StoredMail.State.UNSURE: "The line broke in the one moment in which the server may have taken them, or not. "
    "Sent again, they may arrive twice.",
}


class MailReport(ReportView):
    """All stored messages, the newest first: to whom, about what, and what became of them."""

    permission_policy = ModelPermissionPolicy(StoredMail)
    permission_required = "view"
    page_title = "Mail"
    header_icon = "mail"
    template_name = "clinic/mail/report.html"
    index_url_name = "clinic_mail"
    index_results_url_name = "clinic_mail_results"
    is_searchable = False
    columns = [
        Column("recipient", label="To", width="25%"),
        Column("subject", label="Subject", width="30%"),
        Column("state", label="State", accessor="get_state_display"),
        Column("created_at", label="Stored"),
        Column("problem", label="Why"),
    ]

    def get_queryset(self) -> QuerySet[StoredMail]:
        return StoredMail.objects.defer("content")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {
            "has_mail_server": settings.HAS_MAIL_SERVER,
            "waiting": StoredMail.objects.waiting().count(),
            "troubles": troubles(),
            "may_decide": self.request.user.has_perm("jobs.change_storedmail"),
        }


def troubles() -> Iterator[dict[str, Any]]:
    """What an admin has to decide about, one group for each state that has messages."""
    for state, meaning in MEANINGS.items():
        count = StoredMail.objects.in_trouble().filter(state=state).count()
        if count:
            yield {"state": state.value, "label": state.label, "count": count, "meaning": meaning}


@require_POST
@permission_required("jobs.change_storedmail", raise_exception=True)
def decide(request: HttpRequest) -> HttpResponse:
    """What becomes of the messages nobody could deliver: sent again, or left unsent."""
    chosen = StoredMail.objects.filter(state=request.POST.get("state", ""))
    if request.POST.get("decision") == "send":
        messages.success(request, f"{send_again(chosen)} messages are on their way again.")
    elif request.POST.get("decision") == "leave":
        messages.success(request, f"{chosen.leave()} messages are left unsent.")
    return redirect("clinic_mail")
