"""What is in a database, in numbers that are the same for the same content: by them two databases are compared."""

from typing import Any

import psycopg
from psycopg.sql import SQL

Contents = dict[str, Any]

OURS = "nspname !~ '^pg_' AND nspname <> 'information_schema'"
# The same text for the same value, whatever server and account say.
SAME_TEXT = """SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC';
SET extra_float_digits = 1; SET bytea_output = 'hex'; SET xmloption = 'content'; SET statement_timeout = 0"""
TABLES = f"""SELECT format('%I.%I', nspname, relname) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
WHERE relkind = 'r' AND {OURS} ORDER BY 1"""
# In no order and in little memory, however large the table.
SUM = """SELECT count(*), coalesce(sum(('x' || left(md5(whole_row_::text), 15))::bit(60)::bigint), 0)::text
FROM {} AS whole_row_"""
SEQUENCES = """SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, 0) FROM pg_sequences ORDER BY 1"""
SHAPE = {
    "indexes": f"pg_index JOIN pg_class c ON c.oid = indrelid JOIN pg_namespace n ON n.oid = relnamespace WHERE {OURS}",
    "triggers": "pg_trigger WHERE NOT tgisinternal",
    # Newer versions count NOT NULL among them.
    "constraints": f"pg_constraint JOIN pg_namespace n ON n.oid = connamespace WHERE contype <> 'n' AND {OURS}",
    "views": f"pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('v', 'm') AND {OURS}",
    # Those of extensions are the server's.
    "functions": f"""pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE {OURS}
        AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = p.oid AND deptype = 'e')""",
}


def contents(connection: psycopg.Connection[Any]) -> Contents:
    """Each table with its rows and a sum over them, where each sequence stands, and how many of each other thing."""
    connection.execute(SAME_TEXT)
    tables = [name for (name,) in connection.execute(TABLES)]
    return {
        "tables": {name: list(one(connection, SUM.format(name))) for name in tables},
        "sequences": dict(connection.execute(SEQUENCES).fetchall()),
        "shape": {what: one(connection, f"SELECT count(*) FROM {where}")[0] for what, where in SHAPE.items()},
        "migrations": migrations(connection) if "public.django_migrations" in tables else [],
    }


def migrations(connection: psycopg.Connection[Any]) -> list[str]:
    return [name for (name,) in connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")]


def one(connection: psycopg.Connection[Any], query: str) -> Any:
    return connection.execute(SQL(query)).fetchone()


def differences(wanted: Contents, found: Contents) -> list[str]:
    """In words, what `found` has not as `wanted` says; empty where it is the same."""
    tables, rows = found["tables"], wanted["tables"]
    return [
        *(f"the table {name} is missing" for name in rows.keys() - tables.keys()),
        *(f"the table {name} is not of the backup" for name in tables.keys() - rows.keys()),
        *(told(name, rows[name], tables[name]) for name in rows.keys() & tables.keys() if rows[name] != tables[name]),
        # Taken on while the dump was written: a number is not undone with its transaction.
        *(
            f"the numbers of {name} start too low"
            for name, last in wanted["sequences"].items()
            if found["sequences"].get(name, -1) < last
        ),
        *(
            f"there are {found['shape'].get(what)} {what} instead of {number}"
            for what, number in wanted["shape"].items()
            if found["shape"].get(what) != number
        ),
    ]


def told(name: str, wanted: list[Any], found: list[Any]) -> str:
    if wanted[0] != found[0]:
        return f"the table {name} has {found[0]} rows instead of {wanted[0]}"
    return f"the rows of the table {name} say something else"


def has_tables(connection: psycopg.Connection[Any]) -> bool:
    return bool(connection.execute(TABLES).fetchall())
