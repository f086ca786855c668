"""What stands between a draft and patients."""

from django.core.exceptions import ValidationError
from wagtail.models import Page, PageLogEntry

from clinic.content.streams import is_medical
from clinic.people.models import User
from clinic.review.content_hash import content_hash, streams_of
from clinic.review.models import Review
from clinic.review.newest_words import NewestWords
from clinic.review.standing_approval import lets_live, why_not
from clinic.site.four_eyes import one_person_signs
from clinic.site.models import PublisherPage


class NotPublishable(ValidationError):
    """This text may not go live; the message says why and what to do, in words for staff."""


ASKS_FOR_ONE = (
    "This page needs no clinician as long as it says nothing that one must look at. Change it, or send it for clinical "
    "review:"
)
# What Wagtail writes down of a person who lets a version go live, now or on a day.
PUBLISHED = ["wagtail.publish", "wagtail.publish.schedule"]
OWN_HAND = (
    "You handed over the link by which {} approved these words, so somebody else has to publish them. A link that goes "
    "out by mail does not stop you."
)
SHOWN_UNCHECKED = (
    "Patients read these words already, and no clinician stands behind them. A link that was shown to somebody here is "
    "not enough. Send it by mail, have a clinician with an account approve them, or change the text: then a colleague "
    "publishes what is approved."
)
SHOWN_TO_PUBLISHER = (
    "{} put these words live, and was shown this link. Send it by mail, or let a colleague ask for the review."
)


def require_sign_off(page: Page) -> str:
    """Raise NotPublishable unless these exact words are signed off, or an admin has put them up in an emergency.

    A publisher's own word lasts as long as the page is one of those that need no clinician.
    Returns the hash of the words. An alias repeats another page: what is signed there may be read here too.
    """
    words = content_hash(page)
    signed_at = [pk for pk in (page.pk, page.alias_of_id) if pk]
    permitting = Review.objects.filter(page_id__in=signed_at).permitting().for_words(words)
    outcomes = set(permitting.values_list("outcome", flat=True))
    if outcomes - {Review.Outcome.PUBLISHER} or (outcomes and not needs_clinician(page)):
        return words
    raise NotPublishable(why_a_clinician(page) or why_not(page, words))


def needs_clinician(page: Page) -> bool:
    """Whether only a clinician's approval lets these words go live: by the kind of page, or by what they say."""
    return needs_clinician_by_kind(page) or bool(page.asks_for_clinician())


def needs_clinician_by_kind(page: Page) -> bool:
    """By the type of page, its care cards, and the list in the clinic's details."""
    if page.is_medical or any(is_medical(stream.stream_block, stream) for stream in streams_of(page)):
        return True
    return not PublisherPage.objects.filter(page__translation_key=page.translation_key).exists()


def why_a_clinician(page: Page) -> str:
    """Why a page that a publisher could answer for needs a clinician as it is; empty where it does not."""
    found = "" if needs_clinician_by_kind(page) else page.asks_for_clinician()
    return f"{ASKS_FOR_ONE} {found}" if found else ""


def changes_what_patients_read(page: Page) -> bool:
    """Whether saving this live page object would show other words than the row does now, or words where none were."""
    row = type(page).objects.filter(pk=page.pk, live=True).first()
    return row is None or content_hash(row) != content_hash(page)


def own_hand(user: User | None, newest: NewestWords) -> str:
    """Why `user` may not publish what nothing but links lets live that were shown to them; empty where they may.

    Without a `user`, the approval alone would put it live: whoever was shown the link. In a practice of one they may
    where the page says that one person wrote and checked it; else somebody else is there who wrote it.
    """
    reviews = Review.objects.of(newest.page).approving().permitting().for_words(newest.hash)
    shown = dict(reviews.values_list("link__shown_to", "reviewer_name"))
    alone = bool(shown) and None not in shown and (user is None or [*shown] == [user.pk])
    said = one_person_signs() and not reviews.exclude(one_person=True).exists()
    return OWN_HAND.format(*shown.values()) if alone and not said else ""


def refuse_own_hand(user: User | None, newest: NewestWords) -> None:
    """Whoever had the link in their hands could have opened it: they and the signature are one pair of eyes."""
    if said := own_hand(user, newest):
        raise NotPublishable(said)


def refuse_shown(holder: User | None, newest: NewestWords, own: bool) -> None:
    """Nobody publishes words that are live already: a link that its `holder` was shown would be one pair of eyes.

    `own`: whether the holder wrote them; in a practice of one, the page says so then.
    """
    if holder is None or not newest.are_read or (own and one_person_signs()):
        return
    if not lets_live(newest.page, newest.hash):
        raise NotPublishable(SHOWN_UNCHECKED)
    if put_live_by(holder, newest.page):
        raise NotPublishable(SHOWN_TO_PUBLISHER.format(holder.display_name))


def put_live_by(user: User, page: Page) -> bool:
    """Whether they published or planned the version that patients read."""
    acts = PageLogEntry.objects.filter(page=page.pk, revision=page.live_revision_id, user=user)
    return acts.filter(action__in=PUBLISHED).exists()
