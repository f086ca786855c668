"""What staff can do with a text, one function a verb: do it, log it, tell the person. Each is all or nothing."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision, Task, TaskState

from clinic.people.models import User
from clinic.review.authors import authors_of
from clinic.review.content_hash import content_hash
from clinic.review.gate import NotPublishable, current_review
from clinic.review.models import MeaningSaid, Review, SignOffLink
from clinic.review.models.tasks import PublishTask, SignOffTask
from clinic.review.signers import Signer
from clinic.site.models import ClinicDetails

OWN_WORDS = "You wrote some of this text yourself. Someone else has to approve it."
MOVED_ON = "The text has changed since you opened this screen. Read it again before you approve it."


def locked(page: Page) -> Page:
    """The page row, held until the transaction ends: nobody saves or signs beside us."""
    return Page.objects.select_for_update().get(pk=page.pk).specific


def one_person_signs() -> bool:
    return ClinicDetails.objects.filter(one_person_signs=True).exists()


@transaction.atomic
def sign_off(page: Page, seen_hash: str, signer: Signer, decision: dict[str, Any]) -> Review:
    """Sign the newest words of `page`, which the signer saw as `seen_hash`.

    `signer` is a clinic.review.signers.Signer, `decision` the cleaned form: sources_checked, note, next_due,
    findings, overrides. Returns the Review. Raises NotPublishable when the words moved on or are the signer's own.
    """
    page = locked(page)
    revision = page.get_latest_revision()
    words = revision.as_object()
    if content_hash(words) != seen_hash:
        raise NotPublishable(MOVED_ON)
    own = signer.user_id in authors_of(page, revision)
    if own and not one_person_signs():
        raise NotPublishable(OWN_WORDS)
    unchanged = page.live and content_hash(page) == seen_hash
    outcome = Review.Outcome.STILL_ACCURATE if unchanged else Review.Outcome.APPROVED
    review = record(page, revision, seen_hash, outcome, signer, decision, one_person=own)
    if unchanged:
        type(page).objects.filter(pk=page.pk).update(live_hash=seen_hash)
    step_done(page, SignOffTask, signer.user)
    log(
        page, "clinic.sign_off", user=signer.user, revision=revision, data={"review": review.pk, "by": review.signed_by}
    )
    for override in decision.get("overrides", {}):
        log(page, "clinic.override", user=signer.user, revision=revision, data={"review": review.pk, "rule": override})
    return review


def record(
    page: Page,
    revision: Revision,
    seen_hash: str,
    outcome: str,
    signer: Signer,
    decision: dict[str, Any],
    one_person: bool = False,
) -> Review:
    return Review.objects.create(
        page_id=page.pk,
        revision=revision,
        content_hash=seen_hash,
        outcome=outcome,
        reviewer=signer.user,
        reviewer_name=signer.name,
        reviewer_title=signer.title,
        link=signer.link,
        note=decision.get("note", ""),
        sources_checked=decision.get("sources_checked", False),
        next_due=decision.get("next_due"),
        findings=decision.get("findings", []),
        overrides=decision.get("overrides", {}),
        one_person=one_person,
    )


@transaction.atomic
def ask_for_change(page: Page, seen_hash: str, signer: Signer, note: str) -> Review:
    """Send the text back to its writer with a note. Any reviewer may, of their own words too."""
    page = locked(page)
    revision = page.get_latest_revision()
    review = record(page, revision, seen_hash, Review.Outcome.CHANGES, signer, {"note": note})
    state = waiting_step(page, SignOffTask)
    if state:
        state.reject(user=signer.user, comment=note)
    log(page, "clinic.changes_requested", user=signer.user, revision=revision, data={"review": review.pk})
    return review


@transaction.atomic
def publish(page: Page, user: User) -> None:
    """Put the newest words live; they must be signed. Ends the workflow the page is in."""
    page = locked(page)
    if waiting_step(page, SignOffTask) and not current_review(page.get_latest_revision_as_object()):
        raise NotPublishable("This text is still waiting for its clinical review.")
    if not step_done(page, PublishTask, user):
        put_live(page, user)


def put_live(page: Page, user: User | None) -> None:
    """The newest revision goes live, if the gate lets it: it holds exactly the signed words."""
    page.get_latest_revision().publish(user=user, skip_permission_checks=True)


@transaction.atomic
def schedule(page: Page, user: User, go_live_at: datetime | None, only_wording: bool | None = None) -> None:
    """Let the signed words go live by themselves at `go_live_at` (None: at once).

    `only_wording`: what this person says of the change; None where the page is not translated and nobody was asked.
    """
    revision = locked(page).get_latest_revision()
    if only_wording is not None:
        said = {"content_hash": content_hash(revision.as_object()), "only_wording": only_wording, "said_by": user}
        MeaningSaid.objects.update_or_create(revision=revision, defaults=said | {"said_at": timezone.now()})
        log(page, "clinic.meaning_said", user=user, revision=revision, data={"only_wording": only_wording})
    revision.content["go_live_at"] = go_live_at.isoformat() if go_live_at else None
    revision.save(update_fields=["content"])
    publish(page, user)


@transaction.atomic
def emergency_publish(page: Page, signer: Signer, reason: str) -> Review:
    """Put unchecked words live on an admin's own responsibility; marked as unchecked until a second person signs."""
    page = locked(page)
    revision = page.get_latest_revision()
    words_hash = content_hash(revision.as_object())
    review = record(page, revision, words_hash, Review.Outcome.EMERGENCY, signer, {"note": reason})
    if page.current_workflow_state:
        page.current_workflow_state.cancel(user=signer.user)
    put_live(page, signer.user)
    log(page, "clinic.emergency_publish", user=signer.user, revision=revision, data={"review": review.pk})
    return review


