"""The triggers that note a change of what visitors read, in the same transaction, whoever makes it and however."""

import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from modelcluster.fields import ParentalKey
from wagtail.models import Page, PageViewRestriction

HERE = Path(__file__)
TABLES = tomllib.loads(HERE.with_name("never_shown.toml").read_text(encoding="utf-8"))
NEVER_SHOWN = {table for tables in TABLES.values() for table in tables.split()}
# Columns of the others that no visitor sees, and that change all the time: in whatever has drafts, and in some tables.
OF_DRAFTS = {"latest_revision_id", "has_unpublished_changes", "go_live_at", "expire_at"}
NOT_SHOWN = {
    "people_user": {"last_login", "password", "deputy_id", "away_until"},
    "wagtailcore_page": {
        *("draft_title", "latest_revision_created_at", "numchild", "locked", "locked_at", "locked_by_id", "owner_id"),
    },
}
PAGES = Page._meta.db_table
# Rows of a page that also hold for the pages below it.
ALSO_BELOW = (PageViewRestriction,)
SQL = HERE.with_suffix(".sql").read_text(encoding="utf-8")


def watched() -> list[type[models.Model]]:
    """Models of the tables of which pages may show something."""
    own = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]
    return [model for model in own if model._meta.db_table not in NEVER_SHOWN]


def page_column(model: Any) -> str:
    """The column that tells of which page a row is; empty where it may show on any."""
    if issubclass(model, Page):
        return model._meta.pk.column
    for field in model._meta.local_fields:
        is_own = isinstance(field, ParentalKey) or (field.name == "page" and model not in ALSO_BELOW)
        if is_own and field.related_model and issubclass(field.related_model, Page):
            return field.column
    return ""


def triggers() -> Iterator[tuple[str, str, str]]:
    """Yield (table, name, SQL) of each. The name changes with what it does."""
    for model in watched():
        table, column = model._meta.db_table, page_column(model)
        function = f"clinic_note_by_{column}" if column else "clinic_note_everything"
        for event, condition in conditions(model):
            does = f'AFTER {event} ON "{table}" FOR EACH ROW {condition} EXECUTE FUNCTION {function}()'
            name = f"clinic_note_{sha256(does.encode()).hexdigest()[:12]}"
            yield table, name, f"CREATE TRIGGER {name} {does}"


def conditions(model: type[models.Model]) -> list[tuple[str, str]]:
    """Each event with the condition under which it is noted: drafts are not, nor what changes nothing."""
    table = model._meta.db_table
    hidden = OF_DRAFTS | NOT_SHOWN.get(table, set())
    shown = [field.column for field in model._meta.local_concrete_fields if field.column not in hidden]
    old, new = (", ".join(f'{row}."{column}"' for column in shown) for row in ("OLD", "NEW"))
    differs = f"ROW({old}) IS DISTINCT FROM ROW({new})"
    if table == PAGES:
        return [
            ("INSERT", "WHEN (NEW.live)"),
            ("DELETE", "WHEN (OLD.live)"),
            ("UPDATE", f"WHEN ((OLD.live OR NEW.live) AND {differs})"),
        ]
    return [("INSERT OR DELETE", ""), ("UPDATE", f"WHEN ({differs})")]


def install() -> None:
    """Make the triggers that are missing, and drop those that are of an earlier version."""
    wanted = {(table, name): sql for table, name, sql in triggers()}
    with transaction.atomic(), connection.cursor() as cursor:
        for column in columns():
            cursor.execute(SQL.format(column=column, pages=PAGES))
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'clinic\\_note\\_%'")
        there = {(table.strip('"'), name) for table, name in cursor.fetchall()}
        for table, name in there - wanted.keys():
            cursor.execute(f'DROP TRIGGER {name} ON "{table}"')
        for missing in wanted.keys() - there:
            cursor.execute(wanted[missing])


def columns() -> set[str]:
    return {column for model in watched() if (column := page_column(model))}
