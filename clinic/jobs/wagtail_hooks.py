"""The Mail report, and the name of a failed publication in a page's history."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from clinic.jobs.mail.views import MailReport, decide
from clinic.people.menu import PermittedItem


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    actions.register_action("clinic.publishing_failed", "Publishing failed", "Could not be done at its time")


@hooks.register("register_admin_urls")
def mail_urls() -> list[URLPattern]:
    return [
        path("reports/mail/", MailReport.as_view(), name="clinic_mail"),
        path("reports/mail/results/", MailReport.as_view(results_only=True), name="clinic_mail_results"),
        path("reports/mail/decide/", decide, name="clinic_mail_decide"),
    ]


@hooks.register("register_reports_menu_item")
def mail_menu_item() -> PermittedItem:
    return PermittedItem("Mail", reverse("clinic_mail"), "jobs.view_storedmail", icon_name="mail", order=800)
