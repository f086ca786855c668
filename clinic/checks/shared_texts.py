"""Texts that many pages show, such as the glossary's: what is found in one is said once, where it is edited."""

from collections.abc import Callable, Iterable

from clinic.checks.findings import Finding, in_order
from clinic.checks.lookups import CheckLookups

# What finds claims in all shared texts of one kind, filled by the rooms that keep them.
FINDERS: list[Callable[[CheckLookups], Iterable[Finding]]] = []


def shared_findings() -> list[Finding]:
    check_lookups = CheckLookups()
    return in_order(finding for find in FINDERS for finding in find(check_lookups))
