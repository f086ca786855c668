"""How the record shows in the admin: a button at every page, a line among the reports."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from clinic.mail.screens import PermittedItem
from clinic.record import screens


def urls():
    return [
        path("record/", screens.audit, name="clinic_record"),
        path("record/page/<int:page_id>/", screens.as_it_was, name="clinic_as_it_was"),
    ]


def as_it_was_button(page, user, next_url=None, view_name=None):
    """In the header of the editor."""
    if hasattr(page, "review_window") and screens.may_read_record(user, page):
        yield Button("As it was on a day…", reverse("clinic_as_it_was", args=[page.pk]), icon_name="date", priority=70)


def record_item():
    return PermittedItem("Record", reverse("clinic_record"), "clinic.export_record", icon_name="history", order=20)


def register():
    """All of the above; for clinic.wagtail_hooks."""
    hooks.register("register_admin_urls", urls)
    hooks.register("register_page_header_buttons", as_it_was_button)
    hooks.register("register_reports_menu_item", record_item)
