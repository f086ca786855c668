"""The page that a translation translates."""

from wagtail.models import Locale, Page


def source_of(page: Page) -> Page | None:
    """The page of the first language that says what `page` says in another; None for a page of the first."""
    found = Page.objects.filter(translation_key=page.translation_key, locale=Locale.get_default())
    return found.exclude(pk=page.pk).select_related("locale").first()
