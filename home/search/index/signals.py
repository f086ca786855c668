"""What makes search look again: a page saved, moved, made private; a word of the glossary; a figure; staff's words."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import post_page_move

from clinic.content.models import KeyFigure
from clinic.ops.launching.signals import worker_started
from faq.models import FaqIndexPage, GlossaryTerm
from home.models import PinnedAnswer, SearchCard, Synonym
from home.search.index.store import read_ahead
from home.search.index.texts import FOUND
from home.search.index.writer import tell, write, write_by_id

# Fields that a page carries for the editor; visitors read none of them.
OF_DRAFTS = frozenset(
    ["draft_title", "latest_revision", "latest_revision_id", "latest_revision_created_at", "has_unpublished_changes"]
    + ["go_live_at", "expire_at", "approved_schedule", "locked", "locked_at", "locked_by", "locked_by_id"]
)


def connect() -> None:
    for kind in FOUND:
        post_save.connect(page_saved, sender=kind)
        post_delete.connect(page_gone, sender=kind)
    for signal in (post_save, post_delete):
        signal.connect(access_changed, sender=PageViewRestriction)
        signal.connect(word_changed, sender=GlossaryTerm)
        for words in (Synonym, PinnedAnswer, SearchCard):
            signal.connect(staff_words_changed, sender=words)
    post_page_move.connect(page_moved)
    post_save.connect(figure_changed, sender=KeyFigure)
    worker_started.connect(read_ahead)


def page_saved(instance: Any, raw: bool = False, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
    """Read again from the database: what was saved may be an editor's draft of which only the title is kept there."""
    if not raw and not (update_fields and OF_DRAFTS.issuperset(update_fields)):
        write_by_id([instance.pk])


def page_gone(instance: Any, **kwargs: Any) -> None:
    tell([instance.pk])


def access_changed(instance: Any, **kwargs: Any) -> None:
    tell_below(instance.page)


def page_moved(instance: Any, **kwargs: Any) -> None:
    tell_below(instance)


def tell_below(page: Page) -> None:
    tell([*Page.objects.filter(path__startswith=page.path).values_list("pk", flat=True)])


def word_changed(instance: Any, **kwargs: Any) -> None:
    for page in FaqIndexPage.objects.filter(locale=instance.locale_id):
        write(page)
    tell([None])


def staff_words_changed(**kwargs: Any) -> None:
    tell([None])


def figure_changed(instance: Any, **kwargs: Any) -> None:
    write_by_id(pages_showing(instance))


def pages_showing(figure: KeyFigure) -> list[int]:
    found = ReferenceIndex.get_references_to(figure).group_by_source_object()
    return [source.pk for source, _ in found if isinstance(source, Page)]
