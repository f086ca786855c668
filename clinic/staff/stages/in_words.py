"""How each page of a list stands, in words; and the same for sorting and narrowing a list in the database."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from wagtail.models import Page

from clinic.review.review_status import ReviewStatus, review_statuses
from clinic.staff.stages.pages_at_stage import Texts
from clinic.staff.stages.stage_rules import RULES, Rule, day, waiting_for

# What was published lately needs nobody.
STAGES = [rule for rule in RULES if rule.key != "published"]
SETTLED = "settled"
CHOICES = [*((rule.key, rule.title) for rule in STAGES), (SETTLED, "Live, nothing to do")]


@dataclass(frozen=True)
class Stage:
    """`title` as the board has it, `said` of this page."""

    title: str
    said: str = ""


def stages_of(pages: Collection[Page]) -> dict[int, list[Stage]]:
    """`{page id: its stages}`, what needs somebody first. As many queries for fifty pages as for one."""
    found: dict[int, list[Stage]] = {page.pk: [] for page in pages}
    texts, who = Texts(Page).filter(pk__in=found), waiting_for()
    for rule in STAGES:
        for text in rule.find(texts):
            said, _ = rule.tell(text)
            found[text.pk].append(Stage(rule.title, f"{who.get(rule.key, '')} {said}".strip()))
    quiet = [page for page in pages if not found[page.pk]]
    statuses = review_statuses([page for page in quiet if page.live])
    return found | {page.pk: [settled(page, statuses.get(page.pk))] for page in quiet}


def settled(page: Page, status: ReviewStatus | None) -> Stage:
    """Of a page that waits for nobody."""
    if not page.live:
        return Stage("Withdrawn")
    if not status or not status.review or not status.is_checked:
        return Stage("Live")
    until = f" Review by {day(status.review.next_due)}." if status.review.next_due else ""
    return Stage("Live", f"Approved by {status.review.reviewer_name}.{until}")


def stage_number() -> Case:
    """The place of a page's first stage among all, for sorting; the last for what waits for nobody."""
    cases = [When(pk__in=at(rule), then=Value(number)) for number, rule in enumerate(STAGES)]
    return Case(*cases, default=Value(len(STAGES)), output_field=IntegerField())


def narrowed(pages: Any, key: str) -> Any:
    """Those of the queryset `pages` at the stage `key`."""
    if key == SETTLED:
        return pages.annotate(of_all=stage_number()).filter(live=True, of_all=len(STAGES))
    return pages.filter(pk__in=at(next(rule for rule in STAGES if rule.key == key)))


def at(rule: Rule) -> QuerySet[Any, Any]:
    return rule.find(Texts(Page)).order_by().values("pk")
