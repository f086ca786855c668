"""`manage.py doctor` looks at one thing after the other; each room tells in its `doctor.py` what is to be looked at.

Django finds these files when the doctor comes. An examination yields a sentence for each thing that is wrong: what, and
what to do.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.core.management.base import CommandError
from django.db import Error, ProgrammingError, connection

Sentences = Iterable[str]


@dataclass(frozen=True)
class Examination:
    """`what` is looked at, in a few words."""

    what: str
    look: Callable[[], Sentences]
    needs_database: bool

    @property
    def is_ground(self) -> bool:
        """Whether others stand on it: machine and database come before what is in them."""
        return self.look.__module__.startswith("clinic.ops.")


EXAMINATIONS: list[Examination] = []


def examines(what: str, needs_database: bool = True) -> Callable[[Callable[[], Sentences]], Callable[[], Sentences]]:
    """Decorates a function that looks at one thing."""

    def register(look: Callable[[], Sentences]) -> Callable[[], Sentences]:
        EXAMINATIONS.append(Examination(what, look, needs_database))
        return look

    return register


def examine_all() -> Iterator[tuple[str, list[str]]]:
    """Yield (what, sentences) of each, no sentence where it is well. What needs a database is left out without one."""
    is_there = database_answers()
    for one in sorted(EXAMINATIONS, key=lambda one: (one.needs_database, not one.is_ground)):
        if is_there or not one.needs_database:
            yield one.what, findings(one)


def findings(one: Examination) -> list[str]:
    try:
        return list(one.look())
    except CommandError as refusal:  # a sentence already
        return [str(refusal)]
    except ProgrammingError:
        return ["It needs tables that are missing: see “tables”."]
    except Exception as error:  # the doctor goes on, whatever the patient has
        said = " ".join(str(error).split())[:200]
        return [f"It could not be looked at ({type(error).__name__}: {said})."]


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            # One that hangs is not waited for.
            cursor.execute("SET statement_timeout = '20s'")
    except Error:
        return False
    return True
