"""Who puts their name to a text."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Q

from clinic.people.models import User
from clinic.review.models import Review, SignOffLink


@dataclass(frozen=True)
class Signer:
    """Who puts their name to a text: a member of staff, or a clinician who came by a link."""

    name: str
    title: str
    user: User | None = None
    link: SignOffLink | None = None

    @property
    def signs_as(self) -> str:
        """Name and title: "Dr Maya Ortiz, pain consultant"."""
        return ", ".join(filter(None, [self.name, self.title]))

    @property
    def accounts(self) -> set[int]:
        """Ids of the accounts that are this person's, also of one who comes by a link."""
        if self.user:
            return {self.user.pk}
        entry = self.link.clinician if self.link else None
        return {account.pk for account in entry.accounts()} if entry else set()

    @property
    def eyes(self) -> set[int]:
        """Ids of the accounts that could be behind this signature.

        Whoever was shown the link could have opened it; whoever entered a clinician and vouched for her alone could be
        her.
        """
        if not self.link:
            return self.accounts
        held = {self.link.shown_to_id, self.link.clinician and self.link.clinician.sole_maker_id}
        return self.accounts | {pk for pk in held if pk}

    @classmethod
    def of_user(cls, user: User) -> Self:
        title = ", ".join(filter(None, [user.credentials, user.role_title]))
        return cls(user.display_name, title, user=user)

    @classmethod
    def of_link(cls, link: SignOffLink) -> Self:
        return cls(link.clinician_name, link.clinician_title, link=link)


def given_by(signer: Signer) -> Q:
    """Reviews of the same person, by account or by link, and what a change of a shared text has made of them."""
    own = Q(reviewer__in=signer.accounts)
    if signer.link:
        own |= Q(link=signer.link)
        own |= Q(link__clinician=signer.link.clinician) if signer.link.clinician else Q()
    whole = Q(continues__in=Review.objects.filter(own))
    return own | whole
