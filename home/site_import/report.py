"""What became of an old site, in words: its plan, one line a page with its details, the addresses left behind."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from clinic.people.exporting import harmless
from faq.importing.folder import as_shown
from faq.importing.report import Report
from faq.importing.words import counted, glimpse
from home.site_import.models import Becomes, FoundRow, SiteImport
from home.site_import.old_site import OldSite

TOLD, HERE, LEFT_OUT, LEADS_ON = "Told in another", "Here already", str(Becomes.NOTHING.label), "Only leads on"


def to_choose(old: OldSite) -> list[FoundRow]:
    """What becomes a page comes first. There is nothing to choose for an address that only leads on to another."""
    rows = [row for row in old.pages if not row.redirects_to]
    return sorted(rows, key=lambda row: row.becomes == Becomes.NOTHING and not row.is_split)


def numbers(old: OldSite) -> list[str]:
    """`["20 topics", "3 services", "5 left out"]` of the plan."""
    found = Counter(what(row) for row in old.pages if not row.is_split)
    kinds = [str(one.label) for one in Becomes if one != Becomes.NOTHING]
    parts = [counted(found[kind], kind.lower()) for kind in kinds if found[kind]]
    return [*parts, *(f"{found[one]} {one.lower()}" for one in (TOLD, HERE, LEFT_OUT, LEADS_ON) if found[one])]


def what(row: FoundRow) -> str:
    """What becomes of it, in two or three words."""
    if row.redirects_to:
        return LEADS_ON
    if row.into_id:
        return TOLD
    return HERE if row.page_id and not row.drafted_at else str(row.get_becomes_display())


def plan_lines(old: OldSite) -> Iterator[str]:
    for row in to_choose(old):
        why = f"  – {row.why}" if row.why else ""
        yield f"{what(row):16} {glimpse(row.title, 60):64} {row.shown}{why}"


def lines(row: FoundRow) -> Iterator[str]:
    """The folded report of one page."""
    if row.report:
        yield from report_of(row).lines()


def report_of(row: FoundRow) -> Report:
    said = {name: value for name, value in row.report.items() if name != "files"}
    return Report(**said | {"dropped": [tuple(one) for one in said["dropped"]]})


def addresses_as_csv(site: SiteImport) -> str:
    """Every old address without a successor, with the reason."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["Old address", "Why nothing stands for it"])
    rows.writerows([harmless(as_shown(address)), harmless(why)] for address, why in OldSite(site).without_successor())
    return out.getvalue()
