"""Writes what is found, and that it changed, in the transaction of the change itself: the two cannot disagree."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from home.models import SearchChange, SearchState, SearchText
from home.search.index.facts import facts_in
from home.search.index.texts import FOUND, texts_of

# Raise it when texts_of() or what it gives changes: at the next start all texts are written anew.
VERSION = 9
# A worker that has not looked for so long reads everything again.
KEPT = timedelta(days=2)
AT_ONCE = 200
# In one statement, for this is part of every change: the number of the transaction is known to the database alone.
TELL = """
INSERT INTO home_searchchange (written, page, made_at)
SELECT pg_current_xact_id()::text::bigint, page, now() FROM unnest(%s::bigint[]) AS page
"""


def write(page: Page) -> None:
    """The texts of `page` as it is in the database now; none when it is not live."""
    with transaction.atomic():
        SearchText.objects.of_pages([page.pk]).delete()
        SearchText.objects.bulk_create(texts_of(page) if page.live else [])
        tell([page.pk])


def write_facts() -> None:
    """What the clinic says of itself, in every language anew."""
    with transaction.atomic():
        old = SearchText.objects.filter(what=SearchText.What.FACT)
        pages = {*old.values_list("page", flat=True)}
        old.delete()
        texts = [text for code, _ in settings.LANGUAGES for text in facts_in(code)]
        SearchText.objects.bulk_create(texts)
        if changed := pages | {text.page_id for text in texts}:
            tell(changed)


def write_by_id(ids: Iterable[int]) -> None:
    for page in Page.objects.filter(pk__in=ids).specific():
        write(page)


def tell(pages: Iterable[int | None]) -> None:
    """Notes for every worker that the texts of these pages, or who may see them, changed. None: words of staff."""
    with connection.cursor() as cursor:
        cursor.execute(TELL, [[*pages]])


def forget_changes() -> None:
    """Those that every worker has seen."""
    SearchChange.objects.filter(made_at__lt=timezone.now() - KEPT).delete()


def needs_writing() -> bool:
    """Whether the texts are missing or were written by other rules."""
    return not SearchState.objects.filter(version=VERSION).exists()


def write_everything(progress: Callable[..., None] = lambda done, of: None) -> int:
    """All texts anew, a few pages at a time, so that searching goes on; texts of pages that are gone disappear."""
    kinds = [kind.objects.live().values_list("pk", flat=True) for kind in FOUND]
    ids = sorted(pk for kind in kinds for pk in kind)
    for start in range(0, len(ids), AT_ONCE):
        with transaction.atomic():
            write_some(ids[start : start + AT_ONCE])
        progress(min(start + AT_ONCE, len(ids)), len(ids))
    with transaction.atomic():
        gone = SearchText.objects.exclude(page__in=ids).filter(page__live=False)
        tell([*gone.values_list("page", flat=True).distinct()])
        gone.delete()
        write_facts()
        SearchState.objects.all().delete()
        SearchState.objects.create(version=VERSION)
    return len(ids)


def write_some(ids: Iterable[int]) -> None:
    pages = Page.objects.filter(pk__in=ids).select_related("locale").specific()
    SearchText.objects.of_pages(ids).delete()
    SearchText.objects.bulk_create([text for page in pages if page.live for text in texts_of(page)])
    tell(ids)
