"""The admin's first screen: what staff come for, and what they left unfinished."""

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from clinic.pages.models import Bin
from clinic.people.models import User
from faq.models import FaqIndexPage

UNFINISHED = 8


def add_topic_url(user: User) -> str:
    """Where this person begins a topic; empty where they may not."""
    faq = FaqIndexPage.objects.first()
    if faq is None or not faq.permissions_for_user(user).can_add_subpage():
        return ""
    return reverse("wagtailadmin_pages:add", args=["faq", "topicpage", faq.pk])


class FirstSteps(Component):
    """Correct an answer, write a new one, import a document, see what waits. Only what this person may do."""

    name = "first_steps"
    order = 50
    template_name = "home/dashboard/first_steps.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        add_url = add_topic_url(parent_context["request"].user)
        return {
            "may_add": bool(add_url),
            "topics_url": reverse("topics:index"),
            "board_url": reverse("publishing_board"),
            "add_url": add_url,
            "import_url": reverse("import_topic") if add_url else "",
        }


class MyUnfinished(Component):
    """Drafts of this person that were never published: autosave makes one as soon as a page is begun."""

    name = "my_unfinished"
    order = 60
    template_name = "home/dashboard/my_unfinished.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        drafts = Bin.leave_out(Page.objects.filter(owner=user, live=False, first_published_at__isnull=True))
        return {"drafts": drafts.order_by("-latest_revision_created_at")[:UNFINISHED]}
