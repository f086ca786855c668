"""A change of a shared text waits as a draft; one signature puts it live on every page that shows it, or on none."""

import json
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.archive.editions import keep
from clinic.archive.shared_texts.before_and_after import BothLooks
from clinic.archive.shared_texts.places import Place, as_if_live, live_pages
from clinic.archive.shared_texts.voiding import except_for
from clinic.checks.findings import Finding
from clinic.checks.runner import blocking
from clinic.content.models import SharedText
from clinic.people.models import User
from clinic.review.approving import MOVED_ON, OWN_WORDS, one_person_signs, record, step_done, waiting_step
from clinic.review.authors import authors_of_text, draft_authors
from clinic.review.content_hash import content_hash
from clinic.review.diff import Part
from clinic.review.models import Remark, Review
from clinic.review.models.tasks import SignOffTask
from clinic.review.newest_words import NewestWords
from clinic.review.objections import tell_of_kept_elsewhere
from clinic.review.page_parts import label_of, text_of
from clinic.review.publishing_gate import NotPublishable
from clinic.review.remarks import keep_asked_of_text, writers_of
from clinic.review.signers import Signer
from clinic.review.workflow import shared_texts

NOTHING_WAITS = "No change of this text waits to be approved."
GONE = "This text was deleted while you read it."
STOPPED = "Findings stop the new words, so they cannot be approved. Ask for a change: “{}” on “{}”. {}"


class Proposal:
    """What is proposed for a shared text: its draft, with those of its translations that stand for it, in all places.

    Reading it lets the database say for a moment what the drafts say, and takes that back.
    """

    def __init__(self, shared: SharedText) -> None:
        self.drafts = shared.drafts()
        if not self.drafts:
            raise NotPublishable(NOTHING_WAITS)
        rows = type(shared)._base_manager.in_bulk([draft.pk for draft in self.drafts])
        self.rows = [found_in(rows, draft) for draft in self.drafts]
        for draft in self.drafts:
            require_valid(draft)

    @cached_property
    def places(self) -> list[Place]:
        """A page that comes or goes while it is read shows when the decision is carried out."""
        return BothLooks(self.rows, self.drafts).places()

    @property
    def stops(self) -> list[tuple[Page, Finding]]:
        return [(place.page, finding) for place in self.places for finding in blocking(place.findings)]

    @property
    def authors(self) -> set[int]:
        """Of the drafts, and of words in another language that nobody reads before these drafts are live."""
        wrote = {pk for draft in self.drafts for pk in draft_authors(draft)}
        return wrote.union(*(authors_of_text(text) for text in self.brought_in()))

    def brought_in(self) -> set[SharedText]:
        """Also a draft's own text, where what it is a change of went live while nobody read it."""
        text = self.rows[0]
        before = text.read_as()
        with as_if_live(self.drafts):
            return text.read_as() - before

    @property
    def hash(self) -> str:
        """Of everything that stands on the screen: the text before and after, and each place before and after."""
        texts = [[one._meta.label, one.pk, one.content()] for one in (*self.rows, *self.drafts)]
        places = [[one.page.pk, one.now.words, one.then.words] for one in self.places]
        return sha256(json.dumps([texts, places], default=str, sort_keys=True).encode()).hexdigest()

    @property
    def in_words(self) -> str:
        """For the record: "Key figure “Patients seen so far: about 850 people”"."""
        kind = capfirst(self.drafts[0]._meta.verbose_name)
        return f"{kind} " + ", ".join(f"“{draft}”" for draft in self.drafts)


def found_in(rows: dict[int, SharedText], text: SharedText) -> SharedText:
    if text.pk not in rows:
        raise NotPublishable(GONE)
    return rows[text.pk]


def parts(text: SharedText) -> list[Part]:
    language = "" if text.locale.is_default else f" ({text.locale})"
    return [
        Part(one.name, f"{label_of(one)}{language}", said_in(one, getattr(text, one.name))) for one in text.written()
    ]


def said_in(field: Any, value: Any) -> str:
    return f"{value:%-d %B %Y}" if isinstance(value, date) else text_of(field, value)


def require_valid(draft: SharedText) -> None:
    """What was right when it was saved may have a twin by now."""
    try:
        draft.full_clean()
    except ValidationError as error:
        raise NotPublishable(error.messages) from error


def changes_what_patients_read(draft: SharedText) -> bool:
    """Whether a live page, or a list in which it stands by itself, would show other words than it does now."""
    if draft.is_as_read():
        return False
    return draft.is_listed or bool(BothLooks([draft], [draft]).pages)


