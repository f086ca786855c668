"""`python -m tests.quality`: prints the figures of every module in this folder, in a clinic as it begins."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import django

DATABASE = "clinic_quality"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings.test")
    django.setup()
    with a_new_clinic():
        for path in sorted(Path(__file__).parent.glob("[!_]*.py")):
            import_module(f"tests.quality.{path.stem}").main()


@contextmanager
def a_new_clinic() -> Iterator[None]:
    """A database of its own, with what every clinic begins with: rules, cards, examples."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from tests.upgrades.dumps import drop, make_anew

    if settings.PRIVATE_POSTGRES:
        settings.PRIVATE_POSTGRES.join()
    try:
        make_anew(DATABASE)
        connection.settings_dict["NAME"] = DATABASE
        for command in ("migrate", "bootstrap", "learn"):
            call_command(command, verbosity=0, stdout=io.StringIO())
        yield
        connection.close()
        drop(DATABASE)
    finally:
        if settings.PRIVATE_POSTGRES:
            settings.PRIVATE_POSTGRES.leave()


if __name__ == "__main__":
    main()
