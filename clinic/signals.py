"""What follows a change: pages showing a key figure are indexed again, error pages learn the phone number."""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import ReferenceIndex
from wagtail.search.index import insert_or_update_object
from wagtail.signals import page_published

from clinic.change_notes import keep_note
from clinic.models import ClinicDetails, KeyFigure
from clinic.publishing.voiding import void_pages_showing
from clinic.serving.last_known import remember

post_save.connect(void_pages_showing, sender=KeyFigure)
page_published.connect(keep_note)


@receiver(post_save, sender=KeyFigure)
def index_pages_again(instance, **kwargs):
    transaction.on_commit(lambda: index_pages_showing(instance))


def index_pages_showing(figure):
    """Search finds a page by the figure's new words as soon as they are saved."""
    for source, _ in ReferenceIndex.get_references_to(figure).group_by_source_object():
        insert_or_update_object(source)


@receiver(post_save, sender=ClinicDetails)
def tell_error_pages(instance, **kwargs):
    transaction.on_commit(lambda: remember(instance))
