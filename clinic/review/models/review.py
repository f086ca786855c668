"""A named person's act on exact words, and the link by which one without an account may do it."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from clinic.content.moments import day
from clinic.review.models.clinician import Clinician

LINK_DAYS = 7
# The columns of a review that visitors may read (clinic/ops/rights/visitors.toml).
TOLD = (
    *("page", "content_hash", "outcome", "reviewer", "reviewer_name", "reviewer_title", "next_due", "one_person"),
    *("created_at", "voided_at", "superseded_at", "continues"),
)


class ReviewQuerySet(models.QuerySet["Review"]):
    def of(self, page: Page) -> Self:
        return self.filter(page_id=page.pk)

    def approving(self) -> Self:
        """Reviews by a named person that still stand."""
        return self.filter(outcome__in=Review.APPROVING, voided_at=None)

    def by_a_second_person(self) -> Self:
        """Approvals of words that more than one person has read, whatever was changed in a shared text since."""
        return self.approving().exclude(one_person=True).exclude(continues__one_person=True)

    def letting_live(self) -> Self:
        """What lets a text go live, whether it still stands or not."""
        return self.filter(outcome__in=Review.LETTING_LIVE)

    def permitting(self) -> Self:
        """What lets a text go live now: an approving review, an admin's emergency decision, or a publisher's word."""
        return self.letting_live().filter(voided_at=None, superseded_at=None)

    def told_of(self) -> Self:
        """What a page says of how it was checked: what let it live, and what clinicians asked for since."""
        return self.filter(outcome__in=[*Review.LETTING_LIVE, Review.Outcome.CHANGES])

    def in_short(self) -> Self:
        """What a page says: not the words that were read, which are as long, nor what was said among staff."""
        return self.select_related("continues").only(*TOLD, *(f"continues__{name}" for name in TOLD))

    def for_words(self, content_hash: str) -> Self:
        return self.filter(content_hash=content_hash)

    def latest_by_words(self) -> Self:
        """Of each page the latest for each of its words."""
        return self.order_by("page_id", "content_hash", "-created_at", "-pk").distinct("page_id", "content_hash")

    def latest_by_page(self) -> Self:
        return self.order_by("page_id", "-created_at", "-pk").distinct("page_id")

    def void(self, why: str) -> int:
        """Take the signature off, visibly; the row stays as it was signed."""
        return self.filter(voided_at=None).update(voided_at=timezone.now(), voided_why=why)


class Review(models.Model):
    """A named person's act on exact words: what was decided, on which text, by whom with which title that day."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Approved"
        STILL_ACCURATE = "still_accurate", "Still accurate"
        CHANGES = "changes_requested", "Change asked for"
        EMERGENCY = "emergency", "Published unchecked"
        PUBLISHER = "publisher", "Published; needs no clinician"
        SHARED = "shared", "Change of a shared text approved"

    OF_ALL_WORDS = (Outcome.APPROVED, Outcome.STILL_ACCURATE)
    APPROVING = (*OF_ALL_WORDS, Outcome.SHARED)
    LETTING_LIVE = (*APPROVING, Outcome.EMERGENCY, Outcome.PUBLISHER)

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="reviews")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    content_hash = models.CharField(max_length=64, db_index=True)
    # That of what is written on the page itself, without shared texts: whoever left other words since is their author.
    own_hash = models.CharField(max_length=64, blank=True)
    # What was read, part by part as [key, label, words], shared texts included: the next reviewer sees what changed.
    words = models.JSONField(default=list)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="reviews"
    )
    reviewer_name = models.CharField(max_length=120)
    reviewer_title = models.CharField(max_length=250, blank=True)
    link = models.ForeignKey("review.SignOffLink", null=True, on_delete=models.PROTECT, related_name="reviews")
    # Of a change of a shared text: the review of the whole page, which stands but for that change.
    continues = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.TextField(blank=True)
    sources_checked = models.BooleanField(default=False)
    next_due = models.DateField(null=True, blank=True)
    findings = models.JSONField(default=list)
    overrides = models.JSONField(default=dict)
    one_person = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_why = models.CharField(max_length=250, blank=True)
    # When other approved words took the place of these: it stands for its words, and lets them live no more.
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("sign_off", "Can approve texts"),
            ("publish_unchecked", "Can publish an unchecked text in an emergency"),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} by {self.reviewer_name} on {day(self.created_at)}"

    @property
    def is_approving(self) -> bool:
        return self.outcome in self.APPROVING and self.voided_at is None

    @property
    def lets_live(self) -> bool:
        return self.outcome in self.LETTING_LIVE and not (self.voided_at or self.superseded_at)

    @property
    def whole(self) -> "Review":
        """Of the whole page: who read more of it than a change of a shared text."""
        return self.continues or self

    @property
    def approvals(self) -> list["Review"]:
        """Of the whole page first, then of each change of a shared text since: who approved what of these words."""
        if not self.continues_id:
            return [self]
        return [self.whole, *Review.objects.filter(continues=self.whole, pk__lte=self.pk).order_by("pk")]

    @property
    def signed_by(self) -> str:
        """Name and title as held that day: "Dr Maya Ortiz, pain consultant"."""
        return ", ".join(filter(None, [self.reviewer_name, self.reviewer_title]))

    @property
    def signed_how(self) -> str:
        """For staff and the record: who signed, through whose hands the link went, whether the words were theirs."""
        shown = self.link and self.link.shown_to
        told = [f"link handed over by {shown.name_at(self.link.created_at)}"] if shown and self.link else []
        told += ["the same person wrote and approved it"] * self.one_person
        return f"{self.signed_by} ({'; '.join(told)})" if told else self.signed_by

    @property
    def is_overdue(self) -> bool:
        return self.next_due is not None and self.next_due < timezone.localdate()


