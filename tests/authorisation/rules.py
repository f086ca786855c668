"""The table of rules.toml, and which rule an address has."""

import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

STAFF = ("writer", "reviewer", "publisher", "admin")
EVERYBODY = ("anon", "nobody", *STAFF)
SHORTHANDS = {"staff": STAFF, "everybody": EVERYBODY}
FILE = Path(__file__).with_name("rules.toml")
TABLE = tomllib.loads(FILE.read_text())


def roles(words):
    """The roles named in "reviewer admin", "staff" or "everybody"."""
    named = {role for word in words.split() for role in SHORTHANDS.get(word, (word,))}
    assert named <= set(EVERYBODY), f"rules.toml names a role that does not exist: {words}"
    return named


def rule_for(address):
    """The row of this address; an empty one, by which nobody may do anything, where there is none.

    For our own addresses only their full name counts.
    """
    rows = TABLE["addresses"]
    if address.is_ours:
        return rows.get(address.name, {})
    fitting = [name for name in rows if fnmatchcase(address.name, name)]
    return rows[max(fitting, key=len)] if fitting else {}


def may_see(address, role, marker):
    """Whether `role` may find `marker` at this address."""
    rule = rule_for(address)
    if role not in roles(rule.get("see", "")):
        return False
    return role in roles(TABLE["secrets"][marker]) or marker in rule.get("shows", "").split()


def may_act(address, role, place):
    """Whether `role` may change anything at this address, in `place`: "own" or "other"."""
    rule = rule_for(address)
    return role in roles(rule.get("act" if place == "own" else "act_elsewhere", ""))


def writes_here(address, table):
    """Whether this address writes to `table` for everybody who may act there."""
    return table in rule_for(address).get("writes", "").split()


def writers_of(table):
    """The roles that may ever write to a table of the database; None where the table has no row."""
    words = next((words for name, words in TABLE["tables"].items() if fnmatchcase(table, name)), None)
    return None if words is None else roles(words)
