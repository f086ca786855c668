"""Tables are changed by one machine at a time, and never by keeping readers waiting for long."""

import threading

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError, ProgrammingError, connection

from clinic.ops.launching import database
from clinic.ops.launching.database import one_machine_at_a_time, patiently

pytestmark = pytest.mark.django_db


def test_the_second_machine_waits_until_the_first_is_done():
    done, waits, ended = [], threading.Event(), []

    def second():
        with one_machine_at_a_time(lambda line: waits.set()):
            ended.append(list(done))

    with one_machine_at_a_time(print):
        other = threading.Thread(target=second)
        other.start()
        assert waits.wait(20)
        done.append("first")
    other.join(20)
    assert ended == [["first"]]


@pytest.mark.django_db(transaction=True)
def test_a_table_in_use_is_tried_again_and_then_named_in_a_sentence(monkeypatch):
    monkeypatch.setattr(database, "LOCK_SECONDS", 0.02)
    monkeypatch.setattr(database, "PAUSES", (0, 0))
    said, tried = [], []

    def change(say):
        tried.append(1)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE people_user ADD COLUMN tried int")

    reader = connection.copy()
    reader.set_autocommit(False)
    reader.cursor().execute("SELECT count(*) FROM people_user")
    with pytest.raises(CommandError, match="The tables are in use"):
        patiently(change, said.append)
    assert len(tried) == len(said) == 2
    reader.close()
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OperationalError("no\nroute"), r"does not answer \(no route\)"),
        (ProgrammingError("no"), "could not be changed"),
    ],
)
def test_a_failure_is_one_sentence(monkeypatch, error, sentence):
    def fails(*args, **kwargs):
        raise error

    monkeypatch.setattr(database, "call_command", fails)
    monkeypatch.setattr(database.MigrationExecutor, "migration_plan", lambda *args: ["one"])
    with pytest.raises(CommandError, match=sentence):
        database.prepare(print)
