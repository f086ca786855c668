"""What stands between a draft and patients."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from wagtail.models import Page

from clinic.content.streams import is_medical
from clinic.review.content_hash import content_hash, streams_of
from clinic.review.models import Review
from clinic.site.models import PublisherPage


class NotPublishable(ValidationError):
    """This text may not go live; the message says why and what to do, in words for staff."""


NEVER_SIGNED = "Nobody has approved this text yet. Send it for clinical review first."
CHANGED_SINCE = "The text was changed after it was approved. It needs to be approved again."


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
    signed_before = page.pk and Review.objects.of(page).permitting().exists()
    raise NotPublishable(CHANGED_SINCE if signed_before else NEVER_SIGNED)


def needs_clinician(page: Page) -> bool:
    """Whether only a clinician's approval lets these words go live: by the kind of page, its care cards, the clinic."""
    if page.is_medical or any(is_medical(stream.stream_block, stream) for stream in streams_of(page)):
        return True
    return not PublisherPage.objects.filter(page__translation_key=page.translation_key).exists()


def changes_what_patients_read(page: Page) -> bool:
    """Whether saving this live page object would show other words than the row does now, or words where none were."""
    row = type(page).objects.filter(pk=page.pk, live=True).first()
    return row is None or content_hash(row) != content_hash(page)


def current_review(page: Page) -> Review | None:
    """The latest approving review of exactly these words; None when the text is unchecked or was changed since."""
    return Review.objects.of(page).approving().for_words(content_hash(page)).first() if page.pk else None


@dataclass(frozen=True)
class Standing:
    """Where a page's newest text stands: `review` for its words, `live_review` for what patients read."""

    review: Review | None
    signed_before: bool

    @property
    def is_signed(self) -> bool:
        return self.review is not None

    @property
    def is_voided(self) -> bool:
        return self.review is None and self.signed_before


def standing(page: Page) -> Standing:
    """The standing of the newest revision of `page`."""
    newest = page.get_latest_revision_as_object()
    return Standing(current_review(newest), Review.objects.of(page).filter(outcome__in=Review.APPROVING).exists())
