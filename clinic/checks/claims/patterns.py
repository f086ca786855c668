"""Patterns that staff may write, on an engine that cannot be made to hang.

The engine is RE2: its time grows with the length of the text and never explodes, whatever the pattern
(docs/decisions/0006-claim-patterns-cannot-hang.md). A pattern that would still be slow is refused when it is saved.
"""

import re
import time
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import re2

LONGEST_PATTERN = 2_000
# Steps of the compiled program. Time is at worst this times the length of the text.
LARGEST_PROGRAM = 4_000
# What all patterns of one rule may take together on a text of TRIALS, in seconds.
SLOWEST = 0.1
TRIALS = [
    "Most people with pain in one arm or leg say that it aches, burns and swells, and that nobody asked. " * 200,
    "a" * 20_000,
    "1 in 2 or 3 out of 4, " * 1_000,
]

# (name, pattern for all that it stands for) of each list.
Names = tuple[tuple[str, str], ...]

UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
TENS = "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
COUNT = f"(?:{'|'.join([*UNITS.split(), *TENS.split()])}|(?:a )?(?:hundred|thousand|dozen)s?)"
# Names that stand for long pieces, so that patterns stay short enough to read. More are lists: see name_lists.py.
NAMES = {
    "number": rf"(?:\d+(?:[.,]\d+)*|{COUNT}(?:[ -](?:and )?{COUNT})*)",
    "people": r"(?:people|persons|patients|women|men|children|adults|cases|clients|visitors)",
}
NAMED = re.compile(r"\{([a-z]+)\}")


LISTED = ("condition", "medicine", "tablets", "emergency", "clinician")
KNOWN = ", ".join(f"{{{name}}}" for name in (*NAMES, *LISTED))


class BadPattern(ValueError):
    """A pattern that cannot be used. The message says why, in words for staff."""


def spelled_out(pattern: str, names: Names = ()) -> str:
    """`pattern` with {number}, {people}, {condition} and the other lists replaced by what they stand for."""
    known = {**dict.fromkeys(LISTED, "name"), **NAMES, **dict(names)}

    def meaning(match: re.Match[str]) -> str:
        if match[1] not in known:
            raise BadPattern(f"“{match[0]}” is not known here. Known are {KNOWN}.")
        return known[match[1]]

    return NAMED.sub(meaning, pattern)


@lru_cache(maxsize=2_000)
def compiled(pattern: str, names: Names = ()) -> Any:
    """`pattern` ready to search with; letters match in either case. BadPattern when it is none or far too large.

    How long the lists in `names` are is no fault of the pattern.
    """
    if len(pattern) > LONGEST_PATTERN:
        raise BadPattern(f"A pattern may have {LONGEST_PATTERN} letters. This one has {len(pattern)}: write two.")
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    try:
        ready = re2.compile(spelled_out(pattern, names), options)
    except re2.error as error:
        raise BadPattern(in_words(pattern, error)) from error
    if not names and ready.programsize > LARGEST_PROGRAM:
        raise BadPattern(f"“{pattern}” repeats too much. Take out counts such as {{0,300}}, or write two patterns.")
    return ready


def in_words(pattern: str, error: Exception) -> str:
    said = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
    if "perl operator" in said or "invalid escape" in said:
        return (
            f"“{pattern}” uses something patterns cannot do here: no looking ahead or back, nothing like \\1. "
            f"Use “exceptions” instead. ({said})"
        )
    return f"“{pattern}” is not a pattern: {said}."


def refuse_slow(patterns: Iterable[str]) -> None:
    """BadPattern when `patterns` together take longer than a page check can afford, on texts that are hard on them."""
    taken = {pattern: seconds(pattern) for pattern in patterns}
    if sum(taken.values()) > SLOWEST:
        worst = max(taken, key=taken.__getitem__)
        raise BadPattern(f"“{worst}” is too slow. Make it shorter, or take out counts such as {{0,300}}.")


def seconds(pattern: str) -> float:
    """What looking for `pattern` costs on the hardest of TRIALS, in seconds of this thread's own work."""
    ready = compiled(pattern)
    longest = 0.0
    for text in TRIALS:
        started = time.thread_time()
        ready.search(text)
        longest = max(longest, time.thread_time() - started)
    return longest


def joined(patterns: Iterable[str]) -> str:
    """One pattern that matches where any of `patterns` does."""
    return "|".join(f"(?:{pattern})" for pattern in patterns)
