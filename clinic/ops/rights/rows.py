"""Rows that visitors do not see: pages that were never published, shared texts that are not live, what a list says.

Whoever may read drafts sees them all. No role is named: a backup can be restored where there are none.
"""

from collections.abc import Iterator
from hashlib import sha256

from django.apps import apps
from django.db import models
from wagtail.models import DraftStateMixin, Page

from clinic.ops.rights.owner_queries import asked
from clinic.ops.rights.wanted import READ, VISITORS

PAGES, DRAFTS = Page._meta.db_table, "wagtailcore_revision"
READS_DRAFTS = f"(SELECT pg_catalog.has_table_privilege('public.{DRAFTS}', 'SELECT'))"
THERE = """SELECT relname, polname FROM pg_policy JOIN pg_class c ON c.oid = polrelid
WHERE polname LIKE 'clinic\\_rows\\_%' AND relrowsecurity"""


def shown() -> Iterator[tuple[str, str]]:
    """Yield (table, SQL of which rows visitors may read) of those of which they may not read all."""
    yield from VISITORS["rows"].items()
    for model in apps.get_models():
        table = model._meta.db_table
        if table in READ and table != PAGES and issubclass(model, DraftStateMixin):
            yield table, is_live(model)


def is_live(model: type[models.Model]) -> str:
    """A page that was withdrawn has still to say what became of it; its row is as it was published last."""
    if not issubclass(model, Page):
        return "live"
    was = "(p.live OR p.first_published_at IS NOT NULL)"
    return f"EXISTS (SELECT 1 FROM public.{PAGES} p WHERE p.id = {model._meta.pk.column} AND {was})"


def changes() -> list[str]:
    """The SQL that makes what is missing and drops what is of an earlier version; empty where all is well."""
    wanted = {}
    for table, condition in shown():
        which = f"{READS_DRAFTS} OR {condition}"
        wanted[table, f"clinic_rows_{sha256(which.encode()).hexdigest()[:12]}"] = which
    there = set(asked(THERE))
    old = [f'DROP POLICY {name} ON public."{table}"' for table, name in sorted(there - wanted.keys())]
    for table, name in sorted(wanted.keys() - there):
        old.append(f'ALTER TABLE public."{table}" ENABLE ROW LEVEL SECURITY')
        old.append(f'DROP POLICY IF EXISTS {name} ON public."{table}"')
        old.append(f'CREATE POLICY {name} ON public."{table}" USING ({wanted[table, name]})')
    return old
