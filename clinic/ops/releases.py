"""Which versions there are: of the packages, and of the clinic that a database is of."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import django
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

OURS = ("clinic", "faq", "home")


def newer(applied: Iterable[str]) -> list[str]:
    """Those of the `applied` migrations ("app.name") that are of the clinic and that this code does not know."""
    ours = {app.label for app in apps.get_app_configs() if app.name.split(".")[0] in OURS}
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    return [name for name in applied if name.partition(".")[0] in ours and name not in known]


@cache
def known_changes() -> frozenset[tuple[str, str]]:
    """(app, name) of each change of the tables that this code knows. By the names of their files: none is run."""
    return frozenset(
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in Path(app.path, "migrations").glob("[0-9]*.py")
    )


def tables_are_up_to_date() -> bool:
    """Whether no change of the tables waits; in one small query."""
    return known_changes() <= MigrationRecorder(connection).applied_migrations().keys()


def packages() -> list[str]:
    """What is installed, by name and version."""
    return sorted(path.name for path in Path(django.__file__).parents[1].glob("*.dist-info"))
