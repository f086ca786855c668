"""Makes the dump of this version: `python -m tests.upgrades.make 1.0.0`. Once a version is released, its dump stays."""

import io
import os
import sys

import django


def main(version: str) -> None:
    from django.core.management import call_command
    from django.db import connection

    from tests.upgrades.dumps import Dump, drop, make_anew

    database = "clinic_dump"
    make_anew(database)
    connection.settings_dict["NAME"] = database
    for command in ("migrate", "bootstrap", "load_demo"):
        call_command(command, stdout=io.StringIO())
    add_a_signed_topic()
    connection.close()
    Dump(version).write(database)
    drop(database)


def add_a_signed_topic() -> None:
    """Signed twice and live, with a draft since: the example content is signed by nobody."""
    from tests import builders as build
    from tests.cast import NAMES, member
    from tests.upgrades.then import DRAFT, FIRST, SECOND, TITLE

    for role in NAMES:
        member(role)
    figure = build.figure()
    said = build.statement(f"<p>{FIRST} {build.inline(figure)}.</p>", references=[build.reference()])
    page = build.topic(TITLE, questions=[build.question("Who was seen?", said)])
    again = build.changed(page, short_answer=f"<p>{SECOND}</p>")
    again.title = DRAFT
    again.save_revision(user=member("writer"), clean=False)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings.test")
    django.setup()
    from django.conf import settings

    if settings.PRIVATE_POSTGRES:
        settings.PRIVATE_POSTGRES.join()
    try:
        main(sys.argv[1])
    finally:
        if settings.PRIVATE_POSTGRES:
            settings.PRIVATE_POSTGRES.leave()
