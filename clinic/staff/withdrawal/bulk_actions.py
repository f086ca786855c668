"""Many pages at once, in place of Wagtail's bulk delete and bulk unpublish."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_list_or_404
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from clinic.pages.permissions import ClinicPagePermissions
from clinic.pages.withdrawing import put_in_bin
from clinic.people.models import User


class OurPages(PageBulkAction):
    """Pages as what they are, so that their own rights are asked."""

    @classmethod
    def get_queryset(cls, model: type[Page], object_ids: list[int]) -> list[Page]:
        return [page.specific for page in get_list_or_404(model, pk__in=object_ids)]

    def rights_on(self, page: Page) -> Any:
        return page.permissions_for_user(self.request.user)


class BinBulkAction(OurPages):
    """Drafts go to the bin. What was published is named, and stays."""

    display_name = "Put in the bin"
    action_type = "delete"
    aria_label = "Put selected drafts in the bin"
    template_name = "clinic/withdrawal/bulk_bin.html"
    action_priority = 30

    def check_perm(self, page: Page) -> bool:
        return self.rights_on(page).can_delete()

    def object_context(self, page: Page) -> dict[str, Any]:
        return super().object_context(page) | {"descendant_count": page.get_descendant_count()}

    @classmethod
    def execute_action(cls, objects: list[Page], user: User | None = None, **kwargs: Any) -> tuple[int, int]:
        below = 0
        for page in objects:
            below += page.get_descendant_count()
            put_in_bin(page, user)
        return len(objects), below

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        also = f", with {num_child_objects} below them" if num_child_objects else ""
        return f"In the bin: {self.get_parent_page_text(num_parent_objects)}{also}."


class WithdrawBulkAction(OurPages):
    """Leads to the withdrawal of each page: every one needs a reason and a way on of its own."""

    display_name = "Withdraw"
    action_type = "unpublish"
    aria_label = "Withdraw selected pages"
    template_name = "clinic/withdrawal/bulk_withdraw.html"
    action_priority = 50

    def check_perm(self, page: Page) -> bool:
        rights = self.rights_on(page)
        return isinstance(rights, ClinicPagePermissions) and rights.can_withdraw()

    @classmethod
    def execute_action(cls, objects: list[Page], **kwargs: Any) -> None:
        raise PermissionDenied("Pages are withdrawn one at a time.")
