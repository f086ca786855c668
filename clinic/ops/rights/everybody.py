"""What Postgres gives everybody who can connect: tables of their own, by which others could be hidden.

A temporary table stands before one of the same name for as long as a connection is kept: the site would show what
somebody wrote into it. In a database that was made before Postgres 15 everybody may make tables that stay, too.
"""

from clinic.ops.rights.owner_queries import asked

# (what, whether this account may take it back)
HELD = """SELECT 'TEMPORARY ON DATABASE ' || quote_ident(datname), pg_has_role(datdba, 'USAGE') FROM pg_database,
aclexplode(coalesce(datacl, acldefault('d', datdba)))
WHERE datname = current_database() AND grantee = 0 AND privilege_type = 'TEMPORARY'
UNION ALL SELECT 'CREATE ON SCHEMA public', pg_has_role(nspowner, 'USAGE') FROM pg_namespace, aclexplode(nspacl)
WHERE nspname = 'public' AND grantee = 0 AND privilege_type = 'CREATE'"""
OWN = "SELECT quote_ident(current_user), quote_ident(current_database())"


def changes() -> list[str]:
    """The SQL that takes it back, as far as this account may."""
    return [f"REVOKE {what} FROM PUBLIC" for what, is_ours in asked(HELD) if is_ours]


def left_to_the_admin() -> list[str]:
    """The rest, for psql, as whoever looks after the server. The owner of the tables goes on making tables."""
    [(owner, database)] = asked(OWN)
    rest = [what for what, is_ours in asked(HELD) if not is_ours]
    said = [sentence for what in rest for sentence in (f"GRANT {what} TO {owner};", f"REVOKE {what} FROM PUBLIC;")]
    return said and [rf"\connect {database}", *said]
