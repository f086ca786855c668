"""What is wrong with who may do what in the database, in sentences for the doctor."""

from collections.abc import Iterator

from django.conf import settings

from clinic.ops.rights.everybody import left_to_the_admin
from clinic.ops.rights.giving import changes
from clinic.ops.rights.owner_queries import asked
from clinic.ops.rights.roles import missing, roles

# What connects as the owner, and the variable that gives it a role of its own.
PROCESSES = {"site": ("The public site", "SITE_DATABASE_URL"), "staff": ("The admin", "STAFF_DATABASE_URL")}
# A role that is part of no other, and may nothing on the server as a whole.
MAY_MORE = """SELECT rolname FROM pg_roles r WHERE rolname = ANY(%s) AND (
    rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls
    OR EXISTS (SELECT 1 FROM pg_namespace, aclexplode(nspacl) WHERE grantee = r.oid AND privilege_type = 'CREATE')
    OR EXISTS (SELECT 1 FROM pg_database, aclexplode(datacl) WHERE grantee = r.oid AND privilege_type <> 'CONNECT')
    OR EXISTS (SELECT 1 FROM pg_auth_members WHERE member = r.oid)
    OR EXISTS (SELECT 1 FROM pg_class WHERE relowner = r.oid))"""
IS_OWNER = "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'public.people_user'::regclass"


def is_owner() -> bool:
    """Whether this process could alter the record, and everything else."""
    return asked(IS_OWNER) == [(True,)]


def wrong() -> Iterator[str]:
    for process, (name, variable) in PROCESSES.items():
        if process not in settings.DATABASE_ROLES:
            yield (
                f"{name} uses the database as its owner: whoever got into it could read and change all there is. "
                f"Give it a role of its own with {variable} (docs/operating.md)."
            )
    for role in missing():
        yield f"The database has no role {role}: python manage.py database_roles prints the SQL that makes it."
    for (role,) in asked(MAY_MORE, [[name for name, _ in roles().values()]]):
        yield f"The role {role} may more than it should (owns something, or is part of another): make it a plain one."
    if left_to_the_admin():
        yield (
            "Everybody who can connect to the database may make tables in it, and hide ours behind them: have the "
            "server's admin run what python manage.py database_roles prints."
        )
    if differing := changes():
        yield (
            f"Rights in the database are not what they should be ({len(differing)}, such as: {differing[0][:100]}). "
            "python manage.py upgrade puts them right."
        )
