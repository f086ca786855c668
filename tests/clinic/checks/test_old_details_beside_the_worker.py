"""While the worker judges pages, whoever saves Clinic details waits for nobody and reads the list all the same."""

from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from clinic.checks import kept_findings
from clinic.checks.models import CheckedPage
from tests import builders as build

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/admin/old-details/"


@contextmanager
def the_worker_holds_all_pages():
    held, done = Event(), Event()

    def hold():
        with transaction.atomic():
            list(CheckedPage.objects.select_for_update())
            held.set()
            done.wait(60)
        connection.close()

    worker = Thread(target=hold)
    worker.start()
    held.wait(60)
    yield
    done.set()
    worker.join()


def test_the_list_is_whole(staff):
    build.topic("Danger", short_answer="<p>Call 911.</p>")
    kept_findings.refresh()
    build.details(emergency_number="112")
    writer = staff("writer")
    with the_worker_holds_all_pages():
        shown = writer.get(LIST)
        assert shown.status_code == 200
        assert [mention.title for mention, _ in shown.context["mentions"]] == ["Danger"]
    kept_findings.refresh()
    assert [mention.title for mention, _ in writer.get(LIST).context["mentions"]] == ["Danger"]
