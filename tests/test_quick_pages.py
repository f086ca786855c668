"""Pages that the tests put live by a short cut are the same, row by row, as pages that staff save, sign and publish."""

import datetime
import uuid

import pytest
import time_machine
from django.db import connection, transaction

from tests import builders as build
from tests.cast import member

NOW = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC)
# What is made up anew for each row of the log.
MADE_UP = "uuid"


def save_sign_and_publish(revision, next_due):
    page = revision.content_object
    build.signed(page, next_due=next_due)
    page.get_latest_revision().publish(log_action=False)


def rows():
    """All rows of all tables as the database has them: `{(table, row), …}`."""
    with connection.cursor() as cursor:
        return {(name, row) for name in connection.introspection.table_names(cursor) for row in rows_of(cursor, name)}


def rows_of(cursor, table):
    cursor.execute(f"SELECT (to_jsonb(found) - '{MADE_UP}')::text FROM \"{table}\" AS found")
    return [row for (row,) in cursor.fetchall()]


def begin_all_numbers_at(number):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, %s) FROM pg_sequences", [number]
        )


def left_by(act):
    """What `act` leaves in the database, which is then as before."""
    begin_all_numbers_at(1_000_000)
    with transaction.atomic():
        act()
        left = rows()
        transaction.set_rollback(True)
    return left


def a_topic():
    source = build.reference()
    figure = build.figure()
    said = build.statement(f"<p>It lasts: {build.inline(figure)}.</p>", references=[source])
    questions = [build.question("How long does it last?", said, build.care_card("Your hand turns blue"))]
    return lambda key: build.topic("How long does CRPS last?", questions=questions, translation_key=key)


def a_topic_with_related_ones():
    other = build.topic("Another")
    questions = [build.question("What is it?", build.statement(id="7b8f7a1e-9d0c-4b53-9a38-0b9f5cf3a001"))]
    return lambda key: build.topic("What is it?", related=[other], questions=questions, translation_key=key)


def a_service():
    parts = {"benefits": [build.statement("Less afraid.")], "harms": [build.statement("Tiring.")]}
    return lambda key: build.service(translation_key=key, **parts)


def an_ordinary_page():
    body = [build.block("text", "<p>We look after people with CRPS.</p>")]
    return lambda key: build.standard(body=body, translation_key=key)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [a_topic, a_service, an_ordinary_page])
def test_the_short_cut_leaves_the_same_rows(kind, monkeypatch):
    build.subject(), member("reviewer")
    make, key = kind(), uuid.uuid4()
    with time_machine.travel(NOW, tick=False):
        before = rows()
        short = left_by(lambda: make(key))
        assert rows() == before
        monkeypatch.setattr(build.quick_pages, "put_live", save_sign_and_publish)
        whole = left_by(lambda: make(key))
    assert len(whole - before) > 10
    assert sorted(short - whole) == []
    assert sorted(whole - short) == []
