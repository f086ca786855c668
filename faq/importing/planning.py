"""What would be made of a document: looked up, nothing changed. Is it here already, and what leads to it?"""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from clinic.content.prose import without_editor_keys
from faq.imported_sources import IMPORTED
from faq.importing.attachments import link_known, missing
from faq.importing.draft import Draft, Part, Picture
from faq.importing.folder import FOLDER
from faq.importing.links_within import as_in_draft
from faq.importing.outline.links import bare_host, which_page
from faq.importing.report import Report
from faq.importing.site_links import FileOf, Known, OwnPages, lead_home
from faq.importing.stream import hash_of, known_images
from faq.importing.targets import Target

NAMESAKE = "Another {kind} has the same title{source}. This draft stands beside it; decide which of the two to keep."
OLD_ADDRESS = "Its old address, {path}, will lead to it once it is published."
LONGEST_PATH = 255


@dataclass
class Around:
    """What comes along with a document: pages of the same import by key, files by key, its own old addresses."""

    known: Known = field(default_factory=dict)
    file_of: FileOf | None = None
    addresses: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """What would be made of one document. `existing` is the page that is here already, or None.

    `asked` are the keys of the addresses its links were looked up by; `addresses` are its own old ones.
    """

    draft: Draft
    target: Target
    report: Report
    services: list = field(default_factory=list)
    fingerprint: str = ""
    asked: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    existing: Page | None = None
    changed: bool = False

    @property
    def already_here(self) -> str:
        """A sentence about the page that is here already, "" if there is none."""
        if not self.existing:
            return ""
        title = self.existing.draft_title
        if self.changed:
            return f"“{title}” is already here, with other words than this document. It was left alone."
        return f"“{title}” is already here, with the same words. Nothing was changed."


def planned(draft: Draft, target: Target, name: str, around: Around | None = None) -> Plan:
    """Look everything up and change nothing. `around` is what comes along with the document."""
    around = around or Around()
    addresses = around.addresses or ([draft.address] if known_host(draft.address) else [])
    fingerprint = fingerprint_of(draft)
    own = OwnPages(target.parent, draft.address, around.known, around.file_of)
    services = lead_home(draft, own, target.places(draft))
    link_known(draft)
    report = target.report(draft, name, services)
    plan = Plan(draft, target, report, services, fingerprint, own.asked, addresses)
    look_for_existing(plan)
    if not plan.existing and (namesake := same_title(plan).first()):
        plan.report.notes.append(NAMESAKE.format(kind=target.model._meta.verbose_name, source=source_of(namesake)))
    if not plan.existing:
        plan.report.notes.extend(OLD_ADDRESS.format(path=path) for path in old_paths(plan))
    return plan


def known_host(address: str) -> bool:
    return bool(address) and bare_host(address) != FOLDER


def source_of(page: Page) -> str:
    """Where a page came from, in brackets, so that two with one title are told apart."""
    entry = PageLogEntry.objects.filter(action=IMPORTED, page=page.pk).order_by("pk").first()
    said = entry and (entry.data.get("address") or entry.data.get("document"))
    return f" (from {said})" if said else ""


def old_paths(plan: Plan) -> list[str]:
    """The paths that can lead to the new page from the old site: not those that are taken, nor the home page's.

    Those of its files lead to the page that offers them: a file is for patients once its page is.
    """
    site = plan.target.parent.get_site()
    addresses = [*plan.addresses, *plan.draft.attached]
    paths = list(dict.fromkeys(path_of_redirect(address) for address in addresses))
    lives = {f"{site.root_page.url_path.rstrip('/')}{path}/": path for path in paths}
    taken = {lives[path] for path in Page.objects.filter(url_path__in=lives).values_list("url_path", flat=True)}
    taken |= set(Redirect.objects.filter(old_path__in=paths).values_list("old_path", flat=True))
    return [path for path in paths if path not in {"", "/", *taken} and len(path) <= LONGEST_PATH]


def path_of_redirect(address: str) -> str:
    which = which_page(address)
    return Redirect.normalise_path(urlsplit(address).path + (f"?{which}" if which else ""))


def look_for_existing(plan: Plan) -> None:
    """A page is this document when it was imported from it, or says the same under the same title.

    Another page that only shares the title is no reason to refuse: the draft stands beside it until staff decide.
    """
    plan.existing = imported_before(plan) or next(
        (page for page in same_title(plan) if says_the_same(page, plan)), None
    )
    plan.changed = plan.existing is not None and not says_the_same(plan.existing, plan)


def fingerprint_of(draft: Draft) -> str:
    """The same for every rendition of the same words; pictures count by their bytes."""
    content = [
        draft.title,
        [[question.wording, [said(part) for part in question.parts]] for question in draft.questions],
        draft.short_answer,
        draft.sources,
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def said(part: Part) -> list[Any]:
    values = dict(vars(part))
    data = values.pop("data", b"")
    return [type(part).__name__, values, hashlib.sha256(data).hexdigest() if data else ""]


def imported_before(plan: Plan) -> Page | None:
    entries = PageLogEntry.objects.filter(action=IMPORTED, data__fingerprint=plan.fingerprint)
    return plan.target.pages.filter(pk__in=entries.values("page")).first()


def same_title(plan: Plan) -> QuerySet[Page]:
    title = plan.draft.title
    return plan.target.pages.filter(Q(title__iexact=title) | Q(draft_title__iexact=title))


def says_the_same(page: Page, plan: Plan) -> bool:
    """Compare the newest words of a page with a draft's, whoever wrote them, without the editor's own marks."""
    newest, draft = page.get_latest_revision_as_object(), plan.draft
    known = known_images(draft)
    if missing(draft) or len(known) < len({hash_of(picture) for picture in draft.parts(Picture)}):
        return False
    mine = plan.target.values(draft, lambda picture: known[hash_of(picture)])
    return newest.title == draft.title and all(
        not value or bare(newest._meta.get_field(name).get_prep_value(getattr(newest, name)), page.pk) == bare(value)
        for name, value in mine.items()
    )


def bare(value: Any, page: int = 0) -> Any:
    """Raw data without ids, empty fields, the keys the editor adds to paragraphs and that of `page`, whose it is."""
    if isinstance(value, dict):
        filled = {key: bare(inner, page) for key, inner in value.items() if key != "id"}
        return {key: inner for key, inner in filled.items() if inner not in (None, "", False, [], {})}
    if isinstance(value, list):
        return [bare(inner, page) for inner in value]
    return as_in_draft(without_editor_keys(value), page) if isinstance(value, str) else value
