"""A reviewer asks for a change: what let these words go live ends, and whoever can mend them hears of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import get_text_list
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.people.models import User
from clinic.people.roles import members
from clinic.people.staff_mail import address_in_admin, editor_in_admin
from clinic.review.approving import record, seen_words, waiting_step
from clinic.review.content_hash import content_hash
from clinic.review.cycle import responsible_for, substitutes
from clinic.review.models import Remark, Review
from clinic.review.models.remark import type_of
from clinic.review.models.tasks import PublishTask, SignOffTask
from clinic.review.newest_words import NewestWords
from clinic.review.page_parts import parts_read
from clinic.review.remarks import keep_asked, name_of, writers_of
from clinic.review.signers import Signer, given_by

SENT_BACK = "Sent back with your note to {}."
HARM = "If they could do harm, withdraw the page now."


@dataclass(frozen=True)
class Objection:
    """What followed from it. `ended`: approvals that no longer stand; `stands`: one of a live page that does."""

    review: Review
    is_live: bool
    ended: int = 0
    stands: Review | None = None
    called_off: datetime | None = None
    told: tuple[User, ...] = ()

    def __str__(self) -> str:
        """For whoever asked."""
        return " ".join(self.of_live_words() if self.is_live else self.of_a_draft())

    def of_live_words(self) -> list[str]:
        said = [self.about, "Patients go on reading these words.", HARM]
        if self.stands:
            said.append(f"{self.stands.reviewer_name} still stands behind them.")
        elif self.ended:
            said.append("Your name is gone from the page: it says that no clinician stands behind them now.")
        by_mail = "by mail and " if settings.HAS_MAIL_SERVER else ""
        return [*said, f"Its owner, publishers and admins have your note {by_mail}on the board."]

    @property
    def about(self) -> str:
        return f"A change of “{self.review.page.specific.get_admin_display_title()}” is asked for."

    def of_a_draft(self) -> list[str]:
        said = [self.about, sent_back_to(self.told)]
        if self.called_off:
            said.append(f"It does not go live on {timezone.localtime(self.called_off):%-d %B %Y at %H:%M}.")
        return said + ["Its approval no longer stands."] * bool(self.ended)


@transaction.atomic
def ask_for_change(
    page: Page, seen: str, signer: Signer, note: str, remarks: dict[str, str] | None = None
) -> Objection:
    """Send the text back to its writer with a note. Any reviewer may, of their own words too.

    `remarks`: `{key of a part: what should change there}`, see clinic.review.page_parts; the editor shows each there,
    that of a shared text or of the clinic's details.

    Of words that nobody reads yet, every approval ends, wherever they wait. Under words that patients read, each takes
    back their own name only.
    """
    return objected(seen_words(page, seen), signer, note, remarks or {})


def objected(newest: NewestWords, signer: Signer, note: str, remarks: dict[str, str] | None = None) -> Objection:
    """What follows from it; the page is locked."""
    page, seen_hash = newest.page, newest.hash
    whole, note = note, with_remarks(note, remarks or {}, newest)
    is_live = newest.are_read
    permitting = Review.objects.of(page).permitting().for_words(seen_hash)
    ended = (permitting.approving().filter(given_by(signer)) if is_live else permitting).void(
        f"{signer.name} asked for a change"[:250]
    )
    review = record(newest, Review.Outcome.CHANGES, signer, {"note": note})
    asked = keep_asked(newest, review, whole, remarks or {})
    data = {"review": review.pk, "by": review.signed_by}
    log(page, "clinic.changes_requested", user=signer.user, revision=newest.revision, data=data)
    objection = Objection(review, is_live, ended, permitting.approving().first(), call_off(newest, signer))
    # A newer draft is not what the note is about.
    is_newest = newest.revision.pk == page.latest_revision_id
    state = is_newest and (waiting_step(page, SignOffTask) or waiting_step(page, PublishTask))
    if state:
        state.reject(user=signer.user, comment=note)
    sender = state.workflow_state.requested_by if state else None
    if sender and not is_live and substitutes(sender) == [sender]:  # Wagtail writes to whoever sent it.
        objection = replace(objection, told=(sender,))
    else:
        objection = replace(objection, told=(*people_told(newest, objection),))
        tell(newest, objection)
    tell_of_kept_elsewhere(remark for remark in asked if remark.content_type_id != type_of(page).pk)
    return objection


def with_remarks(note: str, remarks: dict[str, str], newest: NewestWords) -> str:
    """The note, then each remark on a line with what it is about: in letters and histories they stand together."""
    labels = {part.key: part.label for part in parts_read(newest.words)} if remarks else {}
    said = [f"{labels[key]}: {text}" for key, text in remarks.items() if key in labels]
    return "\n".join(filter(None, [note, *said]))


def call_off(newest: NewestWords, signer: Signer) -> datetime | None:
    """Words that somebody asks to change do not go live by themselves. Says when they would have."""
    for planned in newest.page.revisions.exclude(approved_go_live_at=None):
        if content_hash(planned.as_object()) == newest.hash:
            moment = planned.approved_go_live_at
            newest.page.revisions.filter(pk=planned.pk).update(approved_go_live_at=None)
            log(newest.page, "wagtail.schedule.cancel", user=signer.user, revision=planned)
            return moment
    return None


def tell(newest: NewestWords, objection: Objection) -> None:
    """By mail. Of live words, whoever looks after them or can put others live, and whose name stands under them."""
    page = newest.page
    address = address_in_admin("wagtailadmin_pages:edit", page.pk)
    text = render_to_string("emails/objection.txt", {"page": page, "objection": objection, "address": address})
    subject = f"Change asked for: {page.get_admin_display_title()}"
    for person in objection.told:
        send_mail(subject, text, None, [person.email])


def sent_back_to(people: Iterable[User]) -> str:
    """By name: whoever wrote it may have left, and somebody else mends it."""
    names = [person.display_name for person in dict.fromkeys(people)]
    return SENT_BACK.format(get_text_list(names, "and") if names else "whoever looks after it")


def tell_of_kept_elsewhere(remarks: Iterable[Remark]) -> None:
    """Of a shared text, or of the clinic's details: it has a writer of its own, and a history."""
    for remark in remarks:
        thing: Any = remark.target
        log(thing, "clinic.changes_requested", user=remark.asker, data={"by": remark.asker_name, "note": remark.said})
        context = {"remark": remark, "name": name_of(thing), "address": editor_in_admin(thing)}
        text = render_to_string("emails/remark.txt", context)
        for person in writers_of(thing):
            if person.email and person != remark.asker:
                send_mail(f"Change asked for: {name_of(thing)}", text, None, [person.email])


def people_told(newest: NewestWords, objection: Objection) -> list[User]:
    people = [*substitutes(responsible_for(newest.page)), *substitutes(newest.revision.user)]
    if objection.is_live:
        people += [*members("publisher"), *members("admin")]
        people += substitutes(objection.stands.reviewer if objection.stands else None)
    asked = objection.review.reviewer
    return [person for person in dict.fromkeys(people or members("admin")) if person.email and person != asked]
