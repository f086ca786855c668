"""Wagtail's guides have servers run this name; here it does the same as `publish_due`, not what Wagtail's own does:
that one stops at the first page that cannot go live, and asks no gate.
"""

from .publish_due import Command

__all__ = ["Command"]
