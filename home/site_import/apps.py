"""The import of a clinic's old website, as a Django app of its own."""

from django.apps import AppConfig


class SiteImportConfig(AppConfig):
    """Old websites: what they hold, what each page will become, and what became of it."""

    name = "home.site_import"
    # As its tables are called.
    label = "moving_in"
    verbose_name = "Imported websites"
