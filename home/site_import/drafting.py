"""The stages after the plan: every page a draft, each for itself; then once more those whose links came too early."""

import logging
from collections.abc import Iterator
from urllib.parse import urljoin

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from wagtail.models import Page

from clinic.people.models import User
from faq.importing.many_documents import first_look, second_look
from faq.importing.outline.links import key_of
from faq.importing.planning import Plan
from home.site_import.documents import PageOfSite
from home.site_import.keeping import forget
from home.site_import.models import Becomes, FoundRow, SiteImport, Stage, as_json
from home.site_import.old_site import OldSite
from home.site_import.rights import places_for, rights_of

logger = logging.getLogger(__name__)
TROUBLE = "No draft could be made of it. The log of the program says why."
NOT_ALLOWED = "Whoever began this import may not add such pages."
CHANGED_SINCE = "Somebody has changed the draft in the meantime, so its links to pages that came later were left alone."


class Drafting:
    """One run over the rows of an import; `known` grows with each page."""

    def __init__(self, site: SiteImport) -> None:
        self.site, self.old = site, OldSite(site)
        self.user: User | None = site.user
        self.targets = places_for(self.user, site.index.specific)
        self.rights = rights_of(self.user)
        self.known: dict[str, Page] = self.old.known()

    def document(self, row: FoundRow) -> PageOfSite:
        return PageOfSite(row, self.old, self.targets[row.becomes], self.rights)

    def draft(self, row: FoundRow) -> None:
        """All of one page or nothing; whatever goes wrong is said of this page alone."""
        try:
            with transaction.atomic():
                if not FoundRow.objects.select_for_update().to_draft().filter(pk=row.pk).exists():
                    return
                self.make(row)
                row.save()
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("No draft could be made of a page of an old site")
            self.leave_out(row, TROUBLE)

    def make(self, row: FoundRow) -> None:
        if row.becomes not in self.targets:
            row.becomes, row.why, row.drafted_at = Becomes.NOTHING, NOT_ALLOWED, timezone.now()
            return
        outcome = first_look(self.document(row), self.known, self.user)
        if outcome.plan is None:
            row.becomes, row.why, row.drafted_at = Becomes.NOTHING, outcome.refusal, timezone.now()
            return
        page = outcome.page or outcome.plan.existing
        if page is None:
            return
        row.page, row.drafted_at = page, timezone.now()
        row.revision = outcome.page.latest_revision_id if outcome.page else None
        row.in_vain = sorted(outcome.in_vain)
        told(row, outcome.plan)
        self.known = self.old.known()

    def leave_out(self, row: FoundRow, why: str) -> None:
        row.refresh_from_db()
        row.why, row.drafted_at, row.becomes = why, timezone.now(), Becomes.NOTHING
        row.save()

    def join(self, row: FoundRow) -> None:
        """The links of one page that led to pages which came later; never over somebody else's change."""
        if not row.page or not row.revision or not set(row.in_vain) & self.known.keys():
            return
        page = row.page.specific
        if page.latest_revision_id != row.revision:
            row.report["notes"] = [*row.report.get("notes", []), CHANGED_SINCE]
        else:
            told(row, second_look(self.document(row), self.known, page, row.report.get("notes", [])))
            row.revision = page.latest_revision_id
        row.in_vain = []
        row.save()


def told(row: FoundRow, plan: Plan) -> None:
    row.title = plan.draft.title
    row.summary = plan.already_here or plan.report.summary
    files = sorted({key_of(urljoin(row.address, href)) for href in plan.draft.attached})
    row.report = as_json(plan.report) | {"files": files}


def draft_all(site: SiteImport) -> Iterator[None]:
    """One step a page."""
    run = Drafting(site)
    waiting = [row for row in run.old.pages if row.becomes_page and not row.drafted_at]
    for row in waiting:
        run.draft(row)
        site.one_more()
        yield
    site.go_to(Stage.LINKING, of=sum(bool(row.in_vain) for row in run.old.pages))


def join_all(site: SiteImport) -> Iterator[None]:
    run = Drafting(site)
    for row in [row for row in run.old.pages if row.in_vain]:
        run.join(row)
        site.one_more()
        yield
    site.go_to(Stage.DONE)
    forget(site)


def begin(site: SiteImport) -> None:
    """From the plan to the drafts."""
    site.go_to(Stage.DRAFTING, of=site.rows.to_draft().count())
