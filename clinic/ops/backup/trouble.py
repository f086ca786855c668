"""What goes wrong with a disk or a database, in one sentence for whoever asked for the work."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management.base import CommandError
from django.db import Error


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """Turns what the system and the database refuse into CommandError."""
    try:
        yield
    except OSError as error:
        raise CommandError(of_the_system(error)) from error
    except (psycopg.Error, Error) as error:
        raise CommandError(of_the_database(error)) from error


def of_the_system(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full{where}: make room, then try again. Nothing was changed."
    return f"It did not work{where}: {error.strerror or error}. Nothing was changed."


def of_the_database(error: Exception) -> str:
    said = " ".join(str(error).split("\n")[0].split()) or type(error).__name__
    if "permission denied to create database" in said:
        return (
            "A backup is restored once to be called good, and the clinic's account may not make a database for that: "
            "as the server's admin, say ALTER ROLE … CREATEDB."
        )
    return f"The database refused: {said.removesuffix('.')}. Nothing was changed."
