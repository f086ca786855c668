"""What a person makes of the plan: another kind of page, told in another one, or split by its headings."""

from django.db import transaction

from faq.importing.draft import Refused
from home.site_import.documents import parts_of
from home.site_import.models import Becomes, FoundRow
from home.site_import.old_site import OldSite
from home.site_import.sorting import no_pictures


def tell_in(row: FoundRow, other: FoundRow | None) -> None:
    """Its text becomes a further question of `other`; None makes it a page of its own again."""
    if other is not None:
        if other.pk == row.pk or other.part_of_id == row.pk:
            raise Refused("A page cannot be told in itself.")
        if not other.becomes_page or other.page_id:
            raise Refused("Choose the number of a page that becomes a page of its own.")
        if row.merged.exists():
            raise Refused("Another page is told in this one. Choose a new place for that one first.")
    row.into = other
    row.save(update_fields=["into"])


def can_be_split(row: FoundRow) -> bool:
    return row.headings > 1 and not row.part


@transaction.atomic
def split(row: FoundRow, old: OldSite) -> None:
    """Each heading with its text is a topic of its own from now on."""
    if row.is_split:
        return
    if row.merged.exists():
        raise Refused("Another page is told in this one. Choose a new place for that one first.")
    for number, draft in enumerate(parts_of(old.draft_of(row, no_pictures)), 1):
        FoundRow.objects.create(
            site_import=row.site_import, place=row.place, kind=row.kind, address=row.address, key=row.key,
            name=row.name, title=draft.title, part_of=row, part=number, becomes=Becomes.TOPIC, headings=1,
            why=f"It is a part of “{row.title}”.",
        )  # fmt: skip
    row.is_split, row.into = True, None
    row.save(update_fields=["is_split", "into"])


@transaction.atomic
def make_whole(row: FoundRow) -> None:
    """Takes the split back."""
    row.parts.all().delete()
    row.is_split = False
    row.save(update_fields=["is_split"])
