"""The second stage: what each page says and will become, what all pages share, which are here already."""

import hashlib
from collections.abc import Iterator
from typing import NoReturn

from faq.importing.draft import Draft, Refused, Statement, Table
from faq.importing.folder import FOLDER, as_shown
from faq.importing.outline.links import bare_host, key_of
from faq.importing.report import sentences_of
from faq.importing.words import glimpse
from home.site_import.classifying import Verdict, by_address, by_words
from home.site_import.models import Becomes, FoundRow, SiteImport, Stage
from home.site_import.old_site import OldSite
from home.site_import.repeats import leave_out_repeats
from home.site_import.rights import places_for

HERE = "It is here already, with the same words."
CHANGED = "It is here already, and the old site has changed it since. The page here was left alone."


def sort_all(site: SiteImport) -> Iterator[None]:
    """One step a page; what an earlier, broken-off run has sorted stays."""
    old = OldSite(site)
    if not site.of:
        leave_out_repeats(old)
        site.of = len(old.pages)
        site.save()
        yield
    places = set(places_for(site.user, site.index.specific))
    for row in old.pages[site.done :]:
        sort(row, old, places)
        row.save()
        site.one_more()
        yield
    name_ways_on(old)
    name_twins(old)
    name_what_is_here(old)
    FoundRow.objects.bulk_update(old.pages, ["same_as", "becomes", "why", "page"])
    site.go_to(Stage.PLANNED)


def sort(row: FoundRow, old: OldSite, places: set[str]) -> None:
    verdict = by_address(row.address)
    if row.redirects_to:
        verdict = Verdict(Becomes.NOTHING, f"It only leads on to {as_shown(row.redirects_to)[:200]}.")
    elif verdict is None:
        verdict = read(row, old)
    row.becomes, row.why = verdict.becomes, verdict.why
    if row.becomes not in {*places, Becomes.NOTHING}:
        row.becomes = Becomes.TOPIC
    row.title = row.title or row.title_there or row.shown


def read(row: FoundRow, old: OldSite) -> Verdict:
    try:
        draft = old.draft_of(row, no_pictures)
    except Refused as refusal:
        return Verdict(Becomes.NOTHING, str(refusal))
    row.title, row.headings = draft.title, len(draft.questions)
    row.words_hash = hash_of(draft)
    row.sentences = sum(len(sentences_of(part)) for question in draft.questions for part in question.parts)
    return by_words(row.address, draft, row.kind_there)


def no_pictures(src: str) -> NoReturn:
    """A plan is about words; pictures are looked at when drafts are made."""
    raise Refused("it is not looked at yet")


def hash_of(draft: Draft) -> str:
    """The same for the same words, whatever the page is called and however it is marked up."""
    said = [draft.short_answer, *draft.sources]
    for question in draft.questions:
        said += [question.wording if question.wording != draft.title else ""]
        said += [part.html for part in question.parts if isinstance(part, Statement)]
        said += [cell for part in question.parts if isinstance(part, Table) for row in part.rows for cell in row]
    return hashlib.sha256("\n".join(filter(None, said)).encode()).hexdigest()


def name_ways_on(old: OldSite) -> None:
    for row in old.pages:
        following = old.by_key.get(key_of(row.redirects_to)) if row.redirects_to else None
        if following and following is not row:
            row.same_as = following


def name_twins(old: OldSite) -> None:
    """Of pages with the same words the one with the shortest address stays."""
    firsts: dict[str, FoundRow] = {}
    alive = [row for row in old.pages if row.words_hash and row.becomes != Becomes.NOTHING]
    for row in sorted(alive, key=lambda row: (len(row.address), row.place)):
        first = firsts.setdefault(row.words_hash, row)
        if first is not row:
            row.same_as, row.becomes = first, Becomes.NOTHING
            row.why = f"It has the same words as {glimpse(first.title)} ({first.shown[:200]})."


def name_what_is_here(old: OldSite) -> None:
    """Pages that an earlier import has brought in are left alone; whether they have changed is said."""
    for before in imports_before(old):
        for row in old.pages:
            twin = before.by_key.get(row.key)
            if twin is None or row.becomes == Becomes.NOTHING or not is_same_page(row, twin):
                continue
            if page := before.successor(twin):
                row.page, row.becomes = page, Becomes.NOTHING
                row.why = HERE if row.words_hash == twin.words_hash else CHANGED


def imports_before(old: OldSite) -> Iterator[OldSite]:
    """Those that found one of these addresses, the newest first."""
    mine = old.site_import
    same = SiteImport.objects.filter(index=mine.index_id, rows__key__in=[row.key for row in old.pages])
    for site in same.exclude(pk=mine.pk).distinct().order_by("-pk"):
        yield OldSite(site)


def is_same_page(row: FoundRow, before: FoundRow) -> bool:
    """Folders that do not tell their host have pages of the same name: these must agree in their words or title."""
    told = bare_host(row.address) != FOLDER
    return told or row.words_hash == before.words_hash or row.title == before.title
