"""What staff do with translations, one function a verb: do it, log it. Each is all or nothing."""

from django.db import transaction
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from clinic.archive.models import Edition, Match, Translation
from clinic.people.models import User
from clinic.people.roles import grant_page_rights
from clinic.review.authors import authors_to_tell
from clinic.review.authors import copied as name_authors
from clinic.review.newest_words import NewestWords
from clinic.site.first_language import source_of

# What belongs to the source alone: its signature, its timing, its history, its people.
NOT_COPIED = ["live_hash", "change_note", "change_matters", "change_since", "responsible"]
NOT_COPIED += ["go_live_at", "expire_at", "expired"]


def may_begin(user: User, page: Page) -> bool:
    """Whoever may begin pages beside `page` may begin its translations."""
    return "add" in page.permissions_for_user(user).permissions


@transaction.atomic
def begin(page: Page, locale: Locale, user: User | None) -> list[Page]:
    """A draft of `page` in `locale` that still has the words of the source; pages above it are begun first.

    Returns the pages in `locale` on the way, the highest first; the last is that of `page`. Questions keep their ids,
    so that a link to one leads to the same one in both languages.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    known = page.get_translation_or_none(locale)
    if known:
        return [known]
    above = page.get_parent()
    way = [] if above.is_root() else begin(above, locale, user)
    words = page.words_so_far
    wrote = authors_to_tell(NewestWords.so_far(page, words))
    copy = copied(words, Page.objects.get(pk=way[-1].pk if way else above.pk), locale, user)
    if wrote:
        name_authors(copy, wrote, user)
    if not way:
        grant_page_rights()
    return [*way, copy]


def copied(page: Page, above: Page, locale: Locale, user: User | None) -> Page:
    slug = page.slug if not above.is_root() else f"{page.slug}-{locale.language_code}"
    page.lead_in(locale)
    attributes = {"locale": locale, "slug": find_available_slug(above, slug), "show_in_menus": page.show_in_menus}
    copy = CopyPageAction(
        page,
        to=above,
        update_attrs=attributes | page.in_locale(locale),
        exclude_fields=NOT_COPIED,
        copy_revisions=False,
        keep_live=False,
        user=user,
        reset_translation_key=False,
        log_action="wagtail.copy_for_translation",
    ).execute(skip_permission_checks=True)
    edition = Edition.objects.of(page).open().first()
    translation = Translation.objects.create(page_id=copy.pk, source_id=page.pk, begun_by=user)
    note_match(translation, edition, copy.latest_revision_id, user)
    return copy


def note_match(translation: Translation, edition: Edition | None, revision_id: int, user: User | None) -> Match:
    """The draft says what the source said in `edition`, or says now where patients have never read it."""
    moment = edition.live_from if edition else timezone.now()
    return Match.objects.create(
        translation=translation, edition=edition, says_as_of=moment, revision=revision_id, said_by=user
    )


@transaction.atomic
def say_it_matches(translation: Translation, seen: int | None, user: User) -> Match | None:
    """Somebody's word that the newest draft says what the source says now.

    `seen` is the id of the Edition of the source they were shown; None is returned when patients read another by now.
    """
    page = Page.objects.select_for_update().get(pk=translation.page_id)
    edition = Edition.objects.of(translation.source).open().first()
    if edition is None or edition.pk != seen:
        return None
    match = note_match(translation, edition, page.latest_revision_id, user)
    data = {"as_of": edition.live_from.isoformat(), "source": translation.source_id}
    log(page.specific, "clinic.translation_matches", user=user, revision=page.get_latest_revision(), data=data)
    return match


def translation_of(page: Page) -> Translation | None:
    """The Translation that `page` is, with its lag; None for a page of the first language."""
    found = Translation.objects.with_lag().select_related("source", "page").filter(page_id=page.pk).first()
    return found or adopted(page)


def adopted(page: Page) -> Translation | None:
    """A page that shares its key with one of the first language, and was not begun here, is its translation too."""
    source = source_of(page)
    if source is None:
        return None
    Translation.objects.get_or_create(
        page_id=page.pk, defaults={"source": source, "begun_at": page.first_published_at or timezone.now()}
    )
    return Translation.objects.with_lag().select_related("source", "page").get(page_id=page.pk)
