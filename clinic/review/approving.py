"""What reviewers can do with a text, one function a verb: do it, log it, tell the person. Each is all or nothing.
Whoever may not approve is refused here: `sign_off`, with `clinic.review.authors` for whose words they are.

What puts it live is in clinic.review.going_live.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Task, TaskState, WorkflowMixin

from clinic.people.models import User
from clinic.review.authors import authors_of
from clinic.review.content_hash import own_hash
from clinic.review.last_signed import last_signed
from clinic.review.models import Remark, Review
from clinic.review.models.tasks import SignOffTask
from clinic.review.newest_words import NewestWords
from clinic.review.open_objection import open_objection
from clinic.review.page_parts import parts_read
from clinic.review.publishing_gate import NotPublishable, refuse_shown
from clinic.review.signers import Signer, given_by
from clinic.site.four_eyes import one_person_signs

OWN_WORDS = "You wrote some of this text yourself. Someone else has to approve it."
OWN_BY_LINK = (
    "Whoever was shown this link, or made its entry alone, wrote some of this text. A link that goes out by mail is as "
    "good as an account."
)
ALREADY = "You have approved these words already, on {}. Nothing more was recorded."
MOVED_ON = "The text has changed since you opened this screen. Read it again before you decide."


class AlreadyApproved(NotPublishable):
    """The same person has said the very same before: on another device, or in an older tab."""


def locked(page: Page) -> Page:
    """The page row, held until the transaction ends: nobody saves or signs beside us."""
    return Page.objects.select_for_update().get(pk=page.pk).specific


def seen_words(page: Page, seen: str) -> NewestWords:
    """The words that were seen (NewestWords.seen); their page is held until the transaction ends.

    The one place that binds an act to what its person saw. Raises NotPublishable when the newest words are others, or
    go live at another address.
    """
    newest = NewestWords.of(locked(page))
    if newest.seen != seen:
        raise NotPublishable(MOVED_ON)
    return newest


@transaction.atomic
def sign_off(page: Page, seen: str, signer: Signer, decision: dict[str, Any]) -> Review:
    """Sign the newest words of `page`, which the signer saw as `seen`.

    `signer` is a clinic.review.signers.Signer, `decision` the cleaned form: sources_checked, note, answer (to a
    colleague who asked for a change of these words), next_due, findings, overrides. Returns the Review. Raises
    NotPublishable when the words moved on, are the signer's own, or a colleague waits for an answer; AlreadyApproved
    when the signer has approved them, and says nothing more than then.
    """
    newest = seen_words(page, seen)
    page = newest.page
    own = wrote(signer, newest)
    refuse_shown(signer.link.shown_to if signer.link else None, newest, own)
    if own and not one_person_signs():
        raise NotPublishable(OWN_WORDS if signer.accounts else OWN_BY_LINK)
    refuse_unanswered(newest, signer, decision)
    refuse_repeated(newest, signer, decision)
    outcome = Review.Outcome.STILL_ACCURATE if confirms(newest) else Review.Outcome.APPROVED
    review = record(newest, outcome, signer, decision, one_person=own)
    Remark.objects.close(page)
    if newest.are_read:
        type(page).objects.filter(pk=page.pk).update(live_hash=newest.hash)
    step_done(page, SignOffTask, signer.user, "" if signer.user else f"By a link: {review.signed_how}")
    acts = [("clinic.sign_off", {"by": review.signed_how})]
    acts += [("clinic.override", {"rule": override}) for override in decision.get("overrides", {})]
    for act, data in acts:
        log(page, act, user=signer.user, revision=newest.revision, data={"review": review.pk} | data)
    return review


def confirms(newest: NewestWords) -> bool:
    """Whether an approval says of words that patients read that they still hold: nobody says so of a first check."""
    return newest.are_read and last_signed(newest.page) is not None


def refuse_unanswered(newest: NewestWords, signer: Signer, decision: dict[str, Any]) -> None:
    """A colleague asked for a change of these very words: whoever approves them says why they stand.

    `decision["answer"]` is what they say. Who asked may approve without.
    """
    objection = open_objection(newest)
    if objection and objection.reviewer_name != signer.name and not decision.get("answer"):
        raise NotPublishable(
            f"{objection.signed_by} asked for a change of these words: “{objection.note}” "
            "To approve them all the same, write in the note why they stand."
        )


def refuse_repeated(newest: NewestWords, signer: Signer, decision: dict[str, Any]) -> None:
    """Whoever says of the same words later that they still hold, or until another day, or with a note, says more."""
    own = Review.objects.of(newest.page).permitting().for_words(newest.hash).filter(given_by(signer))
    same = own.filter(outcome__in=Review.OF_ALL_WORDS, next_due=decision.get("next_due"))
    given = same.filter(overrides=decision.get("overrides", {})).first()
    if given and not decision.get("note") and not waiting_step(newest.page, SignOffTask):
        raise AlreadyApproved(ALREADY.format(f"{timezone.localtime(given.created_at):%-d %B %Y at %H:%M}"))


def wrote(signer: Signer, newest: NewestWords) -> bool:
    """Whether these words are the signer's own, whichever way they come; or went live on their word alone."""
    alone = Review.objects.of(newest.page).filter(outcome=Review.Outcome.EMERGENCY, content_hash=newest.hash)
    return bool(signer.eyes & (authors_of(newest) | set(alone.values_list("reviewer_id", flat=True))))


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
        own_hash=own_hash(newest.words),
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
