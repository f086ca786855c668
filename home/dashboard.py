"""What staff come for, on the admin's first screen below what waits."""

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from faq.topic_listing import add_topic_url


class FirstSteps(Component):
    """Correct an answer, write a new one, import a document. Only what this person may do."""

    name = "first_steps"
    order = 50
    template_name = "home/dashboard/first_steps.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        add_url = add_topic_url(parent_context["request"].user)
        return {
            "may_add": bool(add_url),
            "topics_url": reverse("topics:index"),
            "add_url": add_url,
            "import_url": reverse("import_topic") if add_url else "",
        }
