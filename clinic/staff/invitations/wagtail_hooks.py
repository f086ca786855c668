"""Links for passwords in the list of people, and in the record."""

from collections.abc import Iterator

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from clinic.people.models import User
from clinic.people.names_of_acts import named
from clinic.staff.invitations.forms import AssignExplainedRole
from clinic.staff.invitations.inviting import ACTS

hooks.register("register_log_actions", named(ACTS))
# After Wagtail's own, which it takes the place of.
hooks.register("register_bulk_action", AssignExplainedRole, order=1)


@hooks.register("register_user_listing_buttons")
def link_button(user: User, request_user: User) -> Iterator[Button]:
    if user.is_active and request_user.has_perm("people.change_user"):
        label = "Make a link for a new password" if user.has_usable_password() else "Invite again"
        url = reverse("wagtailusers_users:invite", args=[user.pk])
        yield Button(label, url, icon_name="mail", priority=35)
