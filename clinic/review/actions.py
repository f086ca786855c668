"""What staff can do with a text, one function a verb: do it, log it, tell the person. Each is all or nothing."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Task, TaskState, WorkflowMixin

from clinic.people.models import User
from clinic.review.authors import authors_of
from clinic.review.last_signed import last_signed
from clinic.review.models import MeaningSaid, Review
from clinic.review.models.tasks import PublishTask, SignOffTask
from clinic.review.newest_words import NewestWords
from clinic.review.page_parts import parts_read
from clinic.review.publishing_gate import NotPublishable, lets_live, needs_clinician, refuse_own_hand
from clinic.review.signers import Signer
from clinic.site.four_eyes import one_person_signs

OWN_WORDS = "You wrote some of this text yourself. Someone else has to approve it."
MOVED_ON = "The text has changed since you opened this screen. Read it again before you decide."


def locked(page: Page) -> Page:
    """The page row, held until the transaction ends: nobody saves or signs beside us."""
    return Page.objects.select_for_update().get(pk=page.pk).specific


def seen_words(page: Page, seen_hash: str) -> NewestWords:
    """The words that were seen; their page is held until the transaction ends.

    The one place that binds an act to what its person saw. Raises NotPublishable when the newest words are others.
    """
    newest = NewestWords.of(locked(page))
    if newest.hash != seen_hash:
        raise NotPublishable(MOVED_ON)
    return newest


@transaction.atomic
def sign_off(page: Page, seen_hash: str, signer: Signer, decision: dict[str, Any]) -> Review:
    """Sign the newest words of `page`, which the signer saw as `seen_hash`.

    `signer` is a clinic.review.signers.Signer, `decision` the cleaned form: sources_checked, note, answer (to a
    colleague who asked for a change of these words), next_due, findings, overrides. Returns the Review. Raises
    NotPublishable when the words moved on, are the signer's own, or a colleague waits for an answer.
    """
    newest = seen_words(page, seen_hash)
    page = newest.page
    own = wrote(signer, newest)
    if own and not one_person_signs():
        raise NotPublishable(OWN_WORDS)
    refuse_unanswered(page, seen_hash, signer, decision)
    outcome = Review.Outcome.STILL_ACCURATE if confirms(newest) else Review.Outcome.APPROVED
    review = record(newest, outcome, signer, decision, one_person=own)
    if newest.are_read:
        type(page).objects.filter(pk=page.pk).update(live_hash=seen_hash)
    step_done(page, SignOffTask, signer.user, "" if signer.user else f"By a link: {review.signed_how}")
    acts = [("clinic.sign_off", {"by": review.signed_how})]
    acts += [("clinic.override", {"rule": override}) for override in decision.get("overrides", {})]
    for act, data in acts:
        log(page, act, user=signer.user, revision=newest.revision, data={"review": review.pk} | data)
    return review


def confirms(newest: NewestWords) -> bool:
    """Whether an approval says of words that patients read that they still hold: nobody says so of a first check."""
    return newest.are_read and last_signed(newest.page) is not None


def refuse_unanswered(page: Page, seen_hash: str, signer: Signer, decision: dict[str, Any]) -> None:
    """A colleague asked for a change of these very words: whoever approves them says why they stand.

    `decision["answer"]` is what they say. Who asked may approve without.
    """
    objection = Review.objects.of(page).for_words(seen_hash).objection()
    if objection and objection.reviewer_name != signer.name and not decision.get("answer"):
        raise NotPublishable(
            f"{objection.signed_by} asked for a change of these words: “{objection.note}” "
            "To approve them all the same, write in the note why they stand."
        )


def wrote(signer: Signer, newest: NewestWords) -> bool:
    """Whether these words are the signer's own, whichever way they come; or went live on their word alone."""
    alone = Review.objects.of(newest.page).filter(outcome=Review.Outcome.EMERGENCY, content_hash=newest.hash)
    return bool(signer.accounts & (authors_of(newest) | set(alone.values_list("reviewer_id", flat=True))))


def record(
    newest: NewestWords,
    outcome: str,
    signer: Signer,
    decision: dict[str, Any],
    one_person: bool = False,
    continues: Review | None = None,
) -> Review:
    return Review.objects.create(
        page_id=newest.words.pk,
        revision=newest.revision,
        content_hash=newest.hash,
        words=[[part.key, part.label, part.words] for part in parts_read(newest.words)],
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
        continues=continues,
    )


@transaction.atomic
def publish(page: Page, user: User, seen_hash: str) -> None:
    """Put the newest words live now, which `user` saw; they must be signed. Ends the workflow the page is in."""
    newest = seen_words(page, seen_hash)
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
    seen_hash: str,
    go_live_at: datetime | None = None,
    only_wording: bool | None = None,
    expire_at: datetime | None = None,
) -> None:
    """Let the signed words, which `user` saw, go live by themselves at `go_live_at` (None: at once).

    They come down by themselves at `expire_at`, if ever.
    `only_wording`: what this person says of the change; None where the page is not translated and nobody was asked.
    """
    newest = seen_words(page, seen_hash)
    revision = newest.revision
    if only_wording is not None:
        said = {"content_hash": seen_hash, "only_wording": only_wording, "said_by": user}
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


def waiting_step(page: WorkflowMixin, task_type: type[Task]) -> TaskState | None:
    """The open step of `task_type` the page is at; None when it is at another or at none."""
    state = page.current_workflow_task_state
    return state if state and isinstance(state.task.specific, task_type) else None


def step_done(page: WorkflowMixin, task_type: type[Task], user: User | None, comment: str = "") -> bool:
    """Tick off the step the page is at. Says whether there was one. `comment`: who did it, where `user` is nobody."""
    state = waiting_step(page, task_type)
    if state:
        state.approve(user=user, comment=comment)
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
def void_signatures(page: Page, words: str, why: str) -> None:
    """Take the signature off a live page whose words, a hash, changed without a new revision, for all to see."""
    if words == page.live_hash:
        return
    if Review.objects.of(page).permitting().for_words(page.live_hash).void(why):
        log(page, "clinic.void_sign_off", data={"why": why})


def supersede(page: Page, words: str) -> None:
    """Approved words, a hash, are live: what they took the place of needs to be approved again to come back.

    Not what was approved after them, for a draft that is to follow; nor what was put up or changed without approval.
    """
    reviews = Review.objects.of(page)
    if now := reviews.approving().for_words(words).first():
        older = reviews.exclude(content_hash=words).filter(created_at__lt=now.created_at, superseded_at=None)
        older.letting_live().update(superseded_at=timezone.now())
