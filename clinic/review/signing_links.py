"""Links by which clinicians without an account sign: made, taken back, used once, and their name taken off again."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.people.models import User
from clinic.review.approving import MOVED_ON, locked, seen_words, wrote
from clinic.review.authors import authors_of
from clinic.review.models import Clinician, Review, SignOffLink
from clinic.review.newest_words import NewestWords
from clinic.review.objections import Objection, objected
from clinic.review.publishing_gate import NotPublishable, refuse_shown
from clinic.review.signers import Signer
from clinic.site.four_eyes import one_person_signs

OWN_INVITATION = (
    "You wrote some of this text, or whoever vouches for this clinician did. Someone else has to ask for its review."
)


@transaction.atomic
def invite(page: Page, user: User, seen: str, clinician: Clinician) -> tuple[SignOffLink, str]:
    """Make a link for a clinician without an account; returns `(link, token)`. The token is shown once.

    Raises ValidationError where four eyes would not be four: a colleague's address, an author who invites or vouches,
    an entry that nobody has confirmed, a link that would be shown to whoever put these words live.
    """
    newest = seen_words(page, seen)
    clinician.refuse_staff()
    clinician.refuse_unconfirmed()
    if {user.pk, clinician.vouched_by_id} & authors_of(newest) and not one_person_signs():
        raise ValidationError(OWN_INVITATION)
    shown_to = None if settings.HAS_MAIL_SERVER else user
    refuse_shown(shown_to, newest, wrote(Signer.of_user(user), newest))
    end_others(page, clinician, user)
    link = SignOffLink(
        page_id=page.pk,
        revision=newest.revision,
        content_hash=newest.hash,
        clinician=clinician,
        clinician_name=clinician.name,
        clinician_title=clinician.title,
        clinician_email=clinician.email,
        invited_by=user,
        shown_to=shown_to,
    )
    token = link.issue_token()
    link.save()
    told = {"for": clinician.name} | ({"why": "shown on the screen"} if link.shown_to else {})
    log(page, "clinic.link_made", user=user, revision=newest.revision, data=told)
    return link, token


@transaction.atomic
def revoke(link: SignOffLink, user: User | None) -> None:
    """Make an unused link worthless."""
    unused = SignOffLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None)
    if unused.update(revoked_at=timezone.now()):
        log(link.page, "clinic.link_revoked", user=user, data={"for": link.clinician_name})


def end_others(page: Page, clinician: Clinician | None, user: User | None = None) -> None:
    """One person has one open link to a page at most. The page is locked."""
    if clinician:
        for other in SignOffLink.objects.open().filter(page_id=page.pk, clinician=clinician):
            revoke(other, user)


def take(link: SignOffLink) -> bool:
    """One use, in the transaction of what it is used for; False where it is used up. First the page, then its links."""
    locked(link.page)
    taken = SignOffLink.objects.open().select_for_update(of=("self",)).filter(pk=link.pk).first()
    return bool(taken and SignOffLink.objects.filter(pk=taken.pk).update(used_at=timezone.now()))


# What was signed ------------------------------------------------------------------------------------------------------


def standing_by(link: SignOffLink) -> Review | None:
    """What was signed by this link, where patients read these very words and the signature stands."""
    page = link.page.specific
    if not page.live or not page.live_hash or not page.live_revision_id:
        return None
    own = Q(link=link) | Q(continues__link=link)
    found = Review.objects.of(page).approving().permitting().for_words(page.live_hash).filter(own).first()
    return found and found.whole


@transaction.atomic
def take_name_off(link: SignOffLink, seen_hash: str, why: str) -> Objection:
    """Whoever signed by it no longer stands behind words that patients read, which they saw as `seen_hash`."""
    page = locked(link.page)
    if page.live_hash != seen_hash or not standing_by(link):
        raise NotPublishable(MOVED_ON)
    return objected(NewestWords(page, page.live_revision, page, seen_hash), Signer.of_link(link), why)
