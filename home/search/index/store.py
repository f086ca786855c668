"""The index that a worker process holds, and how it follows the database: looked at before every search."""

import logging
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from threading import Thread
from typing import Any, TypedDict

from django.db import DatabaseError, connection
from django.utils import timezone

from clinic.content.language.real_words import LANGUAGES, real_words
from clinic.meaning.encoder import vectors
from clinic.ops.memory import give_back
from home.models import SearchText
from home.search.index.public_texts import entries_by_language, public_texts
from home.search.index.ranking import Index
from home.search.index.segment import Entry
from home.search.index.staff_words import StaffWords
from home.search.index.writer import KEPT

logger = logging.getLogger(__name__)
# So many texts are read in well under a second; for more, the first searches of a worker do without the index.
READ_AT_ONCE = 3000
MOST_TAKEN_IN = 500  # pages
STALE = KEPT - timedelta(hours=12)
NEWS = """SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
    ARRAY(SELECT ARRAY[id, COALESCE(page, 0)] FROM home_searchchange WHERE written >= %s)"""


class IndexStore:
    """The Index of every language, `{code: Index}`, and the transactions whose changes are in it."""

    def __init__(self, progress: Callable[..., None] = lambda done: None) -> None:
        # What has been written by now is among the texts that are read next.
        self.seen, changes = news(0)
        self.applied = {number for number, _ in changes}
        self.looked = timezone.now()
        self.is_behind = False
        self.indexes = {
            code: Index((entry for _, entry in entries_by_language(language=code)), code, progress)
            for code in public_texts().values_list("language", flat=True).distinct().order_by("language")
        }
        self.titles = titles()
        read_words()
        self.read_staff_words()

    def read_staff_words(self) -> None:
        self.words = StaffWords()
        for code, index in self.indexes.items():
            index.learn(self.words.synonyms(code), self.words.all_words(code))

    def follow(self) -> None:
        """Takes in what was committed since it last looked: one query where nothing was.

        Where that is very much, as after an import, it is left to the IndexStore that comes after this one.
        """
        if self.is_behind:
            return
        seen, changes = news(self.seen)
        pages = {page for number, page in changes if number not in self.applied}
        self.is_behind = len(pages) > MOST_TAKEN_IN
        if self.is_behind:
            return
        self.seen, self.applied, self.looked = seen, {number for number, _ in changes}, timezone.now()
        if pages - {0}:
            self.change(pages - {0})
        if 0 in pages:
            self.read_staff_words()

    def change(self, pages: set[int]) -> None:
        found: dict[str, list[Entry]] = {}
        for page in pages:
            self.titles.pop(page, None)
        self.titles |= titles(page__in=pages)
        for code, entry in entries_by_language(page__in=pages):
            found.setdefault(code, []).append(entry)
        for code in found.keys() - self.indexes.keys():
            self.indexes[code] = Index([], code)
        for code, index in self.indexes.items():
            index.change(pages, found.get(code, []))

    @property
    def outgrown(self) -> bool:
        too_old = timezone.now() - self.looked > STALE
        return self.is_behind or too_old or any(index.outgrown for index in self.indexes.values())


def titles(**which: Any) -> dict[int, dict[int, tuple[str, str]]]:
    """`{page: {text: (title, address)}}` of the public texts, for the day on which the database is away."""
    found: dict[int, dict[int, tuple[str, str]]] = {}
    for text in public_texts().filter(**which).with_addresses().iterator(chunk_size=500):
        found.setdefault(text.page_id, {})[text.pk] = (text.title, text.url)
    return found


def news(since: int) -> tuple[int, list[list[int]]]:
    """(the oldest transaction that was open, [(number of a change, page)] of those not ended before `since`)"""
    with closing(connection.cursor()) as cursor:
        cursor.execute(NEWS, [since])
        [(oldest, changes)] = cursor.fetchall()
    return oldest, changes


# The one of this process ----------------------------------------------------------------------------------------


class Held(TypedDict):
    index_store: IndexStore | None
    reader: Thread | None


_held: Held = {"index_store": None, "reader": None}
_lock = threading.RLock()


def current() -> "IndexStore | None":
    """The IndexStore of this process, up to date; None while a large one is being read for the first time."""
    with _lock:
        index_store = _held["index_store"]
        if index_store is not None:
            index_store.follow()
        if index_store is None or index_store.outgrown:
            read_again()
        return _held["index_store"]


def held() -> "IndexStore | None":
    """As it is, without a look at the database."""
    return _held["index_store"]


def is_up_to_date() -> bool:
    """Whether searches of this process find what is written now: for `/readyz`, as after an import of thousands."""
    index_store = current()
    return index_store is not None and not index_store.is_behind


def read_again() -> None:
    """Here and now where that is quick; else beside the searches, which go on with what there is."""
    if SearchText.objects.count() <= READ_AT_ONCE:
        _held["index_store"] = IndexStore()
    else:
        begin_reading()


def begin_reading() -> Thread:
    """Reads in a thread of its own, which is returned; there is never more than one."""
    reader = _held["reader"]
    if reader is None or not reader.is_alive():
        reader = _held["reader"] = threading.Thread(target=read_beside, daemon=True)
        reader.start()
    return reader


def read_for_all(process: str, **kwargs: Any) -> None:
    """What does not depend on the content, before the workers of "site" are made: they share it."""
    if process == "site":
        vectors(["The encoder is loaded before the first visitor types."])
        read_words()


def read_words() -> None:
    """Now, not in the first search with a slip in it."""
    for code in LANGUAGES:
        real_words(code)


def read_ahead(process: str, **kwargs: Any) -> Thread | None:
    """As a worker starts, so that the first visitors find the index there. `process`: "site" or "staff"."""
    return begin_reading() if process == "site" else None


def read_beside() -> None:
    usual = sys.getswitchinterval()
    # Searches that go on meanwhile get their turn ten times as often.
    sys.setswitchinterval(usual / 10)
    try:
        index_store = IndexStore()
        with _lock:
            _held["index_store"] = index_store
        give_back()
    except DatabaseError:
        logger.warning("The search index could not be read: the database does not answer.")
    finally:
        sys.setswitchinterval(usual)
        connection.close()


def forget() -> None:
    """As a process that has just been started."""
    _held.update({"index_store": None, "reader": None})
