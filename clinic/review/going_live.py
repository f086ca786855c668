"""What puts the newest words of a page live, one function a verb: do it, log it. Each is all or nothing."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.people.models import User
from clinic.review.approving import record, seen_words, step_done, waiting_step
from clinic.review.models import MeaningSaid, Review
from clinic.review.models.tasks import PublishTask, SignOffTask
from clinic.review.newest_words import NewestWords
from clinic.review.publishing_gate import NotPublishable, needs_clinician, refuse_own_hand
from clinic.review.signers import Signer
from clinic.review.standing_approval import lets_live


@transaction.atomic
def publish(page: Page, user: User, seen: str) -> None:
    """Put the newest words live now, which `user` saw; they must be signed. Ends the workflow the page is in."""
    newest = seen_words(page, seen)
    plan(newest, None, newest.page.expire_at)
    go_live(user, newest)


def plan(newest: NewestWords, go_live_at: datetime | None, expire_at: datetime | None) -> None:
    """The times that whoever publishes was shown, whatever a draft says: a writer plans no end of a page alone."""
    if expire_at and expire_at <= timezone.now():
        expire_at = None
    times = {"go_live_at": go_live_at, "expire_at": expire_at}
    newest.revision.content |= {name: moment.isoformat() if moment else None for name, moment in times.items()}
    newest.revision.save(update_fields=["content"])


def go_live(user: User, newest: NewestWords) -> None:
    page = newest.page
    refuse_own_hand(user, newest)
    if not lets_live(page, newest.hash):
        if not needs_clinician(newest.words):
            answer_for(newest, user)
        elif waiting_step(page, SignOffTask):
            raise NotPublishable("This text is still waiting for its clinical review.")
    if not step_done(page, PublishTask, user):
        put_live(page, user)


def answer_for(newest: NewestWords, user: User) -> None:
    """A publisher's own word for a page that needs no clinician, and the end of waiting for one."""
    record(newest, Review.Outcome.PUBLISHER, Signer.of_user(user), {})
    if waiting_step(newest.page, SignOffTask):
        newest.page.current_workflow_state.cancel(user=user)


def put_live(page: Page, user: User | None) -> None:
    """The newest revision goes live, if the gate lets it: it holds exactly the signed words."""
    page.get_latest_revision().publish(user=user, skip_permission_checks=True)


@transaction.atomic
def schedule(
    page: Page,
    user: User,
    seen: str,
    go_live_at: datetime | None = None,
    only_wording: bool | None = None,
    expire_at: datetime | None = None,
) -> None:
    """Let the signed words, which `user` saw, go live by themselves at `go_live_at` (None: at once).

    They come down by themselves at `expire_at`, if ever.
    `only_wording`: what this person says of the change; None where the page is not translated and nobody was asked.
    """
    newest = seen_words(page, seen)
    revision = newest.revision
    if only_wording is not None:
        said = {"content_hash": newest.hash, "only_wording": only_wording, "said_by": user}
        MeaningSaid.objects.update_or_create(revision=revision, defaults=said | {"said_at": timezone.now()})
        log(newest.page, "clinic.meaning_said", user=user, revision=revision, data={"only_wording": only_wording})
    plan(newest, go_live_at, expire_at)
    go_live(user, newest)


@transaction.atomic
def emergency_publish(page: Page, signer: Signer, seen: str, reason: str) -> Review:
    """Put unchecked words live on an admin's own responsibility; marked as unchecked until a second person signs."""
    newest = seen_words(page, seen)
    page = newest.page
    refuse_own_hand(signer.user, newest)
    review = record(newest, Review.Outcome.EMERGENCY, signer, {"note": reason})
    if page.current_workflow_state:
        page.current_workflow_state.cancel(user=signer.user)
    plan(newest, None, page.expire_at)
    put_live(page, signer.user)
    log(page, "clinic.emergency_publish", user=signer.user, revision=newest.revision, data={"review": review.pk})
    return review


@transaction.atomic
def publish_initial(page: Page, signer: Signer, note: str, next_due: date | None = None) -> None:
    """Publish what no member of staff wrote: first pages, examples. Signed by `signer` where `next_due` is given.

    Without a signature the page counts as put live unchecked, and says so.
    """
    outcome = Review.Outcome.APPROVED if next_due else Review.Outcome.EMERGENCY
    decision = {"note": note, "next_due": next_due, "sources_checked": bool(next_due)}
    record(NewestWords.of(page), outcome, signer, decision)
    put_live(page, None)
