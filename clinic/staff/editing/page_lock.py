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
        with connection.execute_wrapper(EachByItself(len(connection.savepoint_ids))):
            try:
                yield
            except Exception as error:
                failed = error
    if failed:
        raise failed


class EachByItself:
    """Gives a statement that stands in no transaction of its own a savepoint: when it fails, only it is undone."""

    def __init__(self, depth: int) -> None:
        self.depth = depth

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        if len(connection.savepoint_ids) > self.depth or sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            return execute(sql, params, many, context)
        with transaction.atomic():
            return execute(sql, params, many, context)
