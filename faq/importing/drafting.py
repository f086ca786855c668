"""A `Draft` becomes an unpublished topic; or we find that it is here already. Nothing is ever published."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils.text import slugify
from wagtail.blocks import StructBlock
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from clinic.content.models import ClinicImage
from clinic.people.models import User
from faq.importing.draft import Draft, Part, Picture, Statement
from faq.importing.report import Report, report_on
from faq.importing.site_links import OwnPages, lead_home
from faq.models import FaqIndexPage, TopicPage, TopicService

IMPORTED = "faq.imported"
NAMESAKE = "Another topic has the same title. This draft stands beside it; decide which of the two to keep."


@dataclass
class Plan:
    """What would be made of one document. `existing` is the topic that is here already, or None."""

    draft: Draft
    index: FaqIndexPage
    report: Report
    services: list = field(default_factory=list)
    fingerprint: str = ""
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


def planned(draft: Draft, index: FaqIndexPage, name: str) -> Plan:
    """Look everything up and change nothing."""
    fingerprint = fingerprint_of(draft)
    services = lead_home(draft, OwnPages(index, draft.host))
    plan = Plan(draft, index, report_on(draft, name, services), services, fingerprint)
    look_for_existing(plan)
    if not plan.existing and same_title(plan).exists():
        plan.report.notes.append(NAMESAKE)
    return plan


def look_for_existing(plan: Plan) -> None:
    """A topic is this document when it was imported from it, or says the same under the same title.

    Another topic that only shares the title is no reason to refuse: the draft stands beside it until staff decide.
    """
    plan.existing = imported_before(plan) or next(
        (topic for topic in same_title(plan) if was_imported(topic) or says_the_same(topic, plan.draft)), None
    )
    plan.changed = plan.existing is not None and not says_the_same(plan.existing, plan.draft)


def fingerprint_of(draft: Draft) -> str:
    """The same for every rendition of the same words; pictures count by their bytes."""
    content = [
        draft.title,
        [[question.wording, [said(part) for part in question.parts]] for question in draft.questions],
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


def was_imported(topic: TopicPage) -> bool:
    return PageLogEntry.objects.filter(action=IMPORTED, page=topic.pk).exists()


def topics(index: FaqIndexPage) -> QuerySet[TopicPage]:
    return TopicPage.objects.child_of(index).order_by("pk")


def says_the_same(page: TopicPage, draft: Draft) -> bool:
    """Compare the newest words of a topic with a draft's, whoever wrote them, without the editor's own marks."""
    newest = page.get_latest_revision_as_object()
    known = known_images(draft)
    if len(known) < len({hash_of(picture) for picture in draft.parts(Picture)}):
        return False
    mine = stream_of(draft, lambda picture: known[hash_of(picture)])
    return newest.title == draft.title and bare(newest.questions.get_prep_value()) == bare(mine)


def bare(value: Any) -> Any:
    """Raw stream data without ids, empty fields and the keys the editor adds to paragraphs."""
    if isinstance(value, dict):
        filled = {key: bare(inner) for key, inner in value.items() if key != "id"}
        return {key: inner for key, inner in filled.items() if inner not in (None, "", False, [], {})}
    if isinstance(value, list):
        return [bare(inner) for inner in value]
    return re.sub(r' data-block-key="[^"]*"', "", value) if isinstance(value, str) else value


# The stream --------------------------------------------------------------------------------------------------------

QUESTION = TopicPage.questions.field.stream_block.child_blocks["question"]
ANSWER = QUESTION.child_blocks["answer"]


def stream_of(draft: Draft, image_id: Callable[[Picture], int]) -> list[dict[str, Any]]:
    """Raw data of `TopicPage.questions`. `image_id(picture)` gives an image's key."""
    return [
        raw(QUESTION, question=question.wording, answer=[raw_part(part, image_id) for part in question.parts])
        for question in draft.questions
    ]