@transaction.atomic
def publish_initial(page: Page, signer: Signer, note: str, next_due: date | None = None) -> None:
    """Publish what no member of staff wrote: first pages, examples. Signed by `signer` where `next_due` is given.

    Without a signature the page counts as put live unchecked, and says so.
    """
    revision = page.get_latest_revision()
    outcome = Review.Outcome.APPROVED if next_due else Review.Outcome.EMERGENCY
    decision = {"note": note, "next_due": next_due, "sources_checked": bool(next_due)}
    record(page, revision, content_hash(revision.as_object()), outcome, signer, decision)
    put_live(page, None)


def waiting_step(page: Page, task_type: type[Task]) -> TaskState | None:
    """The open step of `task_type` the page is at; None when it is at another or at none."""
    state = page.current_workflow_task_state
    return state if state and isinstance(state.task.specific, task_type) else None


def step_done(page: Page, task_type: type[Task], user: User | None) -> bool:
    """Tick off the step the page is at. Says whether there was one."""
    state = waiting_step(page, task_type)
    if state:
        state.approve(user=user)
    return state is not None


@transaction.atomic
def send_back_for_checking(page: Page, user: User) -> None:
    """Start the workflow again: the text changed after it was signed."""
    page = locked(page)
    state = page.current_workflow_state
    if state:
        state.cancel(user=user)
    page.get_workflow().start(page, user)


@transaction.atomic
def void_signatures(page: Page, why: str) -> None:
    """Take the signature off a live page whose words changed without a new revision, for all to see."""
    if content_hash(page) == page.live_hash:
        return
    if Review.objects.of(page).approving().for_words(page.live_hash).void(why):
        log(page, "clinic.void_sign_off", data={"why": why})


@transaction.atomic
def invite(page: Page, user: User, name: str, title: str, email: str) -> tuple[SignOffLink, str]:
    """Make a link for a clinician without an account; returns `(link, token)`. The token is shown once."""
    revision = page.get_latest_revision()
    link = SignOffLink(
        page_id=page.pk,
        revision=revision,
        content_hash=content_hash(revision.as_object()),
        clinician_name=name,
        clinician_title=title,
        clinician_email=email,
        invited_by=user,
    )
    token = link.issue_token()
    link.save()
    log(page, "clinic.link_made", user=user, revision=revision, data={"for": name})
    return link, token


@transaction.atomic
def revoke(link: SignOffLink, user: User) -> None:
    """Make an unused link worthless."""
    if SignOffLink.objects.open().filter(pk=link.pk).update(revoked_at=timezone.now()):
        log(link.page, "clinic.link_revoked", user=user, data={"for": link.clinician_name})
