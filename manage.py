#!/usr/bin/env python
"""The clinic's command line. `python manage.py up` sets up and runs everything."""

import os
import signal
import sys
from contextlib import AbstractContextManager, nullcontext

# They need no database, or start it themselves.
WITHOUT_DATABASE = {
    *("check", "collectstatic", "compilemessages", "db", "diffsettings", "findstatic", "help", "makemessages"),
    *("startapp", "up", "version"),
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings.dev")
    say_which_process(*sys.argv[1:])
    if os.environ["DJANGO_SETTINGS_MODULE"] == "clinic.settings.dev":
        prepare_development(*sys.argv[1:])
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line

        from clinic.ops.postgres import PostgresUnavailable
    except ImportError:
        sys.exit("Django is not installed here. Run `make run`, or activate the virtual environment first.")
    try:
        with database_for(*sys.argv[1:]):
            execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, PostgresUnavailable) as error:
        # What is missing and how to supply it is one sentence; how Python came to notice helps nobody.
        sys.exit(str(error))


def say_which_process(command: str = "help", *options: str) -> None:
    """The worker may do in the database what staff may; other commands are the owner's."""
    if command == "worker":
        os.environ.setdefault("CLINIC_PROCESS", "worker")


def prepare_development(command: str = "help", *options: str) -> None:
    """A server that takes up changes is for those who make them: errors with their reasons, the debug toolbar."""
    if command == "runserver":
        os.environ.setdefault("CLINIC_PROCESS", "site")
    if command == "runserver" or "--reload" in options:
        os.environ.setdefault("DEBUG", "1")
        os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")


def database_for(command: str = "help", *options: str) -> AbstractContextManager[None]:
    """The private Postgres where `command` needs a database and has none of its own; the last who uses it stops it."""
    from django.conf import settings

    if command in WITHOUT_DATABASE or command.startswith("-") or {"-h", "--help"}.intersection(options):
        return nullcontext()
    if settings.PRIVATE_POSTGRES is None:
        return nullcontext()
    for request in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(request, end)
    return settings.PRIVATE_POSTGRES.in_use()


def end(number: int, frame: object) -> None:
    """A command that is told to end, or whose terminal is closed, still stops what it has started."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
