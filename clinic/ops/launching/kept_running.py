"""A process that `up` keeps running: started again when it ends, ever later where it ends again and again."""

import time
from collections.abc import Callable

from clinic.ops.progress import Say

from .children import Child

# How long one that ends again and again stays away, in seconds: from the first time to the longest.
PAUSES = (1, 60)
# One that ran for so long has done well; its next end is a first one.
STEADY = 300


class Kept:
    """`child` is the process that runs, or ran last; `again` starts one in its place. The others do not notice."""

    def __init__(self, name: str, child: Child, again: Callable[[], Child], say: Say) -> None:
        self.name, self.child, self.again, self.say = name, child, again, say
        self.began, self.pause = time.monotonic(), PAUSES[0]
        self.due: float | None = None  # while it stays away

    def look(self) -> None:
        """Call it again and again: sees that the process has ended, and starts it when its time has come."""
        now = time.monotonic()
        if self.due is None and (how := self.child.ended()):
            self.stay_away(how, now)
        elif self.due is not None and now >= self.due:
            self.child, self.began, self.due = self.again(), now, None

    def stay_away(self, how: str, now: float) -> None:
        if now - self.began > STEADY:
            self.pause = PAUSES[0]
        later = f" in {self.pause} s" if self.pause > PAUSES[0] else ""
        self.say(f"{self.name} {how}; starting it again{later}")
        self.due = now + self.pause
        self.pause = min(2 * self.pause, PAUSES[1])