def raw_part(part: Part, image_id: Callable[[Picture], int]) -> dict[str, Any]:
    if isinstance(part, Statement):
        return raw(ANSWER.child_blocks["statement"], text=part.html, kind="")
    if isinstance(part, Picture):
        image = {"image": image_id(part), "decorative": False, "alt_text": part.alt}
        return raw(ANSWER.child_blocks["picture"], image=image, caption=part.caption)
    columns = [{"type": "rich_text", "heading": heading} for heading in part.heading]
    rows = [{"values": row} for row in part.rows]
    return {"type": "table", "value": {"columns": columns, "rows": rows, "caption": part.caption}}


def raw(block: StructBlock, **values: Any) -> dict[str, Any]:
    """A block with every field present: programs that walk stored data trip over values with missing keys."""
    defaults = {
        name: child.get_prep_value(child.get_default())
        for name, child in block.child_blocks.items()
        if name not in values
    }
    return {"type": block.name, "value": values | defaults}


# Pictures ----------------------------------------------------------------------------------------------------------


def hash_of(picture: Picture) -> str:
    """As Wagtail stores it with an image, so that the same picture is kept once."""
    return hashlib.sha1(picture.data, usedforsecurity=False).hexdigest()


def known_images(draft: Draft) -> dict[str, int]:
    hashes = {hash_of(picture) for picture in draft.parts(Picture)}
    return dict(ClinicImage.objects.filter(file_hash__in=hashes).values_list("file_hash", "pk")) if hashes else {}


def keep_image(picture: Picture, title: str, user: User | None, known: dict[str, int], saved: list[FieldFile]) -> int:
    """The key of the picture in the library, where it is put unless it is there."""
    if hash_of(picture) not in known:
        name = f"{slugify(title) or 'picture'}.{picture.extension}"
        image = ClinicImage(title=picture.alt or title, description=picture.alt, uploaded_by_user=user)
        image.file = ContentFile(picture.data, name=name)
        image.file_size, image.file_hash = len(picture.data), hash_of(picture)
        image.save()
        saved.append(image.file)
        known[hash_of(picture)] = image.pk
    return known[hash_of(picture)]


@contextmanager
def all_or_nothing() -> Iterator[list[FieldFile]]:
    """A transaction for files too: gives a list for the files saved, which go again if anything fails."""
    saved: list[FieldFile] = []
    try:
        with transaction.atomic():
            yield saved
    except BaseException:
        for file in saved:
            file.storage.delete(file.name or "")
        raise


# The page ----------------------------------------------------------------------------------------------------------


def create(plan: Plan, user: User | None = None) -> TopicPage:
    """Make the unpublished topic, once: give the one that is here already if somebody was quicker."""
    with all_or_nothing() as saved:
        FaqIndexPage.objects.select_for_update().get(pk=plan.index.pk)
        look_for_existing(plan)
        if plan.existing:
            return plan.existing
        page = add_page(plan, user, saved)
        data = {"document": plan.report.name, "fingerprint": plan.fingerprint}
        log(page, IMPORTED, user=user, revision=page.latest_revision, data=data, content_changed=True)
    return page


def add_page(plan: Plan, user: User | None, saved: list[FieldFile]) -> TopicPage:
    known = known_images(plan.draft)
    stream = stream_of(plan.draft, lambda picture: keep_image(picture, plan.draft.title, user, known, saved))
    page = TopicPage(
        title=plan.draft.title,
        asked_as=plan.draft.asked_as,
        questions=stream,
        owner=user,
        author=user,
        live=False,
        has_unpublished_changes=True,
    )
    # Rows that are saved with the page, as modelcluster takes them.
    page.service_links = [  # type: ignore[misc]
        TopicService(service=to, sort_order=place) for place, to in enumerate(plan.services)
    ]
    plan.index.refresh_from_db()
    plan.index.add_child(instance=page)
    page.save_revision(user=user, clean=False)
    return page
