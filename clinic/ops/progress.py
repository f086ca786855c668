"""A bar that shows in a terminal how far a long command is."""

import sys
import time
from typing import TextIO

WIDTH = 30


class Bar:
    """`bar(done, of)` as often as you like; draws at most ten times a second, and nothing where nobody looks on."""

    def __init__(self, what: str, out: TextIO = sys.stderr) -> None:
        self.what, self.out = what, out
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
