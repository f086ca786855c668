"""A `Plan` becomes an unpublished topic, with its pictures and the way from its old address. Nothing is published."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.text import slugify
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from clinic.content.models import ClinicImage
from clinic.people.models import User
from faq.imported_sources import IMPORTED
from faq.importing.draft import Picture
from faq.importing.outline.links import FOLDER, bare_host, key_of
from faq.importing.planning import Plan, look_for_existing, old_path
from faq.importing.stream import hash_of, known_images, stream_of
from faq.models import FaqIndexPage, TopicPage, TopicService


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


def create(plan: Plan, user: User | None = None) -> TopicPage:
    """Make the unpublished topic, once: give the one that is here already if somebody was quicker."""
    with all_or_nothing() as saved:
        FaqIndexPage.objects.select_for_update().get(pk=plan.index.pk)
        look_for_existing(plan)
        if plan.existing:
            return plan.existing
        page = add_page(plan, user, saved)
        data: dict[str, Any] = {"document": plan.report.name, "fingerprint": plan.fingerprint}
        if plan.draft.address and bare_host(plan.draft.address) != FOLDER:
            data["address"] = key_of(plan.draft.address)
        if plan.draft.sources:
            data["sources"] = plan.draft.sources
        if path := old_path(plan):
            Redirect.objects.create(old_path=path, site=plan.index.get_site(), redirect_page=page)
        log(page, IMPORTED, user=user, revision=page.latest_revision, data=data, content_changed=True)
    return page


def add_page(plan: Plan, user: User | None, saved: list[FieldFile]) -> TopicPage:
    page = TopicPage(
        title=plan.draft.title,
        asked_as=plan.draft.asked_as,
        owner=user,
        author=user,
        live=False,
        has_unpublished_changes=True,
    )
    fill(page, plan, user, saved)
    plan.index.refresh_from_db()
    plan.index.add_child(instance=page)
    page.save_revision(user=user, clean=False)
    return page


def fill(page: TopicPage, plan: Plan, user: User | None, saved: list[FieldFile]) -> None:
    known = known_images(plan.draft)
    stream = stream_of(plan.draft, lambda picture: keep_image(picture, plan.draft.title, user, known, saved))
    page.short_answer = plan.draft.short_answer  # type: ignore[assignment]  # rich text, as the field takes it
    page.questions = stream  # type: ignore[assignment]  # raw data, as the field takes it
    # Rows that are saved with the page, as modelcluster takes them.
    page.service_links = [  # type: ignore[misc]
        TopicService(service=to, sort_order=place) for place, to in enumerate(plan.services)
    ]


def lead_on(page: TopicPage, plan: Plan) -> None:
    """Save a topic that was made a moment ago again, now that more pages are there for its links."""
    with all_or_nothing() as saved:
        fill(page, plan, None, saved)
        page.save_revision(clean=False)
