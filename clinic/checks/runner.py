"""Runs the checks of a page. Each page type has a list of them, `editorial_checks`: functions from page to findings."""

from collections.abc import Callable, Iterable, Iterator

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
from clinic.checks.lookups import CheckLookups

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


Check = Callable[..., Iterator[Finding]]


def findings_for(
    page: Page, check_lookups: CheckLookups | None = None, checks: Iterable[Check] | None = None
) -> list[Finding]:
    """Every Finding on `page`, the most severe first.

    `check_lookups` are what the checks look up beside the page; give one to share it between many pages.
    `checks`: those to run, if not all.
    """
    if check_lookups is None or page.__dict__.get("check_lookups") is not check_lookups:
        read_anew(page, check_lookups)
    chosen = [*page.editorial_checks, *page.searching_checks] if checks is None else checks
    return in_order(finding for check in chosen for finding in check(page))


def read_anew(page: Page, check_lookups: CheckLookups | None) -> None:
    """Forget what an earlier run read: the same page object may hold other words now."""
    for name in ("block_locations", "text_extracts", "check_lookups"):
        page.__dict__.pop(name, None)
    if check_lookups is not None:
        page.check_lookups = check_lookups
