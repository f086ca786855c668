"""The rules every page type shares, as an app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Published pages stay in the record."""

    name = "clinic.pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        from wagtail.contrib.redirects.models import Redirect

        from clinic.pages import delete_guard
        from clinic.pages.redirects import refuse_address_of_page

        delete_guard.guard()
        # The form and the import make forms of their own; both ask the field.
        Redirect._meta.get_field("old_path").validators.append(refuse_address_of_page)
