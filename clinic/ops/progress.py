"""How far a long command is, for whoever waits: a line now and then, and a bar where it shows in a terminal."""

import sys
import time
from collections.abc import Callable

from django.core.management.base import BaseCommand

Say = Callable[[str], object]  # prints a line
WIDTH = 30


class LongCommand(BaseCommand):
    """Says at once what it has done. Django's checks take a second, and `make check` runs them."""

    requires_system_checks: list[str] = []

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


class Bar:
    """`bar(done, of)` as often as you like; draws at most ten times a second, and nothing where nobody looks on."""

    def __init__(self, what: str) -> None:
        self.what, self.out = what, sys.stderr
        self.began, self.drawn = time.monotonic(), 0.0

    def __call__(self, done: int, of: int) -> None:
        now = time.monotonic()
        if self.out.isatty() and (done >= of or now - self.drawn > 0.1):
            self.drawn = now
            filled = WIDTH * done // max(of, 1)
            rest = (now - self.began) / max(done, 1) * (of - done)
            left = f"{rest:.0f} s left" if done < of else f"{now - self.began:.1f} s"
            self.out.write(f"\r{self.what} [{'#' * filled:<{WIDTH}}] {done} of {of}, {left}   ")
            self.out.write("\n" if done >= of else "")
            self.out.flush()
