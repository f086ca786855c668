"""What mixins that stand before Wagtail's Page are built on: to a type checker it is Page, when it runs nothing."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import Page as PageMixin
else:
    PageMixin = object

__all__ = ["PageMixin"]
