"""Findings are kept when a page is judged, and judged anew when its words, or what they are judged by, have changed."""

import hashlib
from collections.abc import Collection, Iterator

from django.db import transaction
from django.db.models import Count, Sum
from wagtail.models import Page

from clinic.checks.bulk_checks import Judged, judge
from clinic.checks.claims.name_lists import names_in_use
from clinic.checks.findings import SEVERITIES, findings_as_json
from clinic.checks.models import CheckedPage, ClaimRule, KeptFinding
from clinic.checks.runner import Check
from clinic.content.models import KeyFigure
from clinic.meaning.models import Learned, Subject, Threshold
from clinic.site.models import ClinicDetails, FormerDetail
from clinic.site.models.former_detail import Typed

# Pages that are judged together.
TOGETHER = 100


def refresh(most: int | None = None) -> None:
    """Judges the pages whose findings are out of date, `most` of them at a time."""
    stale = sorted(out_of_date().items())[:most]
    for at in range(0, len(stale), TOGETHER):
        keep(dict(stale[at : at + TOGETHER]))


def look_again(rule: str, check: Check, ids: Collection[int]) -> list[KeptFinding]:
    """What `check`, which says `rule`, finds on the pages `ids` now. Kept too, but of pages that `refresh` holds."""
    judged = judge(Page.objects.filter(pk__in=ids).order_by("path"), [check])
    found = [row for one in judged for row in rows(one)]
    with transaction.atomic():
        judged_before = CheckedPage.objects.filter(page__in=ids).values_list("page_id", flat=True)
        free = set(ids) - set(judged_before) | set(judged_before.select_for_update(skip_locked=True))
        KeptFinding.objects.filter(rule=rule, page__in=free).delete()
        KeptFinding.objects.bulk_create(row for row in found if row.page_id in free)
    return found


def out_of_date() -> dict[int, str]:
    """{page id: its state now} of the pages whose findings are of another state."""
    kept = dict(CheckedPage.objects.values_list("page_id", "state"))
    return {pk: state for pk, state in states_of_pages().items() if kept.get(pk) != state}


def forget() -> None:
    """All pages are judged again: links and days past due change by themselves."""
    CheckedPage.objects.all().delete()


def states_of_pages() -> dict[int, str]:
    """{page id: another value when its words have changed, or what they are judged by}"""
    judged_by = basis()
    words = Page.objects.order_by("path").values_list(
        "pk", "live", "has_unpublished_changes", "latest_revision_id", "live_revision_id", "last_published_at"
    )
    return {pk: " ".join(map(str, (judged_by, *rest))) for pk, *rest in words}


def basis() -> str:
    """Another value when rules, examples, thresholds, key figures or the clinic's details have changed."""
    seen = [
        ClaimRule.objects.switched_on().aggregate(many=Count("pk"), versions=Sum("version")),
        list(Learned.objects.filter(subject=Subject.CLAIM).values_list("stamp", flat=True)),
        list(Threshold.objects.filter(subject=Subject.CLAIM).values_list("label", "value")),
        [(figure.pk, figure.text) for figure in KeyFigure.objects.order_by("pk")],
        list(ClinicDetails.objects.order_by("pk").values_list("jurisdiction", *Typed.values)),
        list(FormerDetail.objects.order_by("pk").values_list("field", "value")),
        names_in_use(),
    ]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


@transaction.atomic
def keep(states: dict[int, str]) -> None:
    """Whoever comes second waits at the rows of CheckedPage, and then keeps what it found itself."""
    CheckedPage.objects.bulk_create(
        [CheckedPage(page_id=pk, state=state) for pk, state in states.items()],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["state"],
    )
    KeptFinding.objects.filter(page__in=states).delete()
    judged = judge(Page.objects.filter(pk__in=states).order_by("path"))
    KeptFinding.objects.bulk_create(row for one in judged for row in rows(one))


def rows(judged: Judged) -> Iterator[KeptFinding]:
    """Without what is found in shared texts: the report says that once, not for each page."""
    own = [finding for finding in judged.findings if not finding.shared]
    for finding, said in zip(own, findings_as_json(own), strict=True):
        yield KeptFinding(
            page_id=judged.page.pk,
            version=judged.version,
            weight=SEVERITIES.index(finding.severity),
            severity=finding.severity,
            rule=finding.rule,
            said=said,
        )
