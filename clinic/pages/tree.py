"""The place of a page in the tree, told instead of asked for."""

from wagtail.models import Page


def set_parent(page: Page, parent: Page | None) -> None:
    """What treebeard's get_parent() keeps once it has asked."""
    page._cached_parent_obj = parent
