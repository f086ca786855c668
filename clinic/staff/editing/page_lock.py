"""One at a time: whoever saves a page in the editor holds its row until done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from wagtail.models import Page


@contextmanager
def page_lock(page_id: int) -> Iterator[None]:
    """Nobody else saves, signs or publishes this page meanwhile.

    What was saved inside before a failure stays, as it does without the lock: a draft is kept although it may not go
    live. This holds for errors of the database too; only a lost connection takes everything with it.
    """
    failed = None
    with transaction.atomic():
        # NO KEY: others may still refer to the page meanwhile, with a comment or an editing session.
        list(Page.objects.select_for_update(no_key=True).filter(pk=page_id).values_list("pk"))
        try:
            with each_by_itself():
                yield
        except Exception as error:
            failed = error
    if failed:
        raise failed


@contextmanager
def each_by_itself() -> Iterator[None]:
    """Inside a transaction, as if there were none: what fails is undone alone, a statement or what is atomic."""
    outside = connection.savepoint_ids
    connection.savepoint_ids = Savepoints(outside)
    try:
        with connection.execute_wrapper(in_a_savepoint):
            yield
    finally:
        connection.savepoint_ids = outside
        transaction.set_rollback(False)


class Savepoints(list):
    """The connection's. Django saves a model without one of its own inside a transaction; here it gets one."""

    def __init__(self, outside: list[str]) -> None:
        super().__init__(outside)
        self.depth = len(outside)

    def append(self, savepoint: str | None) -> None:
        if savepoint is None and len(self) == self.depth:
            connection.needs_rollback = False
            savepoint = connection.savepoint()
        super().append(savepoint)


def in_a_savepoint(execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
    begun: Any = connection.savepoint_ids  # Savepoints
    if len(begun) > begun.depth or str(sql).startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
        return execute(sql, params, many, context)
    with transaction.atomic():
        return execute(sql, params, many, context)
