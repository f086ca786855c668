"""Menu items of the admin that only those see who may use what they lead to."""

from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

PAGE_RIGHTS = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}


class ReportItem(MenuItem):
    """Shown to whoever works on pages."""

    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, PAGE_RIGHTS)


class PermittedItem(MenuItem):
    """A menu item for those who hold `permission`."""

    def __init__(self, label, url, permission, **options):
        super().__init__(label, url, **options)
        self.permission = permission

    def is_shown(self, request):
        return request.user.has_perm(self.permission)
