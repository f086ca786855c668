"""What error pages, the memory of pages and the rights in the database have to know of changes."""

from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver

from clinic.ops.rights.giving import give_rights
from clinic.site.models import ClinicDetails
from clinic.website.last_known_details import remember
from clinic.website.page_cache import change_triggers


@receiver(post_save, sender=ClinicDetails)
def tell_error_pages(instance: ClinicDetails, **kwargs: Any) -> None:
    """They show the phone number even while the database is away."""
    transaction.on_commit(lambda: remember(instance))


@receiver(post_migrate, sender=apps.get_app_config("website"))
def watch_and_keep(**kwargs: Any) -> None:
    """After every migration, of new tables too. Where only some have been made yet, that comes later."""
    tables = set(connection.introspection.table_names())
    if {model._meta.db_table for model in change_triggers.watched()} | {"website_contentchange"} <= tables:
        change_triggers.install()
        give_rights()
