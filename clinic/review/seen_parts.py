"""What a screen has shown, noted in its form part by part: it can be told later which of them are others by then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Self

from django.utils import timezone

# Hex digits that tell one key from another, and one text from another: nobody's approval hangs on them.
DIGITS = 8


@dataclass(frozen=True)
class SeenParts:
    """`revision`: the id of the version that was shown, `at` when, `marks` `{mark of a key: mark of the words}`."""

    revision: int
    at: datetime
    marks: dict[str, str]

    @classmethod
    def of(cls, revision: int, words: dict[str, str]) -> Self:
        said = {mark(key): mark(" ".join(text.split())) for key, text in words.items() if text.strip()}
        return cls(revision, timezone.now(), said)

    @classmethod
    def read(cls, noted: str) -> Self | None:
        """None where anybody has typed something else."""
        revision, _, rest = noted.partition(".")
        seconds, _, marks = rest.partition(".")
        if not (revision.isdecimal() and seconds.isdecimal()) or max(len(revision), len(seconds)) > 10:
            return None
        pairs = [marks[at : at + 2 * DIGITS] for at in range(0, len(marks), 2 * DIGITS)]
        at = datetime.fromtimestamp(int(seconds), UTC)
        return cls(int(revision), at, {pair[:DIGITS]: pair[DIGITS:] for pair in pairs})

    def __str__(self) -> str:
        return f"{self.revision}.{int(self.at.timestamp())}.{''.join(key + said for key, said in self.marks.items())}"

    def others(self, words: dict[str, str]) -> Iterator[str]:
        """Keys of the parts that say something else now, or something where nothing was said."""
        now = SeenParts.of(self.revision, words).marks
        yield from (key for key in words if now.get(mark(key)) != self.marks.get(mark(key)))

    def gone(self, words: dict[str, str]) -> int:
        """How many have been taken away."""
        return len(self.marks.keys() - {mark(key) for key in words})


def mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:DIGITS]
