"""A `Plan` becomes an unpublished page, with its pictures, files and old addresses. Nothing is published."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.text import slugify
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page

from clinic.content.models import ClinicImage
from clinic.people.models import User
from faq.imported_sources import IMPORTED
from faq.importing.attachments import keep_attachments
from faq.importing.draft import Picture
from faq.importing.links_within import lead_within
from faq.importing.outline.links import key_of
from faq.importing.planning import Plan, known_host, look_for_existing, old_paths
from faq.importing.stream import hash_of, known_images


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


def create(plan: Plan, user: User | None = None) -> Page:
    """Make the unpublished page, once: give the one that is here already if somebody was quicker."""
    with all_or_nothing() as saved:
        Page.objects.select_for_update().get(pk=plan.target.parent.pk)
        look_for_existing(plan)
        if plan.existing:
            return plan.existing
        page = add_page(plan, user, saved)
        site = plan.target.parent.get_site()
        for path in old_paths(plan):
            Redirect.objects.create(old_path=path, site=site, redirect_page=page)
        log(page, IMPORTED, user=user, revision=page.latest_revision, data=origin(plan), content_changed=True)
    return page


def origin(plan: Plan) -> dict[str, Any]:
    """What the page's history keeps of where it came from."""
    data: dict[str, Any] = {"document": plan.report.name, "fingerprint": plan.fingerprint}
    keys = list(dict.fromkeys(key_of(address) for address in plan.addresses if known_host(address)))
    if keys:
        data |= {"address": keys[0], "also": keys[1:]} if keys[1:] else {"address": keys[0]}
    more = {"sources": plan.draft.sources, "places": plan.target.places(plan.draft)}
    return data | {name: value for name, value in more.items() if value}


def add_page(plan: Plan, user: User | None, saved: list[FieldFile]) -> Page:
    page = plan.target.begun(plan.draft, user)
    fill(page, plan, user, saved)
    plan.target.parent.refresh_from_db()
    plan.target.parent.add_child(instance=page)
    if lead_within(plan.draft, page.pk):
        fill(page, plan, user, saved)
    page.save_revision(user=user, clean=False)
    return page


def fill(page: Page, plan: Plan, user: User | None, saved: list[FieldFile]) -> None:
    keep_attachments(plan.draft, user, saved)
    known = known_images(plan.draft)
    values = plan.target.values(plan.draft, lambda picture: keep_image(picture, plan.draft.title, user, known, saved))
    for name, value in values.items():
        setattr(page, name, value)
    plan.target.relate(page, plan.services)


def lead_on(page: Page, plan: Plan) -> None:
    """Save a page that was made a moment ago again, now that more pages are there for its links."""
    with all_or_nothing() as saved:
        lead_within(plan.draft, page.pk)
        fill(page, plan, None, saved)
        page.save_revision(clean=False)
