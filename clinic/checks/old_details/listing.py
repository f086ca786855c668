"""Where old details of the clinic are typed, as a list for staff that is true now and not only at the next look."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

from clinic.checks import kept_findings
from clinic.checks.findings import Finding
from clinic.checks.models import KeptFinding
from clinic.checks.old_details.check import RULE, OldDetails, name_of, old_details
from clinic.checks.old_details.other_texts import findings_in_other_texts
from clinic.checks.old_details.typed import loosely
from clinic.people.menu import PAGE_RIGHTS
from clinic.people.models import User


@dataclass(frozen=True)
class Mention:
    """A place in which something old is typed: in `text`, whose form is at `url`."""

    text: Any
    title: str
    url: str
    finding: Finding
    language: str

    @property
    def name(self) -> str:
        return name_of(self.text)


def mentions_for(user: User, look: bool = True) -> list[Mention]:
    """Those in texts that this person may see in the admin. Pages of the list that changed since are judged now;
    `look`: those too that may belong there.
    """
    known = OldDetails.known()
    if not known.former:
        return []
    ids = listed_and_changed() | (pages_that_may_say(known) if look else set())
    found = kept_findings.look_again(RULE, old_details, ids)
    kept = KeptFinding.objects.filter(rule=RULE).exclude(page__in=ids)
    return [*in_pages([*kept, *found], user), *in_other_texts(known, user)]


def listed_and_changed() -> set[int]:
    """Ids of the pages in the list of which more is known now."""
    listed = set(KeptFinding.objects.filter(rule=RULE).values_list("page", flat=True))
    return {pk for pk in kept_findings.out_of_date() if pk in listed} if listed else set()


def pages_that_may_say(known: OldDetails) -> set[int]:
    """More than it is; asked of the database, as to read every page takes half a minute where there are thousands."""
    says = Q()
    for one in known.former:
        says |= Q(words__iregex=loosely(one.value))
    newest = Page.objects.values_list("latest_revision", "live_revision")
    numbers = {pk for row in newest for pk in row if pk}
    found = Revision.objects.filter(pk__in=numbers).annotate(words=Cast("content", TextField())).filter(says)
    without = Page.objects.filter(live=True, live_revision=None).values_list("pk", flat=True)
    return {int(pk) for pk in found.values_list("object_id", flat=True)} | set(without)


def in_pages(rows: list[KeptFinding], user: User) -> Iterator[Mention]:
    """In the order of the tree. What stands both live and in the draft is one place."""
    pages = page_permission_policy.instances_user_has_any_permission_for(user, PAGE_RIGHTS)
    seen = pages.filter(pk__in={row.page_id for row in rows}).select_related("locale").in_bulk()
    places = {(row.page_id, row.finding.key): row for row in rows if row.page_id in seen}
    for row in sorted(places.values(), key=lambda row: (seen[row.page_id].path, row.version)):
        page = seen[row.page_id]
        title, language = page.get_admin_display_title(), page.locale.language_name
        yield Mention(page.specific_deferred, title, row.edit_url, row.finding, language)


def in_other_texts(known: OldDetails, user: User) -> Iterator[Mention]:
    finder = AdminURLFinder(user)
    for text, finding in findings_in_other_texts(known, finder):
        language = text.locale.language_name if hasattr(text, "locale") else ""
        yield Mention(text, finding.place.label, finder.get_edit_url(text), finding, language)
