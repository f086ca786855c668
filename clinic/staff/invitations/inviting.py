"""A link with which somebody chooses a password, made by an admin."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from wagtail.log_actions import log

from clinic.people.first_admin import link_ends, link_for
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.site.site_context import SiteContext
from clinic.staff.one_time_link import OneTimeLink

ACTS = {"clinic.invited": ("Make a link for a password", "Link for a password made")}


@transaction.atomic
def new_link(request: StaffRequest, user_id: int) -> OneTimeLink:
    """For somebody who has no password yet it ends every link before; a password stays until another is chosen."""
    user = User.objects.select_for_update().get(pk=user_id)
    if not user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])
    link = OneTimeLink(link_for(user), link_ends(), user.display_name, EmailMessage(to=[user.email]))
    clinic = SiteContext.of(request).details.name or "the clinic"
    words = {"user": user, "by": request.user, "clinic": clinic, "link": link, "login": settings.WAGTAILADMIN_BASE_URL}
    link.letter.subject = f"Your account at {clinic}"
    link.letter.body = render_to_string("emails/invitation.txt", words)
    log(user, "clinic.invited", data={"why": "by mail" if link.can_be_mailed else "shown on the screen"})
    return link
