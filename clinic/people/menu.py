"""Menu items of the admin that only those see who may use what they lead to."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

PAGE_RIGHTS = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}


class PageWorkItem(MenuItem):
    """Shown to whoever holds one of `rights` on some page; without them to whoever works on pages at all."""

    def __init__(self, label: str, url: str, rights: set[str] = PAGE_RIGHTS, **options: Any) -> None:
        super().__init__(label, url, **options)
        self.rights = rights

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_any_permission(request.user, self.rights)


class PermittedItem(MenuItem):
    """Shown to those who hold `permission`."""

    def __init__(self, label: str, url: str, permission: str, **options: Any) -> None:
        super().__init__(label, url, **options)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)
