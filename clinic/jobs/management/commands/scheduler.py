import signal

from django.conf import settings
from django.core.management.base import BaseCommand

from clinic.jobs.loop import Scheduler
from clinic.jobs.periodic import Job


class Command(BaseCommand):
    help = "Runs the periodic jobs (settings.SCHEDULED_JOBS). Of several schedulers on one database one works."
    requires_system_checks = []

    def handle(self, *args, **options):
        scheduler = Scheduler([Job(**job) for job in settings.SCHEDULED_JOBS])
        for request in (signal.SIGINT, signal.SIGTERM):
            signal.signal(request, scheduler.stop)
        scheduler.run()
