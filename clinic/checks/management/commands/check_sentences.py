"""Says what the claims check finds in sentences, for scripts: one sentence a line in, one JSON object a line out."""

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand

from clinic.checks.claims.page_claims import Passage, claims
from clinic.checks.findings import WHOLE_PAGE, Finding
from clinic.checks.lookups import CheckLookups
from clinic.checks.text.sentences import visible

# Sentences that are encoded together.
TOGETHER = 500


class Command(BaseCommand):
    help = "Reads one sentence a line and prints what the claims check finds in each, as JSON, one object a line."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        for text, findings in checked(line.rstrip("\n") for line in sys.stdin):
            self.stdout.write(
                json.dumps({"text": text, "findings": [said(one) for one in findings]}, ensure_ascii=False)
            )


def checked(texts: Iterable[str]) -> Iterator[tuple[str, list[Finding]]]:
    """Each text with its findings, as they are where nothing is said of the place it stands in."""
    check_lookups, left = CheckLookups(), iter(texts)
    while some := list(islice(left, TOGETHER)):
        check_lookups.meanings.read(visible(text) for text in some)
        yield from ((text, list(claims([Passage(visible(text), WHOLE_PAGE, {})], check_lookups))) for text in some)


def said(finding: Finding) -> dict[str, str]:
    like = f" It sounds like the example “{finding.example}”" if finding.example else ""
    return {"rule": finding.rule, "severity": finding.severity, "why": f"{finding.message}{like} {finding.why}"}
