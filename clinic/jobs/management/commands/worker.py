"""`manage.py worker`: the process that does the background jobs."""

from typing import Any

from django.core.management.base import BaseCommand
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params


class Command(BaseCommand):
    help = "Does the background jobs, one at a time. Start as many as you like on one database: each job is done once."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=2)
        with app.replace_connector(connector):
            app.run_worker()
