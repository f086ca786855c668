"""The record follows every change that patients can read."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils.html import escape
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from clinic.archive.approved_in_a_page import list_with
from clinic.archive.editions import close
from clinic.archive.kept_files import keep_files
from clinic.archive.models import Edition
from clinic.archive.models.edition import EditionQuerySet
from clinic.archive.shared_texts.voiding import void, void_pages_showing
from clinic.content.deletion_guard import named
from clinic.content.models import ClinicDocument, ClinicImage, KeyFigure
from clinic.review.models import Review
from clinic.site.forms import TOLD_BY, TOLD_IN_PAGES
from clinic.site.models import ClinicDetails
from clinic.site.models.details_translation import DetailsWords

CARE_CARD = "care-card"

for shown in (KeyFigure, ClinicImage, ClinicDocument):
    post_save.connect(void_pages_showing, sender=shown)


@receiver(page_published)
def read_with_it(instance: Page, **kwargs: Any) -> None:
    """New words of the glossary in an approved page are approved."""
    if instance.live and getattr(instance, "live_hash", ""):
        list_with(instance)


@receiver(post_save, sender=Review)
def keep_what_was_signed(instance: Review, created: bool, **kwargs: Any) -> None:
    """Before it is live, too: who compares with it later sees the pictures as they were signed."""
    if created and instance.outcome in Review.APPROVING and instance.revision:
        keep_files(instance.revision.as_object())


@receiver(page_unpublished)
def taken_off(instance: Page, **kwargs: Any) -> None:
    """Withdrawn, expired or taken down by a script: patients read this page no longer."""
    close(instance)


@receiver(pre_save, sender=ClinicDetails)
@receiver(pre_save, sender=DetailsWords)
def details_change(sender: Any, instance: ClinicDetails | DetailsWords, **kwargs: Any) -> None:
    """Care cards tell patients whom to call, and where to go when nobody answers: they were signed with other words."""
    names = [name for name in TOLD_IN_PAGES if hasattr(instance, name)]
    before = sender._base_manager.filter(pk=instance.pk).values(*names).first() or dict.fromkeys(names, "")
    told_until_now(instance, before, {name: getattr(instance, name) for name in names})


@receiver(post_delete, sender=DetailsWords)
def words_are_gone(instance: DetailsWords, **kwargs: Any) -> None:
    told_until_now(instance, {"when_closed": instance.when_closed}, {"when_closed": ""})


def told_until_now(details: ClinicDetails | DetailsWords, before: dict[str, str], now: dict[str, str]) -> None:
    """Take the signatures off the live pages that told a `{field: words}` that is another now, and write it down."""
    gone = {name: words for name, words in before.items() if words != now[name]}
    if not gone or details._state.adding and isinstance(details, ClinicDetails):
        return
    said = [f"{label_of(details, name)}: “{words}” became “{now[name]}”" for name, words in gone.items()]
    why = f"Clinic details were changed: {'. '.join(said)}"[:250]
    log(details.log_words_on(), "clinic.number_changed", data={"why": why})
    transaction.on_commit(lambda: void(pages_with(gone.values()), why), robust=True)


def label_of(details: ClinicDetails | DetailsWords, name: str) -> str:
    field: Any = details._meta.get_field(name)
    return str(field.verbose_name)


def pages_with(gone: Iterable[str]) -> QuerySet[Page]:
    """Live pages that have told one of these; where nothing was told, all with a care card."""
    return Page.objects.filter(pk__in=editions_with(gone).values("page"))


def editions_with(told: Iterable[str]) -> EditionQuerySet:
    shown = Q()
    for words in told:
        shown |= Q(html__contains=escape(words) or CARE_CARD)
    return Edition.objects.open().filter(shown)


NEEDS_APPROVAL = (
    "Save another, and patients read it there at once; these approvals do not cover it and need to be given again. "
    "Until then the pages say that something has changed since they were checked."
)


def told_by(words: str) -> str:
    """For the form of the clinic's details: the signed pages that tell these words, and who answers for them."""
    pages: dict[str, list[str]] = {}
    for title, signer in editions_with([words]).signed().order_by("signer", "title").values_list("title", "signer"):
        pages.setdefault(signer, []).append(title)
    if not pages:
        return ""
    number = sum(map(len, pages.values()))
    approved = "; ".join(f"{named(titles)}, which {signer} approved" for signer, titles in pages.items())
    which = "1 approved page tells it" if number == 1 else f"{number} approved pages tell it"
    return f"{which}: {approved}. {NEEDS_APPROVAL}"


TOLD_BY.append(told_by)
