"""What somebody asked for and nobody has met: it ends with other words of the page itself, or with an answer."""

from django.db.models import Q

from clinic.review.content_hash import own_hash
from clinic.review.models import Review
from clinic.review.newest_words import NewestWords


def open_objection(newest: NewestWords) -> Review | None:
    """The last wish for a change of these words that no approval of them answered.

    What is kept elsewhere, such as a number of the clinic, may have become another meanwhile, and a change of it may be
    approved by itself: neither answers what was asked of the page.
    """
    of_own_words = Q(own_hash=own_hash(newest.words)) | Q(content_hash=newest.hash) | Q(revision=newest.revision.pk)
    decided = Review.objects.of(newest.page).filter(of_own_words, voided_at=None)
    asked = decided.filter(outcome=Review.Outcome.CHANGES).first()
    if asked is None:
        return None
    later = decided.filter(outcome__in=Review.OF_ALL_WORDS, created_at__gte=asked.created_at, pk__gt=asked.pk)
    return None if later.exists() else asked
