"""Which pages are at which stage: one method of the queryset for each."""

from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from clinic.jobs.models import PublishingFailure
from clinic.pages.models import Bin, Withdrawal
from clinic.pages.overdue_policy import awaited
from clinic.pages.page_types import page_types
from clinic.people.menu import PAGE_RIGHTS
from clinic.people.models import User
from clinic.review.models import PublishTask, Remark, Review, SignOffTask
from clinic.staff.stages.lookups import (
    approved_as_they_are,
    approver_who_left,
    behind,
    emergencies,
    goes_live_at,
    planned_pages,
    resaved_pages,
    sent_back,
    standing,
    taken_off,
    waiting_pages,
    waiting_since,
)

LATELY = timedelta(days=14)
SOON = timedelta(days=60)


class Texts(PageQuerySet):
    """Pages of our own types. `since`, where a method adds it, is what its stage is sorted by."""

    def with_person(self) -> Self:
        """Adds `person`, the id of who looks after the page: named for it, or whoever began it."""
        named = [f"{model._meta.model_name}__responsible" for model in page_types()]
        return self.annotate(person=Coalesce(*named, "owner"))

    def looked_after_by(self, person: int) -> Self:
        return self.with_person().filter(person=person)

    def worked_on_by(self, person: int) -> Self:
        """Looked after by this person, or saved last by them: who corrects another's page is busy with it, too."""
        return self.with_person().filter(Q(person=person) | Q(latest_revision__user=person))

    def by_since(self) -> Self:
        return self.order_by("since", "pk")

    # Drafts ------------------------------------------------------------------------------------------------------

    def with_draft(self) -> Self:
        """Newer words than patients read. What was withdrawn counts only once somebody worked on it again."""
        return self.filter(Q(live=False) | Q(has_unpublished_changes=True)).exclude(
            Exists(untouched(Withdrawal.objects.active()))
        )

    def resting(self) -> Self:
        """Neither with a reviewer or a publisher nor planned."""
        return self.exclude(pk__in=waiting_pages(SignOffTask, PublishTask)).exclude(pk__in=planned_pages())

    def sent_back(self) -> Self:
        """A reviewer asked for a change, `asked_by`, and nobody has saved other words since; `asked_for`: the first of
        the `asks` things that they asked for.

        Of words that patients read, too, or would if their review were not overdue.
        """
        asked = {"asked_in": "pk", "since": "created_at", "asked_by": "reviewer_name"}
        told = {name: Subquery(sent_back().values(column)[:1]) for name, column in asked.items()}
        note, remarks = Subquery(sent_back().values("note")[:1]), Remark.objects.filter(review=OuterRef("asked_in"))
        first = Subquery(remarks.order_by("pk").values("said")[:1])
        count = Subquery(remarks.order_by().values("review").values(count=Count("pk")))
        gone = Withdrawal.objects.active().exclude(how=Withdrawal.How.OVERDUE)
        return (
            self.resting()
            .filter(Exists(sent_back()))
            .exclude(Exists(untouched(gone)))
            .annotate(**told)
            .annotate(asked_for=Coalesce(first, note), asks=Coalesce(count, 1))
            .by_since()
        )

    def in_draft(self) -> Self:
        """Drafts that were not sent on and did not come back."""
        return (
            self.with_draft()
            .resting()
            .exclude(pk__in=resaved_pages())
            .exclude(Exists(sent_back()))
            .order_by(F("latest_revision_created_at").desc(nulls_last=True), "pk")
        )

    def waiting_for_sign_off(self) -> Self:
        return self.filter(pk__in=waiting_pages(SignOffTask)).annotate(since=waiting_since(SignOffTask)).by_since()

    def waiting_to_be_published(self) -> Self:
        return (
            self.filter(pk__in=waiting_pages(PublishTask))
            .exclude(pk__in=resaved_pages())
            .annotate(is_approved=Exists(approved_as_they_are()))
            .annotate(since=waiting_since(PublishTask))
            .by_since()
        )

    def changed_since_signed(self) -> Self:
        """Live words that lost their signature: `gone_at`, and it is in `taken_off`. Or a signed draft saved again."""
        lost = self.live_without_signature().values("pk")
        resaved = self.with_draft().filter(pk__in=resaved_pages()).exclude(pk__in=waiting_pages(SignOffTask))
        resaved = resaved.exclude(Exists(sent_back()))
        when = taken_off().filter(page=OuterRef("pk")).values("voided_at")[:1]
        return (
            self.filter(Q(pk__in=lost) | Q(pk__in=resaved.values("pk")))
            .annotate(gone_at=Case(When(pk__in=lost, then=Subquery(when))))
            .annotate(since=Coalesce("gone_at", "latest_revision_created_at"))
            .annotate(waits_for=whom_it_waits_for())
            .prefetch_related(Prefetch("reviews", taken_off(), to_attr="taken_off"))
            .by_since()
        )

    def live_without_signature(self) -> Self:
        """Nobody's review stands for what patients read, and there was one."""
        return self.live().filter(Exists(taken_off().filter(page=OuterRef("pk")))).exclude(Exists(standing()))

    # What happens by itself --------------------------------------------------------------------------------------

    def scheduled(self) -> Self:
        """`goes_live_at` is None where only the end of a live page is planned."""
        return (
            self.filter(Q(pk__in=planned_pages()) | Q(live=True, expire_at__isnull=False))
            .annotate(goes_live_at=goes_live_at(), approver_left=approver_who_left())
            .annotate(since=Coalesce("goes_live_at", "expire_at"))
            .by_since()
        )

    def publishing_failed(self) -> Self:
        first = PublishingFailure.objects.filter(page=OuterRef("pk")).values("due_at")[:1]
        return (
            self.filter(pk__in=PublishingFailure.objects.values("page"))
            .annotate(since=Subquery(first))
            .prefetch_related("publishing_failures")
            .by_since()
        )

    def published_lately(self) -> Self:
        return self.live().filter(last_published_at__gte=timezone.now() - LATELY).order_by("-last_published_at", "pk")

    # Live pages that need somebody -------------------------------------------------------------------------------

    def unchecked(self) -> Self:
        """Put up unchecked, `unchecked_by` whom, and nobody has approved it since or answers for it."""
        answered = standing().filter(outcome__in=[*Review.APPROVING, Review.Outcome.PUBLISHER])
        return (
            self.live()
            .filter(Exists(emergencies()))
            .exclude(Exists(answered))
            .exclude(pk__in=self.live_without_signature().values("pk"))
            .annotate(since=Subquery(emergencies().values("created_at")[:1]))
            .annotate(unchecked_by=Subquery(emergencies().values("reviewer_name")[:1]))
            .by_since()
        )

    def due(self, **when: date | tuple[date, date]) -> Self:
        """Pages by the day on which what patients read is to be checked again, `since`; `when` is a look-up on it.

        Also those that are down because that day has passed.
        """
        at_all = Review.objects.approving().filter(**{f"next_due__{lookup}": day for lookup, day in when.items()})
        words = Coalesce(*[f"{model._meta.model_name}__live_hash" for model in page_types()])
        of_words = Review.objects.approving().filter(page=OuterRef("pk"), content_hash=OuterRef("words"))
        return (
            self.filter(pk__in=awaited().values("pk"))
            .filter(pk__in=at_all.values("page"))
            .annotate(words=words)
            .annotate(since=Subquery(of_words.values("next_due")[:1]))
            .filter(**{f"since__{lookup}": day for lookup, day in when.items()})
            .by_since()
        )

    def overdue(self) -> Self:
        return self.due(lt=timezone.localdate())

    def due_soon(self) -> Self:
        today = timezone.localdate()
        return self.due(gte=today, lte=today + SOON)

    def lagging(self) -> Self:
        """Live translations that are behind a change of meaning, which `translates` tells of."""
        since = behind().filter(page=OuterRef("pk")).values("lags_since")[:1]  # type: ignore[misc]
        return (
            self.live()
            .filter(pk__in=behind().values("page"))
            .annotate(since=Subquery(since))
            .prefetch_related(Prefetch("translates", behind()))
            .by_since()
        )

    # The calendar ------------------------------------------------------------------------------------------------

    def first_of_each_day(self, number: int) -> Self:
        """The first `number` of each `day`, with how many there are: `of_day`."""
        place = Window(RowNumber(), partition_by="day", order_by="pk")
        return (
            self.order_by()
            .annotate(place=place, of_day=Window(Count("pk"), partition_by="day"))
            .filter(place__lte=number)
        )


def whom_it_waits_for() -> Case:
    """ "reviewer", "publisher" where the newest words are approved, or ""."""
    approved = Q(pk__in=waiting_pages(PublishTask)) & ~Q(pk__in=resaved_pages())
    return Case(
        When(pk__in=waiting_pages(SignOffTask), then=Value("reviewer")),
        When(approved, then=Value("publisher")),
        default=Value(""),
    )


def untouched(withdrawals: Any) -> Any:
    """Those since which nobody has worked on their page, which is that of the outer query."""
    return withdrawals.filter(page=OuterRef("pk"), withdrawn_at__gte=OuterRef("latest_revision_created_at"))


def texts_for(user: User) -> Texts:
    """Every page of ours this person works on."""
    allowed = page_permission_policy.instances_user_has_any_permission_for(user, PAGE_RIGHTS)
    return (Texts(Page) & Bin.leave_out(allowed)).type(*page_types()).order_by()
