"""What somebody asked for and nobody has met: it ends with other words of the page itself, or with an answer."""

from clinic.review.content_hash import own_words
from clinic.review.models import Review
from clinic.review.newest_words import NewestWords


def open_objection(newest: NewestWords) -> Review | None:
    """The last wish for a change of these words that no approval of them answered.

    What is kept elsewhere, such as a number of the clinic, may have become another meanwhile, and a change of it may be
    approved by itself: neither answers what was asked of the page.
    """
    decided = Review.objects.of(newest.page).filter(voided_at=None)
    for asked in decided.filter(outcome=Review.Outcome.CHANGES).select_related("revision"):
        if same_own_words(asked, newest):
            later = decided.filter(outcome__in=Review.OF_ALL_WORDS, created_at__gte=asked.created_at, pk__gt=asked.pk)
            answered = any(same_own_words(one, newest) for one in later.select_related("revision"))
            return None if answered else asked
    return None


def same_own_words(review: Review, newest: NewestWords) -> bool:
    """Whether it was of what stands in the page itself now."""
    if review.content_hash == newest.hash or review.revision_id == newest.revision.pk:
        return True
    return review.revision is not None and own_words(review.revision.as_object()) == own_words(newest.words)
