from wagtail.signals import page_unpublished

from clinic.record.keeping import close


def connect():
    page_unpublished.connect(taken_off, dispatch_uid="edition_ends")


def taken_off(instance, **kwargs):
    """Withdrawn, expired or taken down by a script: patients read this page no longer."""
    close(instance)