def waiting() -> list[SharedText]:
    """Every shared text with a change that waits."""
    waiting = {"has_unpublished_changes": True}
    return [
        text
        for model in shared_texts()
        for text in model._default_manager.filter(**waiting).select_related("latest_revision", "locale")
    ]


# Acts -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def go_live_at_once(draft: SharedText, user: Any) -> bool:
    """A saved draft that changes nothing patients read needs nobody's signature. Says whether it is live."""
    if draft.is_listed and not draft.live and not live_pages([draft]):
        # Nobody reads it yet: who writes a page with it sees these words, and so does who signs that page.
        type(draft)._base_manager.filter(pk=draft.pk).update(**draft.content())
    if changes_what_patients_read(draft):
        return False
    if draft.current_workflow_state:
        draft.current_workflow_state.cancel(user=user)
    draft.put_live(draft.get_latest_revision(), user)
    return True


def seen_proposal(shared: SharedText, seen: str) -> Proposal:
    """What its person saw as `seen`; texts and pages are held until the transaction ends."""
    model = type(shared)
    held = model._base_manager.select_for_update().filter(translation_key=shared.translation_key).order_by("pk")
    proposal = Proposal(found_in({one.pk: one for one in held}, shared))
    pages = [page.pk for page in live_pages(proposal.rows)]
    list(Page.objects.select_for_update().filter(pk__in=pages).order_by("pk").values_list("pk"))
    if proposal.hash != seen:
        raise NotPublishable(MOVED_ON)
    return proposal


@transaction.atomic
def approve(shared: SharedText, seen: str, signer: Signer, note: str = "") -> list[Page]:
    """Put the change live on every page that shows it. Signed pages stay signed. Returns the pages."""
    proposal = seen_proposal(shared, seen)
    own = bool(signer.accounts & proposal.authors)
    if own and not one_person_signs():
        raise NotPublishable(OWN_WORDS)
    for page, finding in proposal.stops:
        raise NotPublishable(STOPPED.format(finding.excerpt, page.title, finding.message))
    with except_for({place.page.pk for place in proposal.places}):
        publish(proposal, signer)
    told = f"{proposal.in_words}. {note}".strip()
    for place in proposal.places:
        page = carry_on(place, signer, told, own)
        others = page.get_translations().exclude(pk__in=[one.page.pk for one in proposal.places])
        keep(page, place.then.words, translations_follow=not others.exists())
    return [place.page for place in proposal.places]


def publish(proposal: Proposal, signer: Signer) -> None:
    """Put all its drafts live."""
    for draft in proposal.drafts:
        if not step_done(draft, SignOffTask, signer.user) and draft.current_workflow_state:
            draft.current_workflow_state.cancel(user=signer.user)
        revision = draft.get_latest_revision()
        draft.put_live(revision, signer.user)
        data = {"by": signer.name, "pages": len(proposal.places)}
        log(draft, "clinic.shared_change", user=signer.user, revision=revision, data=data)
        Remark.objects.close(draft)


def carry_on(place: Place, signer: Signer, note: str, own: bool) -> Page:
    """The words of this page are others now. Its signature goes on, if there was one; the record has both."""
    page = Page.objects.get(pk=place.page.pk).specific
    words = content_hash(page)
    if words != place.then.words:
        raise NotPublishable(MOVED_ON)
    if place.review:
        whole = place.review.whole
        decision = {"note": note, "next_due": whole.next_due, "overrides": whole.overrides}
        review = record(
            NewestWords(page, page.live_revision, page, words),
            Review.Outcome.SHARED,
            signer,
            decision,
            # What one person wrote and approved before stays said.
            one_person=own or place.review.one_person,
            continues=whole,
        )
        type(page).objects.filter(pk=page.pk).update(live_hash=words)
        data = {"review": review.pk, "by": review.signed_by}
        log(page, "clinic.sign_off", user=signer.user, revision=page.live_revision, data=data)
    return page


@transaction.atomic
def ask_for_change(shared: SharedText, seen: str, signer: Signer, note: str) -> list[User]:
    """Send the change back with a note to those who can mend it."""
    drafts = seen_proposal(shared, seen).drafts
    for draft in drafts:
        if state := waiting_step(draft, SignOffTask):
            state.reject(user=signer.user, comment=note)
        tell_of_kept_elsewhere([keep_asked_of_text(draft, signer, note)])
    return [person for draft in drafts for person in writers_of(draft)]
