"""Rights are given as the lists say, and what somebody has beyond them is taken back."""

from django.db import transaction

from clinic.ops.rights import everybody, rows, triggers
from clinic.ops.rights.owner_queries import asked
from clinic.ops.rights.roles import make_missing, roles
from clinic.ops.rights.wanted import Right, of_site, of_staff

WANTED = {"site": of_site, "staff": of_staff}
HELD = """
SELECT relname, '', privilege_type FROM pg_class, aclexplode(relacl)
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S') AND grantee = %(role)s
UNION SELECT relname, attname, privilege_type FROM pg_class c JOIN pg_attribute ON attrelid = c.oid, aclexplode(attacl)
WHERE relnamespace = 'public'::regnamespace AND grantee = %(role)s"""
# Each table with the number series that belong to its columns.
TABLES = """SELECT c.relname, array_remove(array_agg(s.relname), NULL) FROM pg_class c
LEFT JOIN pg_depend d ON d.refobjid = c.oid AND d.deptype = 'a' AND d.classid = 'pg_class'::regclass
LEFT JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') GROUP BY c.relname"""
COLUMNS = """SELECT relname, attname FROM pg_class c JOIN pg_attribute ON attrelid = c.oid
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0"""
EVERYBODY = 0


def changes() -> list[str]:
    """The SQL that makes rights, hidden rows and triggers what they should be; empty where they are."""
    said = triggers.changes() + rows.changes() + everybody.changes()
    series, columns = dict(asked(TABLES)), set(asked(COLUMNS))
    said += [f"REVOKE {words(right)} FROM PUBLIC" for right in sorted(held_by(EVERYBODY))]
    for process, (role, number) in roles().items():
        wanted = WANTED[process](set(series))
        adding = {right.table for right in wanted if right.what == "INSERT"}
        wanted |= {Right(one, "", "USAGE") for table in adding for one in series[table]}
        wanted = {right for right in wanted if not right.column or (right.table, right.column) in columns}
        held = held_by(number)
        said += [f'REVOKE {words(right)} FROM "{role}"' for right in sorted(held - wanted)]
        # Postgres takes the rights in its columns back together with those in a table.
        anew = {right.table for right in held - wanted if not right.column}
        said += [
            f'GRANT {words(right)} TO "{role}"' for right in sorted(wanted) if right.table in anew or right not in held
        ]
    return said


def held_by(role: int) -> set[Right]:
    return {Right(*row) for row in asked(HELD, {"role": role})}


def words(right: Right) -> str:
    kind = "SEQUENCE" if right.what == "USAGE" else "TABLE"
    return f'{right.what}{f" ({right.column})" if right.column else ""} ON {kind} public."{right.table}"'


def give_rights() -> None:
    """All at once, or nothing is changed; quick where nothing is to do."""
    with transaction.atomic():
        make_missing()
        for sentence in changes():
            asked(sentence)
