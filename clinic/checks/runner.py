"""Runs the checks of a page. Each page type has a list of them, `editorial_checks`: functions from page to findings."""

from wagtail.models import Page

from clinic.checks.findings import (
    Finding,
    Place,
    blocking,
    findings_as_json,
    findings_from_json,
    in_order,
    overridable,
    still_blocking,
)
from clinic.checks.lookups import Surroundings

__all__ = [
    "Finding",
    "Place",
    "blocking",
    "findings_as_json",
    "findings_for",
    "findings_from_json",
    "overridable",
    "still_blocking",
]


def findings_for(page: Page, surroundings: Surroundings | None = None) -> list[Finding]:
    """Every Finding on `page`, the most severe first.

    `surroundings` are what the checks look up beside the page; give one to share it between many pages.
    """
    if surroundings is None or page.__dict__.get("surroundings") is not surroundings:
        read_anew(page, surroundings)
    return in_order(finding for check in page.editorial_checks for finding in check(page))


def read_anew(page: Page, surroundings: Surroundings | None) -> None:
    """Forget what an earlier run read: the same page object may hold other words now."""
    for name in ("spots", "passages", "surroundings"):
        page.__dict__.pop(name, None)
    if surroundings is not None:
        page.surroundings = surroundings
