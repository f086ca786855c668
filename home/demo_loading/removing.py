"""Takes the demo away again: exactly what it made, and nothing that has become the clinic's own."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Locale, Page, ReferenceIndex

from clinic.people import demo_accounts
from clinic.review.going_live import publish_initial
from clinic.review.signers import Signer
from home.demo_loading import provenance
from home.demo_loading.builder import FRONT, clinic_details
from home.demo_loading.files import Said
from home.demo_loading.provenance import Key, key_of
from home.models import HomePage

CHANGED = "somebody has changed it"
NEEDED = "something that stays uses it"
# What a page that stays cannot do without, of all the pages it leads to.
NEEDS = ("service_links", "below")


@transaction.atomic
def remove() -> list[str]:
    """Says what went, what stays and why, and what to look at."""
    noted = list(provenance.present("made"))
    if not noted:
        return ["There is no demo to take away. Nothing was changed."]
    made = {key_of(thing): thing for thing, _ in noted}
    uses = {key: list(uses_of(thing)) for key, thing in made.items()}
    reasons = with_needed(
        {key_of(thing): CHANGED for thing, state in noted if provenance.state_of(thing) != state}, uses
    )
    going = {key: thing for key, thing in made.items() if key not in reasons}
    broken = [
        f"Check the links in “{title}”: some lead to pages that are gone." for title in cut_off(going, reasons, uses)
    ]
    take_away(going.values())
    accounts = demo_accounts.remove()
    pages = sum(isinstance(thing, Page) for thing in going.values())
    kept = [(str(made[key]), why) for key, why in reasons.items()] + accounts.kept
    return [
        f"Taken away: {pages} pages and {len(going) - pages + accounts.count} other things.",
        *(f"Kept: “{name}”, because {why}." for name, why in kept),
        *broken,
    ]


def take_away(going: Iterable[Model]) -> None:
    """What was only filled is emptied first, and published last, when nothing on it leads to what is gone."""
    filled = list(provenance.present("filled"))
    for thing, values in filled:
        empty(thing, values)
    for thing in going:
        delete(thing)
    for thing, _ in filled:
        publish(thing)
    provenance.note_removed(HomePage.objects.get(locale=Locale.get_default()))


def uses_of(thing: Model) -> Iterator[tuple[Key, str]]:
    """What uses `thing`, and where in it; the pages and details that were only filled are left out."""
    fronts = {key_of(page) for kind in FRONT.values() for page in kind.objects.all()} | {key_of(clinic_details())}
    for row in ReferenceIndex.get_references_to(thing):
        if (source := (row.base_content_type_id, row.object_id)) not in fronts:
            yield source, row.model_path
    if isinstance(thing, Page):
        yield from ((key_of(page), "below") for page in thing.get_descendants())


def with_needed(reasons: dict[Key, str], uses: dict[Key, list[tuple[Key, str]]]) -> dict[Key, str]:
    """`reasons` with what the things that stay need.

    The clinic's own pages keep everything they lead to. A page of the demo that stays keeps its sources, figures,
    author and services; its links to other pages may end, or one changed page would hold the whole demo.
    """
    page = key_of(Page())[0]

    def is_needed(key: Key) -> bool:
        return any(
            source not in uses or (source in reasons and (key[0] != page or path.startswith(NEEDS)))
            for source, path in uses[key]
        )

    while more := [key for key in uses if key not in reasons and is_needed(key)]:
        reasons = reasons | dict.fromkeys(more, NEEDED)
    return reasons


def cut_off(going: Iterable[Key], reasons: dict[Key, str], uses: dict[Key, list[tuple[Key, str]]]) -> list[str]:
    """Titles of the pages that stay and have words that lead to a page that goes."""
    page = key_of(Page())[0]
    links = [link for key in going if key[0] == page for link in uses[key]]
    sources = [key[1] for key, path in links if key in reasons and not path.startswith("related_links")]
    return sorted(Page.objects.filter(pk__in=sources).values_list("title", flat=True))


def delete(thing: Model) -> None:
    """What a clinic has published stays in its record. A page of the demo was never a clinic's word, and may go."""
    if not isinstance(thing, Page):
        thing.delete()
    elif page := Page.objects.filter(pk=thing.pk).first():
        if page.live:
            page.specific.unpublish(log_action=False)
        Page.objects.filter(pk=page.pk).update(first_published_at=None)
        Page.objects.get(pk=page.pk).delete()


def empty(thing: Any, values: Said) -> None:
    """Empty the fields the demo filled, where nobody has written over them."""
    thing = thing.specific if isinstance(thing, Page) else thing
    for name, value in values.items():
        if getattr(thing, name) == value:
            setattr(thing, name, thing._meta.get_field(name).get_default())
    # A page goes live, and through the gate, in publish().
    thing.save(**({"clean": False} if isinstance(thing, Page) else {}))


def publish(thing: Model) -> None:
    """A page that was emptied goes live as it is now. Somebody's unpublished work on it stays as it is."""
    if isinstance(thing, Page):
        page = Page.objects.get(pk=thing.pk).specific
        if not page.has_unpublished_changes:
            page.save_revision()
            publish_initial(page, Signer("The set-up", ""), "Emptied when the example content was taken away.")
