"""Triggers that keep the record, whatever rights somebody was given by mistake."""

from collections.abc import Iterator
from hashlib import sha256

from clinic.ops.rights.owner_queries import asked
from clinic.ops.rights.wanted import HERE, RECORD

SQL = HERE.with_name("record.sql").read_text(encoding="utf-8")
PAGES = "wagtailcore_page"
THERE = """SELECT relname, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
WHERE tgname LIKE 'clinic\\_keep\\_%' AND tgenabled = 'O'"""


def triggers() -> Iterator[tuple[str, str, str]]:
    """Yield (table, name, SQL) of each. The name changes with what it does."""
    yield named(PAGES, "BEFORE UPDATE OR DELETE", "FOR EACH ROW EXECUTE FUNCTION clinic_keep_published()")
    for table, rule in RECORD.items():
        goes = "with its draft" if "DELETE" in rule["may"] else ""
        keeps = f"EXECUTE FUNCTION clinic_keep_record('{rule['once']}', '{rule['emptied']}', '{goes}')"
        yield named(table, "BEFORE UPDATE OR DELETE", f"FOR EACH ROW {keeps}")
        yield named(table, "BEFORE TRUNCATE", f"FOR EACH STATEMENT {keeps}")


def named(table: str, when: str, does: str) -> tuple[str, str, str]:
    name = f"clinic_keep_{sha256((SQL + when + does).encode()).hexdigest()[:12]}"
    return table, name, f'CREATE TRIGGER {name} {when} ON "{table}" {does}'


def changes() -> list[str]:
    """The SQL that makes those that are missing, and drops those of an earlier version; empty where all is well."""
    wanted = {(table, name): sql for table, name, sql in triggers()}
    there = set(asked(THERE))
    old = [f'DROP TRIGGER {name} ON "{table}"' for table, name in sorted(there - wanted.keys())]
    for table, name in sorted(wanted.keys() - there):  # missing, or switched off
        old += [f'DROP TRIGGER IF EXISTS {name} ON "{table}"', wanted[table, name]]
    return old and [SQL, *old]
