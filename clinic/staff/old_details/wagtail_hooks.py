"""The list of old details: its addresses, its place among the reports, and its name in the history."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from clinic.people.menu import PageWorkItem
from clinic.people.names_of_acts import named
from clinic.staff.old_details import views

ACTIONS = {"clinic.old_detail_left": ("Leave an old detail", "Old detail of the clinic left as it is")}

hooks.register("register_log_actions", named(ACTIONS))
hooks.register("after_edit_setting", views.after_saving)


@hooks.register("register_admin_urls")
def old_details_urls() -> list[URLPattern]:
    return [
        path("old-details/", views.old_details, name="clinic_old_details"),
        path("old-details/leave/", views.leave, name="clinic_old_detail_leave"),
    ]


@hooks.register("register_reports_menu_item")
def old_details_item() -> MenuItem:
    return PageWorkItem(views.TITLE, reverse("clinic_old_details"), icon_name="clipboard-list", order=15)
