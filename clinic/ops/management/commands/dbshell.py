"""`manage.py dbshell`, also where the only psql of this machine is the one that came with the private Postgres."""

import os
from typing import Any

from django.conf import settings
from django.core.management.commands import dbshell


class Command(dbshell.Command):
    """Django's own, which looks for psql on PATH."""

    def handle(self, **options: Any) -> None:
        if settings.PRIVATE_POSTGRES:
            # Last, so that a psql that somebody has installed is preferred.
            os.environ["PATH"] += os.pathsep + str(settings.PRIVATE_POSTGRES.programs)
        super().handle(**options)
