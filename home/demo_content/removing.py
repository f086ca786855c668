"""Taking the demo away again: exactly what it made, and nothing that has become the clinic's own."""

from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Locale, Page, ReferenceIndex, Site

from clinic.people import demo_accounts
from clinic.review.actions import put_up
from clinic.review.signers import Signer
from clinic.site.models import ClinicDetails
from home.demo_content import ledger
from home.demo_content.loading import front_pages
from home.models import HomePage

CHANGED = "somebody has changed it"
NEEDED = "something that stays uses it"


@dataclass(frozen=True)
class Removed:
    """How many `pages` and `others` went; `kept` as `[(title, why)]`; titles of kept pages with `broken` links."""

    pages: int
    others: int
    kept: list
    broken: list


@transaction.atomic
def remove():
    """Take the demo away; None when there is none."""
    entries = ledger.made()
    if not entries:
        return None
    fronts = {ledger.key_of(thing) for thing in fronts_and_details()}
    uses = {entry.key: uses_of(entry.thing, fronts) for entry in entries}
    reasons = kept(entries, uses)
    going = [entry for entry in entries if entry.key not in reasons]
    broken = broken_pages(going, reasons, uses)
    empty_what_was_filled()
    for entry in going:
        delete(entry)
    publish_front()
    ledger.note_taken_away(HomePage.objects.filter(locale=Locale.get_default()).first())
    accounts = demo_accounts.remove()
    pages = sum(isinstance(entry.thing, Page) for entry in going)
    names = [(str(entry.thing), reasons[entry.key]) for entry in entries if entry.key in reasons]
    return Removed(pages, len(going) - pages + accounts.count, names + accounts.kept, broken)


def delete(entry):
    """Pages may have taken others with them; what is gone already needs no second go."""
    model, pk = entry.key
    thing = model.objects.filter(pk=pk).first()
    if isinstance(thing, Page):
        thing = as_if_never_published(thing)
    if thing is not None:
        thing.delete()


def as_if_never_published(page):
    """What a clinic has published stays in its record. A page of the demo was never a clinic's word, and may go."""
    if page.live:
        page.specific.unpublish(log_action=False)
    Page.objects.filter(pk=page.pk).update(first_published_at=None)
    return Page.objects.get(pk=page.pk)


# What stays ------------------------------------------------------------------------------------------------------


def kept(entries, uses):
    """`{key: why}` of what stays: changed by somebody, or needed by something that stays."""
    ours = set(uses)
    reasons = {entry.key: CHANGED for entry in entries if entry.is_changed}
    while more := [key for key in uses if key not in reasons and is_needed(key, uses[key], ours, reasons)]:
        reasons |= dict.fromkeys(more, NEEDED)
    return reasons


def is_needed(key, uses, ours, reasons):
    """Would taking it away break something that stays?

    The clinic's own pages keep everything they point to. A page of the demo that stays keeps its sources, figures,
    author and services. Its links to other pages may end, or one changed page would hold the whole demo.
    """
    is_page = key[0] is Page
    return any(
        source not in ours or (source in reasons and (not is_page or path.startswith("service_links")))
        for source, path in uses
    )


def uses_of(thing, fronts):
    """`[(key, path)]` of what points to `thing` and where in it, `fronts` left out."""
    rows = ReferenceIndex.get_references_to(thing).select_related("base_content_type")
    found = [((row.base_content_type.model_class(), int(row.object_id)), row.model_path) for row in rows]
    return [(source, path) for source, path in found if source not in fronts]


def broken_pages(going, reasons, uses):
    """Titles of kept pages whose text links to a page that goes."""
    pages = [entry.key for entry in going if isinstance(entry.thing, Page)]
    links = [(source, path) for key in pages for source, path in uses[key] if source in reasons]
    sources = [pk for (_, pk), path in links if not path.startswith("related_links")]
    return sorted(Page.objects.filter(pk__in=sources).values_list("title", flat=True))


# What was only filled --------------------------------------------------------------------------------------------


def fronts_and_details():
    return [*front_pages(), ClinicDetails.for_site(Site.objects.get(is_default_site=True))]


def empty_what_was_filled():
    """Give the fields the demo filled their earlier values, where nobody has written over them."""
    for thing in fronts_and_details():
        before, after = ledger.filled(thing)
        for name, value in after.items():
            if getattr(thing, name) == value:
                setattr(thing, name, before[name])
        if after and isinstance(thing, Page):
            thing.save(clean=False)  # It goes live, and through the gate, in publish_front().
        elif after:
            thing.save()


def publish_front():
    """A new revision of the pages that were emptied. Somebody's unpublished work on them stays as it is."""
    for page in front_pages():
        if not page.has_unpublished_changes and any(ledger.filled(page)):
            page.save_revision()
            put_up(page, Signer("The set-up", ""), "Emptied when the example content was taken away.")
