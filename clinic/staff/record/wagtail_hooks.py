"""How the record shows in the admin: a button at every page, a line among the reports."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from clinic.people.menu import PermittedItem
from clinic.people.names_of_acts import named
from clinic.staff.record import refusals_and_exports, views
from clinic.staff.record.as_it_was_button import as_it_was_button

hooks.register("register_page_header_buttons", as_it_was_button)
hooks.register("register_log_actions", named(refusals_and_exports.ACTS))


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("record/", views.audit, name="clinic_record"),
        path("record/file/<str:name>", views.file_as_it_was, name="clinic_file_as_it_was"),
        path("record/page/<int:page_id>/", views.as_it_was, name="clinic_as_it_was"),
    ]


@hooks.register("register_reports_menu_item")
def record_item() -> MenuItem:
    return PermittedItem("Record", reverse("clinic_record"), "archive.export_record", icon_name="history", order=20)
