"""Page types of which there is one in each language."""

from wagtail.models import Page

from clinic.content.page_mixin_base import PageMixin


class OnePerLanguage(PageMixin):
    """For page types of which a site has one in each language, where `max_count` would count all languages together.

    A mixin that goes before Wagtail's Page. The second language's page is made by translating the first one's.
    """

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Not where the language has one already: of the home page, anywhere; of others, below that home page."""
        return super().can_create_at(parent) and not cls.objects.filter(locale=parent.locale_id).exists()
