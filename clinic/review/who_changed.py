"""Who changed what of a page, and when, since somebody signed it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.utils import translation
from wagtail.models import ModelLogEntry, Page, Revision

from clinic.content.models import SharedText
from clinic.content.moments import moment
from clinic.people.models import User
from clinic.review.authors import log_of
from clinic.review.content_hash import language_of
from clinic.review.details_written import became
from clinic.review.diff import Part
from clinic.review.matching_parts import moved
from clinic.review.models import Review
from clinic.review.page_parts import markup_of, parts_of
from clinic.site.models import ClinicDetails

# Saves that are looked through; what is older is told by nobody's name.
MOST = 40


@dataclass(frozen=True)
class Hand:
    """Whose last word it was. `user` is None where the account is gone, or a script wrote."""

    user: User | None
    at: datetime

    def __str__(self) -> str:
        name = self.user.name_at(self.at) if self.user else "somebody who has left"
        return f"{name}, {moment(self.at)}"


def hands_in(page: Page, newest: Revision, signed: Revision | None) -> dict[str, Hand]:
    """`{key of a part: who left it as it is}`, of all parts that were saved otherwise after `signed`; gone ones too."""
    if signed is None:
        return {}
    saved = Revision.objects.for_instance(page).filter(pk__gte=signed.pk, pk__lte=newest.pk).order_by("pk")
    since = [*saved.prefetch_related("user__former_names")]
    with translation.override(language_of(page)):
        saved_pages = [(one, one.as_object()) for one in [*since[:1], *since[1:][-MOST:]]]
        versions = [(one, parts_of(page), markup_of(page)) for one, page in saved_pages]
    moves = moving_hands([(one, parts) for one, parts, _ in versions])
    return moves | last_hands((one, written(parts, markup)) for one, parts, markup in versions)


def written(parts: list[Part], markup: dict[str, list[str]]) -> dict[str, Any]:
    """`{key of a part: its words and where its links lead}`; nothing said is no part."""
    return {part.key: (part.words, markup.get(part.key)) for part in parts if part.words}


def moving_hands(versions: list[tuple[Revision, list[Part]]]) -> dict[str, Hand]:
    """Who put each part where it stands, of those that were moved."""
    found: dict[str, Hand] = {}
    for (_, old), (revision, new) in pairwise(versions):
        known = {part.key: part for part in old}
        pairs = {part.key: known[part.key] for part in new if part.key in known}
        found |= dict.fromkeys(moved(old, new, pairs), Hand(revision.user, revision.created_at))
    return found


def hands_in_text(draft: SharedText) -> dict[str, Hand]:
    """`{field: who left it as it is}` of a shared text, since what patients read of it."""
    row = type(draft)._base_manager.get(pk=draft.pk)
    newer = draft.revisions.filter(pk__gt=row.live_revision_id or 0).order_by("pk")
    saved = newer.prefetch_related("user__former_names")
    read = row.content() if row.live else {}
    hands = last_hands([(None, read), *((one, one.as_object().content()) for one in saved)])
    return {field.name: hands[field.attname] for field in draft.written() if field.attname in hands}


def last_hands(versions: Iterable[tuple[Revision | None, dict[str, Any]]]) -> dict[str, Hand]:
    """Of what became another from one version to the next; the first is where it began."""
    found: dict[str, Hand] = {}
    before: dict[str, Any] | None = None
    for revision, now in versions:
        if before is not None and revision:
            others = {key for key in now.keys() | before.keys() if now.get(key, "") != before.get(key, "")}
            found |= dict.fromkeys(others, Hand(revision.user, revision.created_at))
        before = now
    return found


def done_since(kept: Any, since: Review | datetime) -> Q:
    """What was done to something that is kept elsewhere, since it was signed here or since a moment."""
    return log_of(kept, since) if isinstance(since, Review) else log_of(kept, None) & Q(timestamp__gt=since)


def hand_of_shared(shared: Any, since: Review | datetime) -> Hand | None:
    """Who wrote what it says now of a text or file that is kept elsewhere, if that was after it."""
    return last_to_write(done_since(shared, since))


def hand_of_file(file: Any, since: Review | datetime) -> Hand | None:
    """Who changed a file where it is kept after that, such as by putting another in its place; not who brought it."""
    return last_to_write(done_since(file, since) & ~Q(action="wagtail.create"))


def last_to_write(what: Q) -> Hand | None:
    others = Q(action__startswith="clinic.") | Q(action__startswith="wagtail.workflow.")
    wrote = ModelLogEntry.objects.filter(what).exclude(others).exclude(user=None)
    last = wrote.select_related("user").order_by("-timestamp").first()
    return Hand(last.user, last.timestamp) if last else None


def hand_of_details(details: ClinicDetails, said: str, since: Review | datetime) -> Hand | None:
    """Who made these details of the clinic say what they `said`, if that was after it."""
    wrote = ModelLogEntry.objects.filter(done_since(details, since), became(said)).exclude(user=None)
    last = wrote.select_related("user").order_by("-timestamp").first()
    return Hand(last.user, last.timestamp) if last else None
