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
from faq.importing.draft import Draft, Part, Picture
from faq.importing.outline.links import FOLDER, bare_host, which_page
from faq.importing.report import Report, report_on
from faq.importing.site_links import Known, OwnPages, lead_home
from faq.importing.stream import hash_of, known_images, stream_of
from faq.models import FaqIndexPage, TopicPage

NAMESAKE = "Another topic has the same title{source}. This draft stands beside it; decide which of the two to keep."
OLD_ADDRESS = "Its old address, {path}, will lead to it once it is published."


@dataclass
class Plan:
    """What would be made of one document. `existing` is the topic that is here already, or None.

    `asked` are the keys of the addresses its links were looked up by.
    """

    draft: Draft
    index: FaqIndexPage
    report: Report
    services: list = field(default_factory=list)
    fingerprint: str = ""
    asked: set[str] = field(default_factory=set)
    existing: TopicPage | None = None
    changed: bool = False

    @property
    def already_here(self) -> str:
        """A sentence about the topic that is here already, "" if there is none."""
        if not self.existing:
            return ""
        title = self.existing.draft_title
        if self.changed:
            return f"“{title}” is already here, with other words than this document. It was left alone."
        return f"“{title}” is already here, with the same words. Nothing was changed."


def planned(draft: Draft, index: FaqIndexPage, name: str, known: Known | None = None) -> Plan:
    """Look everything up and change nothing. `known` are topics of the same import by the keys of their addresses."""
    fingerprint = fingerprint_of(draft)
    own = OwnPages(index, draft.address, known)
    services = lead_home(draft, own)
    plan = Plan(draft, index, report_on(draft, name, services), services, fingerprint, own.asked)
    look_for_existing(plan)
    if not plan.existing and (namesake := same_title(plan).first()):
        plan.report.notes.append(NAMESAKE.format(source=source_of(namesake)))
    if not plan.existing and (path := old_path(plan)):
        plan.report.notes.append(OLD_ADDRESS.format(path=path))
    return plan


def source_of(topic: TopicPage) -> str:
    """Where a topic came from, in brackets, so that two with one title are told apart."""
    entry = PageLogEntry.objects.filter(action=IMPORTED, page=topic.pk).order_by("pk").first()
    said = entry and (entry.data.get("address") or entry.data.get("document"))
    return f" (from {said})" if said else ""


def old_path(plan: Plan) -> str:
    """The path that can lead to the new topic from the old site; "" if it is unknown, taken or the home page's."""
    address = plan.draft.address
    if not address or bare_host(address) == FOLDER:
        return ""
    which = which_page(address)
    path = Redirect.normalise_path(urlsplit(address).path + (f"?{which}" if which else ""))
    site = plan.index.get_site()
    lives = Page.objects.descendant_of(site.root_page).filter(url_path=f"{site.root_page.url_path.rstrip('/')}{path}/")
    taken = path in {"", "/"} or lives.exists() or Redirect.objects.filter(old_path=path).exists()
    return "" if taken or len(path) > 255 else path


def look_for_existing(plan: Plan) -> None:
    """A topic is this document when it was imported from it, or says the same under the same title.

    Another topic that only shares the title is no reason to refuse: the draft stands beside it until staff decide.
    """
    plan.existing = imported_before(plan) or next(
        (topic for topic in same_title(plan) if says_the_same(topic, plan.draft)), None
    )
    plan.changed = plan.existing is not None and not says_the_same(plan.existing, plan.draft)


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


def imported_before(plan: Plan) -> TopicPage | None:
    entries = PageLogEntry.objects.filter(action=IMPORTED, data__fingerprint=plan.fingerprint)
    return topics(plan.index).filter(pk__in=entries.values("page")).first()


def same_title(plan: Plan) -> QuerySet[TopicPage]:
    title = plan.draft.title
    return topics(plan.index).filter(Q(title__iexact=title) | Q(draft_title__iexact=title))


def topics(index: FaqIndexPage) -> QuerySet[TopicPage]:
    return TopicPage.objects.child_of(index).order_by("pk")


def says_the_same(page: TopicPage, draft: Draft) -> bool:
    """Compare the newest words of a topic with a draft's, whoever wrote them, without the editor's own marks."""
    newest = page.get_latest_revision_as_object()
    known = known_images(draft)
    if len(known) < len({hash_of(picture) for picture in draft.parts(Picture)}):
        return False
    mine = stream_of(draft, lambda picture: known[hash_of(picture)])
    same_words = not draft.short_answer or bare(newest.short_answer) == bare(draft.short_answer)
    return newest.title == draft.title and same_words and bare(newest.questions.get_prep_value()) == bare(mine)


def bare(value: Any) -> Any:
    """Raw stream data without ids, empty fields and the keys the editor adds to paragraphs."""
    if isinstance(value, dict):
        filled = {key: bare(inner) for key, inner in value.items() if key != "id"}
        return {key: inner for key, inner in filled.items() if inner not in (None, "", False, [], {})}
    if isinstance(value, list):
        return [bare(inner) for inner in value]
    return without_editor_keys(value) if isinstance(value, str) else value
