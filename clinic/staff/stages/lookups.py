"""What is asked of the tables around a page. `…_pages` gives ids of pages, the others a value for each page."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Cast
from wagtail.models import Page, Revision, Task, TaskState, WorkflowState

from clinic.archive.models import Edition, Translation
from clinic.review.models import ChangeNote, Review
from clinic.review.models.review import ReviewQuerySet

Ids = QuerySet[Any, Any]


def steps(*kinds: type[Task]) -> QuerySet[TaskState]:
    """Steps of these kinds that pages wait at."""
    return TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
        task__content_type__in=ContentType.objects.get_for_models(*kinds).values(),
    )


def waiting_pages(*kinds: type[Task]) -> Ids:
    return numbers(steps(*kinds), "workflow_state__object_id")


def waiting_since(kind: type[Task]) -> Subquery:
    """The moment a page began to wait at a step of this kind."""
    states = steps(kind).filter(workflow_state__object_id=page_as_text()).order_by("-started_at")
    return Subquery(states.values("started_at")[:1])


def planned() -> QuerySet[Revision]:
    """Versions that are to go live by themselves."""
    return Revision.page_revisions.exclude(approved_go_live_at=None)


def planned_pages() -> Ids:
    return numbers(planned(), "object_id")


def goes_live_at() -> Subquery:
    moments = planned().filter(object_id=page_as_text()).order_by("approved_go_live_at")
    return Subquery(moments.values("approved_go_live_at")[:1])


def page_as_text() -> Cast:
    """Wagtail keeps the number of the page that a version or a workflow belongs to as text."""
    return Cast(OuterRef("pk"), CharField())


def numbers(rows: QuerySet[Any], column: str) -> Ids:
    return rows.values_list(Cast(column, IntegerField()), flat=True)


def sent_back() -> QuerySet[Review]:
    """Wishes for a change of a page's newest words that nobody has answered, the last first."""
    later = Review.objects.permitting().filter(page=OuterRef("page"), content_hash=OuterRef("content_hash"))
    answered = later.filter(created_at__gt=OuterRef("created_at"))
    asked = Review.objects.filter(outcome=Review.Outcome.CHANGES, page=OuterRef("pk"))
    return asked.filter(revision=OuterRef("latest_revision")).exclude(Exists(answered)).order_by("-created_at")


def reviews_last() -> QuerySet[Review]:
    """The latest standing review of every page, of whichever words."""
    later = Review.objects.approving().filter(page=OuterRef("page"))
    later = later.filter(
        Q(created_at__gt=OuterRef("created_at")) | Q(created_at=OuterRef("created_at"), pk__gt=OuterRef("pk"))
    )
    return Review.objects.approving().exclude(Exists(later))


def resaved_pages() -> Ids:
    """Those whose newest draft is not the one that was signed last, nor is that one live yet."""
    behind = reviews_last().exclude(revision=None)
    behind = behind.exclude(revision=F("page__latest_revision")).exclude(revision=F("page__live_revision"))
    return behind.values("page")


def standing() -> ReviewQuerySet:
    """Reviews that stand for the words patients read, of the page of the outer query."""
    return Review.objects.permitting().filter(
        page=OuterRef("pk"), page__editions__live_to=None, page__editions__content_hash=F("content_hash")
    )


def emergencies() -> ReviewQuerySet:
    """Decisions to put the page of the outer query up unchecked, also before something that it shows was changed."""
    return Review.objects.filter(page=OuterRef("pk"), outcome=Review.Outcome.EMERGENCY).order_by("-created_at", "-pk")


def taken_off() -> QuerySet[Review]:
    """Signatures that no longer stand, the last one first."""
    return Review.objects.filter(outcome__in=Review.APPROVING).exclude(voided_at=None)


def behind() -> QuerySet[Translation]:
    """Translations that are behind a change of meaning, with the edition that brought it."""
    change = Edition.objects.filter(page=OuterRef("source"), live_from=OuterRef("lags_since"))
    noted = ChangeNote.objects.filter(page=OuterRef("source"), revision=OuterRef("changed_in"))
    return (
        Translation.objects.with_lag()
        .filter(lags_since__isnull=False)  # type: ignore[misc]
        .annotate(changed_by=Subquery(change.values("published_by_name")[:1]))
        .annotate(changed_in=Subquery(change.values("revision")[:1]))
        .annotate(note=Subquery(noted.values("text")[:1]))
        .select_related("source")
    )


def approved_as_they_are() -> ReviewQuerySet:
    """Approvals of the newest version of the page of the outer query."""
    return Review.objects.approving().filter(page=OuterRef("pk"), revision=OuterRef("latest_revision"))


def approver_who_left() -> Subquery:
    """The name of whoever approved last what is planned of the page of the outer query, if their account is closed."""
    planned = Review.objects.approving().filter(page=OuterRef("pk"), revision__approved_go_live_at__isnull=False)
    left = Case(When(reviewer__is_active=False, then=F("reviewer_name")))
    return Subquery(planned.order_by("-created_at").values(left=left)[:1])
