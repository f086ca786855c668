"""The roles of the public site and of the staff process: made where they are missing and this account may."""

from django.conf import settings
from django.db import connection
from psycopg import sql

from clinic.ops.rights.owner_queries import asked

KNOWN = "SELECT rolname, oid::bigint FROM pg_roles WHERE rolname = ANY(%s)"
MAY_MAKE = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"


def roles() -> dict[str, tuple[str, int]]:
    """{"site" or "staff": (role, its number)} of those that the settings name and the server has."""
    names = {process: role["name"] for process, role in settings.DATABASE_ROLES.items()}
    found = dict(asked(KNOWN, [list(names.values())]))
    return {process: (name, found[name]) for process, name in names.items() if name in found}


def missing() -> list[str]:
    """Names of those that the server has not."""
    known = roles()
    return [role["name"] for process, role in settings.DATABASE_ROLES.items() if process not in known]


def make_missing() -> None:
    """Where this account may not, nothing is done."""
    if missing() and asked(MAY_MAKE) == [(True,)]:
        asked("; ".join(sentences()))


def sentences() -> list[str]:
    """The SQL that makes the roles, with the passwords of their addresses as the server keeps them."""
    gone = missing()
    return [
        sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD {}")
        .format(
            sql.SQL("CREATE" if role["name"] in gone else "ALTER"),
            sql.Identifier(role["name"]),
            sql.Literal(kept(role["name"], role["password"])),
        )
        .as_string()
        for role in settings.DATABASE_ROLES.values()
    ]


def kept(name: str, password: str) -> str | None:
    """What the server stores of a password, by which nobody can log in; None without one."""
    if not password:
        return None
    connection.ensure_connection()
    wire = connection.connection.pgconn
    return wire.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
