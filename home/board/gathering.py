"""What the board needs to know, in as many queries for five pages as for five thousand."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Subquery
from wagtail.models import Revision, TaskState
from wagtail.permissions import page_permission_policy

from clinic.archive.models import Edition, Translation
from clinic.people.menu import PAGE_RIGHTS
from clinic.jobs.models import HeldUp
from clinic.pages.models import Bin, Withdrawal
from clinic.pages.review_cycle import page_types
from clinic.people.models import User
from clinic.review.models import ChangeNote, PublishTask, Review, SignOffTask
from faq.models import Subject

SHARED = ("title", "draft_title", "live", "has_unpublished_changes", "first_published_at", "last_published_at")
SHARED += ("latest_revision_id", "latest_revision_created_at", "live_revision_id", "expire_at", "owner_id")


@dataclass
class Text:
    """One page and what is known of it; `person` is the id of who looks after it."""

    pk: int
    row: dict
    person: int | None
    subject: int | None
    name: str = ""
    step: type | None = None
    step_since: datetime | None = None
    goes_live_at: datetime | None = None
    held_up: list = field(default_factory=list)
    due: date | None = None
    standing: dict | None = None
    signed: dict | None = None
    voided: dict | None = None
    withdrawn_at: datetime | None = None
    lag: dict | None = None

    @property
    def title(self):
        return self.row["draft_title"] or self.row["title"]

    @property
    def live(self):
        return self.row["live"]

    @property
    def has_draft(self):
        """Newer words than patients read. What was withdrawn counts only once somebody worked on it again."""
        if self.withdrawn_at and self.changed_at and self.changed_at <= self.withdrawn_at:
            return False
        return not self.live or self.row["has_unpublished_changes"]

    @property
    def changed_at(self):
        return self.row["latest_revision_created_at"]

    @property
    def saved_since_signed(self):
        """The newest draft is not the one that was signed last, nor is that one live yet."""
        signed = self.signed and self.signed["revision_id"]
        return bool(signed) and signed not in (self.row["latest_revision_id"], self.row["live_revision_id"])


def texts_for(user):
    """`{id: Text}` of every page of ours this person works on."""
    pages = page_permission_policy.instances_user_has_any_permission_for(user, PAGE_RIGHTS)
    allowed = Bin.leave_out(pages).order_by().values("pk")
    found = {text.pk: text for model in page_types() for text in texts_of(model, allowed)}
    for look_up in (steps, schedules, held_up, due_dates, standing, signed, voided, withdrawn, lags, names):
        look_up(found)
    return found


def texts_of(model, allowed):
    subject = {"shelf": F("subject_id")} if has_subject(model) else {}
    for row in model.objects.filter(pk__in=allowed).values("pk", *SHARED, "responsible_id", **subject):
        yield Text(row["pk"], row, row["responsible_id"] or row["owner_id"], row.get("shelf"))


def has_subject(model):
    return any(one.related_model is Subject for one in model._meta.concrete_fields)


def steps(texts):
    """The step of the workflow each page waits at, and since when."""
    kinds = {ContentType.objects.get_for_model(task).pk: task for task in (SignOffTask, PublishTask)}
    states = TaskState.objects.filter(status="in_progress", workflow_state__status="in_progress")
    rows = states.filter(task__content_type__in=kinds).order_by("started_at")
    for pk, kind, since in rows.values_list("workflow_state__object_id", "task__content_type", "started_at"):
        if text := texts.get(int(pk)):
            text.step, text.step_since = kinds[kind], since


def schedules(texts):
    planned = Revision.page_revisions.exclude(approved_go_live_at=None)
    for pk, moment in planned.values_list("object_id", "approved_go_live_at"):
        if text := texts.get(int(pk)):
            text.goes_live_at = moment


def held_up(texts):
    for held in HeldUp.objects.all():
        if text := texts.get(held.page_id):
            text.held_up.append(held)


def due_dates(texts):
    """As the reminders count: the latest standing review of every live page."""
    reviews = Review.objects.approving().filter(page__live=True).latest_by_page()
    for pk, day in reviews.values_list("page_id", "next_due"):
        if text := texts.get(pk):
            text.due = day


def standing(texts):
    """The review that stands for the words patients read; an approving one before an emergency."""
    fields = ("page_id", "outcome", "reviewer_name", "created_at")
    open_words = {"page__editions__live_to": None, "page__editions__content_hash": F("content_hash")}
    for row in Review.objects.permitting().filter(**open_words).order_by("created_at", "pk").values(*fields):
        text = texts.get(row["page_id"])
        if text and not (text.standing and is_emergency(row)):
            text.standing = row


def is_emergency(review):
    return review["outcome"] == Review.Outcome.EMERGENCY


def signed(texts):
    for row in Review.objects.approving().latest_by_page().values("page_id", "revision_id", "created_at"):
        if text := texts.get(row["page_id"]):
            text.signed = row


def voided(texts):
    """The last signature of every page that was taken off."""
    gone = Review.objects.filter(outcome__in=Review.APPROVING).exclude(voided_at=None).latest_by_page()
    for row in gone.values("page_id", "reviewer_name", "voided_at", "voided_why"):
        if text := texts.get(row["page_id"]):
            text.voided = row


def withdrawn(texts):
    for pk, moment in Withdrawal.objects.active().values_list("page_id", "withdrawn_at"):
        if text := texts.get(pk):
            text.withdrawn_at = moment


def lags(texts):
    """Translations that are behind a change of meaning, with the edition that brought it."""
    behind = Translation.objects.with_lag().filter(lags_since__isnull=False)
    change = Edition.objects.filter(page=OuterRef("source"), live_from=OuterRef("lags_since"))
    noted = ChangeNote.objects.filter(page=OuterRef("source"), revision=OuterRef("changed_in"))
    told = behind.annotate(by=Subquery(change.values("published_by_name")[:1])).annotate(
        changed_in=Subquery(change.values("revision")[:1])
    )
    told = told.annotate(note=Subquery(noted.values("text")[:1]))
    for row in told.values("page_id", "lags_since", "draft_lags_since", "by", "note", "source__title"):
        if text := texts.get(row["page_id"]):
            text.lag = row


def names(texts):
    people = {user.pk: user.display_name for user in User.objects.filter(pk__in={t.person for t in texts.values()})}
    for text in texts.values():
        text.name = people.get(text.person, "")
