"""Where logging in shows in the admin."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from clinic.people.models import User
from clinic.people.names_of_acts import named
from clinic.staff.login.last_admin import keep_in_bulk
from clinic.staff.login.login_record import ACTS

hooks.register("before_bulk_action", keep_in_bulk)
hooks.register("register_log_actions", named(ACTS))


@hooks.register("register_account_menu_item")
def second_factor_item(request: HttpRequest) -> dict[str, str]:
    return {
        "label": "Second factor",
        "url": reverse("mfa_index"),
        "help_text": "What you show besides your password when you log in.",
    }


@hooks.register("register_account_menu_item")
def logins_item(request: HttpRequest) -> dict[str, str]:
    return {
        "label": "Where you are logged in",
        "url": reverse("usersessions_list"),
        "help_text": "See on which devices, and log the others out.",
    }


@hooks.register("register_user_listing_buttons")
def remove_button(user: User, request_user: User) -> Iterator[Button]:
    if request_user.has_perm("people.change_user"):
        url = reverse("remove_second_factor", args=[user.pk])
        yield Button("Remove second factor", url, icon_name="key", priority=40)


@hooks.register("insert_global_admin_js")
def idle_script() -> str:
    """Warns before a login ends, and sends no form without one."""
    tag = '<script src="{}" data-url="{}" data-login="{}" data-minutes="{}" defer></script>'
    url, login = reverse("still_here"), reverse("wagtailadmin_login")
    return format_html(tag, static("clinic/js/still-here.js"), url, login, settings.IDLE_MINUTES)
