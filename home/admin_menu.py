"""The main menu: what everybody does every day first, then a few groups."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem


@dataclass(frozen=True)
class Group:
    """`names` are those of the items that stand below it, `order` its place."""

    label: str
    icon: str
    order: int
    names: tuple[str, ...]


GROUPS = [
    Group("Shared texts", "folder-open-inverse", 200, ("references", "glossary", "key-figures", "subjects")),
    Group("Files", "image", 300, ("images", "documents")),
]


def grouped(request: HttpRequest, items: list[MenuItem]) -> None:
    """One item of a group stands by itself."""
    for group in GROUPS:
        inside = [item for item in items if item.name in group.names]
        if len(inside) > 1:
            below = SubmenuMenuItem(group.label, Menu(items=inside), icon_name=group.icon, order=group.order)
            items[:] = [below, *(item for item in items if item not in inside)]
