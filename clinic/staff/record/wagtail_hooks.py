"""How the record shows in the admin: a button at every page, a line among the reports."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from clinic.people.menu import PermittedItem
from clinic.staff.record import views


@hooks.register("register_admin_urls")
def urls():
    return [
        path("record/", views.audit, name="clinic_record"),
        path("record/page/<int:page_id>/", views.as_it_was, name="clinic_as_it_was"),
    ]


@hooks.register("register_page_header_buttons")
def as_it_was_button(page, user, next_url=None, view_name=None):
    """In the header of the editor."""
    if hasattr(page, "review_window") and views.may_read_record(user, page):
        yield Button("As it was on a day…", reverse("clinic_as_it_was", args=[page.pk]), icon_name="date", priority=70)


@hooks.register("register_reports_menu_item")
def record_item():
    return PermittedItem("Record", reverse("clinic_record"), "archive.export_record", icon_name="history", order=20)
