"""What makes search look again: a page saved, moved, made private; a word of the glossary; a figure; staff's words."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import post_page_move

from clinic.checks.claims import contacts
from clinic.checks.claims.name_lists import LISTS
from clinic.checks.old_details.other_texts import SOURCES
from clinic.content.models import KeyFigure
from clinic.meaning.models import Example, Subject, Threshold
from clinic.ops.launching.signals import server_loaded, worker_started
from clinic.site.models import ClinicDetails, DetailsWords
from clinic.website.health import TOLD
from faq.models import FaqIndexPage, GlossaryTerm
from home.models import HomePage, Medicine, PinnedAnswer, SearchCard, StandardPage, Synonym
from home.search.index.store import is_up_to_date, read_ahead, read_for_all
from home.search.index.texts import FOUND
from home.search.index.writer import tell, write, write_by_id, write_facts

# Fields that a page carries for the editor; visitors read none of them.
OF_DRAFTS = frozenset(
    ["draft_title", "latest_revision", "latest_revision_id", "latest_revision_created_at", "has_unpublished_changes"]
    + ["go_live_at", "expire_at", "approved_schedule", "locked", "locked_at", "locked_by", "locked_by_id"]
)

# Pages on which the clinic's details stand, as search tells them.
SHOWING_FACTS = (HomePage, StandardPage)

receiver(server_loaded)(read_for_all)
receiver(worker_started)(read_ahead)
TOLD["search"] = is_up_to_date
SOURCES.append(lambda: SearchCard.objects.filter(is_on=True))


@receiver([post_save, post_delete], sender=ClinicDetails)
@receiver([post_save, post_delete], sender=DetailsWords)
def details_changed(raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        write_facts()
        tell([None])


@receiver(post_save)
def page_saved(instance: Model, raw: bool = False, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
    """Read again from the database: what was saved may be an editor's draft of which only the title is kept there."""
    if isinstance(instance, FOUND) and not raw and not (update_fields and OF_DRAFTS.issuperset(update_fields)):
        write_by_id([instance.pk])
    if isinstance(instance, SHOWING_FACTS) and not raw:
        write_facts()


@receiver(post_delete)
def page_gone(instance: Model, **kwargs: Any) -> None:
    if isinstance(instance, FOUND):
        tell([instance.pk])
    if isinstance(instance, SHOWING_FACTS):
        write_facts()


@receiver([post_save, post_delete], sender=PageViewRestriction)
def access_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    tell_below(instance.page)
    write_facts()


@receiver(post_page_move)
def page_moved(instance: Page, **kwargs: Any) -> None:
    tell_below(instance)


def tell_below(page: Page) -> None:
    tell([*Page.objects.filter(path__startswith=page.path).values_list("pk", flat=True)])


# The claims check stops pages that tell readers to stop one of these.
LISTS["medicine"] = Medicine.prescribed
# And texts that lead to a number which neither these nor Clinic details have.
contacts.KNOWN.append(SearchCard.all_words)


@receiver([post_save, post_delete], sender=GlossaryTerm)
def word_changed(instance: GlossaryTerm, **kwargs: Any) -> None:
    for page in FaqIndexPage.objects.filter(locale=instance.locale_id):
        write(page)
    tell([None])


@receiver([post_save, post_delete], sender=Synonym)
@receiver([post_save, post_delete], sender=PinnedAnswer)
@receiver([post_save, post_delete], sender=SearchCard)
@receiver([post_save, post_delete], sender=Medicine)
@receiver([post_save, post_delete], sender=Threshold)
def staff_words_changed(**kwargs: Any) -> None:
    tell([None])


@receiver([post_save, post_delete], sender=Example)
def example_changed(instance: Example, **kwargs: Any) -> None:
    """What is learned from the others is noticed by what was learned."""
    if instance.subject == Subject.QUESTION:
        tell([None])


@receiver(post_save, sender=KeyFigure)
def figure_changed(instance: KeyFigure, **kwargs: Any) -> None:
    found = ReferenceIndex.get_references_to(instance).group_by_source_object()
    write_by_id(source.pk for source, _ in found if isinstance(source, Page))