class SignOffLinkQuerySet(models.QuerySet["SignOffLink"]):
    def open(self) -> Self:
        """Those of clinicians for whom somebody still vouches: a link does not outlive its signer's standing."""
        asked = {"clinician__in": Clinician.objects.askable(), "expires_at__gt": timezone.now()}
        return self.filter(used_at=None, revoked_at=None, **asked)

    def by_token(self, token: str) -> "SignOffLink | None":
        """The open link for `token`; None when it is unknown, used, revoked or too old."""
        return self.open().filter(token_hash=hash_of(token)).first()

    def used_by_token(self, token: str) -> "SignOffLink | None":
        return self.exclude(used_at=None).filter(token_hash=hash_of(token)).first()


class SignOffLink(models.Model):
    """Lets one clinician without an account sign one revision of one page, once. Only the token's hash is kept."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="sign_off_links")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    content_hash = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    # None for links of the time before there was a register.
    clinician = models.ForeignKey("review.Clinician", null=True, on_delete=models.PROTECT, related_name="links")
    clinician_name = models.CharField("name", max_length=120)
    clinician_title = models.CharField("role and qualifications", max_length=250)
    clinician_email = models.EmailField("e-mail address")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # Who saw it, where it went out by no mail; they could have opened it themselves.
    shown_to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = SignOffLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(revoked_at=None), name="a_link_is_used_or_revoked_not_both"
            )
        ]

    def __str__(self) -> str:
        return f"Link for {self.clinician_name}, {self.state}"

    @property
    def state(self) -> str:
        if self.used_at:
            return "used"
        if self.revoked_at:
            return "revoked"
        return "open" if self.expires_at > timezone.now() else "expired"

    def state_for(self, words: str) -> str:
        """`words`: the hash of the newest. A link shows the words it was made for, or nothing."""
        is_dead = self.state == "open" and words != self.content_hash
        return "no longer works, as the text was changed" if is_dead else self.state

    def issue_token(self) -> str:
        """Give this link its secret: returned once, 256 bits, never stored."""
        token = secrets.token_urlsafe(32)
        self.token_hash = hash_of(token)
        self.expires_at = timezone.now() + timedelta(days=LINK_DAYS)
        return token


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
