"""Whether an approval still fits the words of a page, and what became of it where none does."""

from dataclasses import dataclass

from wagtail.models import Page

from clinic.review.content_hash import content_hash
from clinic.review.models import Review
from clinic.review.newest_words import NewestWords

NEVER_SIGNED = "Nobody has approved this text yet. Send it for clinical review first."
REPLACED = "Other approved words took the place of these"
CHANGED_SINCE = "The text was changed after it was approved. It needs to be approved again."


def current_review(page: Page) -> Review | None:
    """The latest approving review that lets exactly these words live; None for a text unchecked or changed since."""
    return lets_live(page, content_hash(page)) if page.pk else None


def lets_live(page: Page, words: str) -> Review | None:
    """The latest approval by which these words, a hash, may be live."""
    return Review.objects.of(page).approving().permitting().for_words(words).first()


def why_not(page: Page, words: str) -> str:
    """Of words that nothing lets go live: what became of their approval, if there ever was one."""
    # What went up unchecked was approved by nobody.
    reviews = Review.objects.of(page).letting_live().exclude(outcome=Review.Outcome.EMERGENCY)
    if gone := page.pk and reviews.for_words(words).first():
        return f"{gone.voided_why or REPLACED}. These words need to be approved again."
    return CHANGED_SINCE if page.pk and reviews.exists() else NEVER_SIGNED


@dataclass(frozen=True)
class Standing:
    """Where a page's newest text stands: the `review` of its words; else `why_not`."""

    review: Review | None
    why_not: str = ""


def standing(newest: NewestWords) -> Standing:
    """Where these words stand."""
    review = lets_live(newest.page, newest.hash)
    return Standing(review) if review else Standing(None, why_not(newest.page, newest.hash))
