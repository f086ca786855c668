"""Panels of the editor about where a page stands."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import Page


def site_menu() -> MultiFieldPanel:
    """Whether the page is in the menu of the site, and where."""
    return MultiFieldPanel(
        [FieldPanel("show_in_menus", help_text="A link at the top of every page."), MenuOrderPanel()],
        heading="Menu of the site",
    )


class MenuOrderPanel(Panel):
    """The menu as patients have it; whoever may, is led to where the pages are sorted."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic/panels/menu_order.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            above = self.instance.get_parent()
            return super().get_context_data(parent_context) | {
                "page": self.instance,
                "above": above,
                "menu": Page.objects.child_of(above).live().in_menu().order_by("path"),
                "may_sort": above.permissions_for_user(self.request.user).can_reorder_children(),
            }
