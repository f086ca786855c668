"""Pages that are live and signed, written as publishing leaves them: asked no questions, saved once.

`test_quick_pages.py` compares every row with what staff leave who save, sign and publish.
"""

import datetime

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from clinic.archive.editions import keep
from clinic.review.approving import record
from clinic.review.content_hash import content_hash
from clinic.review.models import Review
from clinic.review.newest_words import NewestWords
from clinic.review.signers import Signer
from tests.cast import member


def put_live(revision: Revision, next_due: datetime.date) -> None:
    """The words of `revision`, the only one of its page, signed off by the reviewer of the cast and live."""
    page = revision.as_object()
    words = content_hash(page)
    sign(page, revision, words, next_due)
    page.live, page.has_unpublished_changes, page.expired = True, False, False
    page.first_published_at = page.last_published_at = timezone.now()
    page.live_revision, page.live_hash = revision, words
    Page.save(page, clean=False)
    keep(page, words)
    page_published.send(sender=type(page), instance=page, revision=revision)


def sign(page: Page, revision: Revision, words: str, next_due: datetime.date) -> None:
    signer = Signer.of_user(member("reviewer"))
    review = record(NewestWords(page, revision, page, words), Review.Outcome.APPROVED, signer, {"next_due": next_due})
    data = {"review": review.pk, "by": review.signed_by}
    log(page, "clinic.sign_off", user=signer.user, revision=revision, data=data)
