"""Background jobs in a test: done by a real worker, in the test's own thread and transaction."""

import asyncio
import json
from contextlib import contextmanager
from datetime import timedelta

import asgiref.sync
from django.db.models import F
from procrastinate import utils
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob


def do_waiting_jobs():
    """Does every job that is due, as `manage.py worker` would. No periodic job is added."""
    with here(), no_running_loop():
        # Without the middleware that closes connections: the test needs its own again.
        asgiref.sync.async_to_sync(app.run_worker_async)(wait=False, install_signal_handlers=False, task_middleware=[])


class OfThisTest(DjangoConnector):
    """The test's own connection, on which Django leaves JSON as it comes."""

    def _dictfetch(self, cursor):
        for row in super()._dictfetch(cursor):
            yield row | {name: json.loads(value) for name, value in row.items() if name == "args" and value}


@contextmanager
def here():
    """A worker runs jobs in threads and on connections of its own, which do not see what a test has not committed."""

    async def in_this_thread(function, *args, **kwargs):
        return await asgiref.sync.sync_to_async(function, thread_sensitive=True)(*args, **kwargs)

    elsewhere, utils.sync_to_async = utils.sync_to_async, in_this_thread
    schedule, app.periodic_registry.periodic_tasks = app.periodic_registry.periodic_tasks, {}
    try:
        with app.replace_connector(OfThisTest()):
            yield
    finally:
        utils.sync_to_async, app.periodic_registry.periodic_tasks = elsewhere, schedule


@contextmanager
def no_running_loop():
    """A browser, once opened, leaves its loop marked as running in the thread of the tests between its calls.

    Which tests share a process with one depends on the order in which they are given out.
    """
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)


def let_jobs_wait(span: timedelta):
    """As if so much time had passed for the jobs that wait for theirs."""
    ProcrastinateJob.objects.exclude(scheduled_at=None).update(scheduled_at=F("scheduled_at") - span)
