"""Where finished pages are kept: the latest read in memory, all of them on disk. Pure: no Django, no database."""

import json
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from clinic.ops.atomic_write import atomic_write
from clinic.website.page_cache.finished_page import FinishedPage

DAY = 24 * 3600
# In place of a page's number: all pages; those that tell something of many others.
EVERYTHING, LISTS = 0, -1


class Store:
    """`folder` is shared by all processes of this machine. At most `in_memory` and `on_disk` bytes are held."""

    def __init__(self, folder: Path, in_memory: int, on_disk: int) -> None:
        self.folder, self.in_memory, self.on_disk = folder, in_memory, on_disk
        self.pages: OrderedDict[str, FinishedPage] = OrderedDict()
        self.size = 0
        self.said: dict[int, float] = {}  # where a full disk takes no mark
        self.lock = threading.Lock()

    def get(self, key: str) -> FinishedPage | None:
        return self.held(key) or self.take_up(key)

    def held(self, key: str) -> FinishedPage | None:
        """From memory."""
        page = self.pages.get(key)
        if page is not None:
            with self.lock, suppress(KeyError):
                self.pages.move_to_end(key)
        return page

    def take_up(self, key: str) -> FinishedPage | None:
        """From disk, where another process or an earlier run has put it."""
        try:
            page = FinishedPage.from_file(self.file(key).read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return page if self.hold(key, page) else None

    def put(self, key: str, page: FinishedPage) -> None:
        if self.hold(key, page):
            with suppress(OSError):  # A full disk is no reason not to answer.
                atomic_write(self.file(key), page.as_file())

    def hold(self, key: str, page: FinishedPage) -> bool:
        """Whether it may stay. Asked once it is held: what is said against it from then on takes it away."""
        with self.lock:
            before = self.pages.pop(key, None)
            self.pages[key] = page
            self.size += page.size - (before.size if before else 0)
            while self.size > self.in_memory:
                self.size -= self.pages.popitem(last=False)[1].size
        if not self.is_usable(page):
            self.drop([key])
            return False
        return True

    def drop(self, keys: list[str]) -> None:
        with self.lock:
            self.size -= sum(page.size for key in keys if (page := self.pages.pop(key, None)))

    def forget(self, numbers: set[int]) -> None:
        """These pages say something else from now on, or nothing: their old words never come back."""
        now = time.time()
        for number in numbers:
            self.said[number] = now
            with suppress(OSError):
                atomic_write(self.mark_of(number), str(now).encode())
        with self.lock:
            held = list(self.pages.items())
        self.drop([key for key, page in held if EVERYTHING in numbers or page.number in numbers])

    def is_usable(self, page: FinishedPage) -> bool:
        """Whether nothing has been said against it since it was made. A moment to come is a clock that was put back."""
        return self.forgotten(EVERYTHING) < page.made <= time.time() + 60 and self.forgotten(page.number) < page.made

    def forgotten(self, number: int) -> float:
        said = self.said.get(number, 0.0)
        try:
            return max(said, float(self.mark_of(number).read_text()))
        except (OSError, ValueError):
            return said

    def file(self, key: str) -> Path:
        name = sha256(key.encode()).hexdigest()
        return self.folder / name[:2] / name

    def mark_of(self, number: int) -> Path:
        return self.folder / "forgotten" / str(number)

    def sweep(self) -> None:
        """Take away what is older than a day, and the oldest where all takes too much room."""
        files = []
        for entry in self.folder.glob("*/*"):
            with suppress(FileNotFoundError):  # somebody's draft, just finished
                files.append((entry.stat(), entry))
        room = self.on_disk
        for told, entry in sorted(files, key=lambda file: -file[0].st_mtime):
            room -= told.st_size
            if room < 0 or told.st_mtime < time.time() - 2 * DAY:
                entry.unlink(missing_ok=True)

    def remember(self, changes: set[int]) -> None:
        """Which changes of the content have been followed, for the next run."""
        with suppress(OSError):
            atomic_write(self.folder / "forgotten" / "changes", json.dumps(sorted(changes)).encode())

    def remembered(self) -> set[int] | None:
        try:
            return set(json.loads((self.folder / "forgotten" / "changes").read_bytes()))
        except (OSError, ValueError, TypeError):
            return None
