"""Which rights each role should have: of the site what a list names, of the staff process all but the record."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__)
EVERYTHING = "SELECT INSERT UPDATE DELETE"


class Right(NamedTuple):
    """`what` ("SELECT") may be done in a table or number series, in one `column` of it or, where that is "", in all."""

    table: str
    column: str
    what: str


def listed(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(HERE.with_name(f"{name}.toml").read_text(encoding="utf-8"))


VISITORS, RECORD = listed("visitors"), listed("record")


def words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in text.split()}


READ, CLOSED = words(VISITORS["read"].values()), words(VISITORS["closed"].values())


def unclear(tables: Iterable[str]) -> list[str]:
    """Those of which the list says nothing, or two things."""
    told = Counter([*READ, *VISITORS["columns"], *VISITORS["write"], *CLOSED])
    return sorted(table for table in tables if told[table] != 1)


def of_site(tables: set[str]) -> set[Right]:
    whole = {Right(table, "", "SELECT") for table in READ}
    parts = {Right(table, one, "SELECT") for table, text in VISITORS["columns"].items() for one in text.split()}
    sent = set()
    for table, text in VISITORS["write"].items():
        for part in text.split():
            what, _, columns = part.partition(":")
            sent |= {Right(table, column, what) for column in columns.split(",")}
    return {right for right in whole | parts | sent if right.table in tables}


def of_staff(tables: set[str]) -> set[Right]:
    free = tables - RECORD.keys() - {"django_migrations"}
    rights = {Right(table, "", what) for table in free for what in EVERYTHING.split()}
    rights.add(Right("django_migrations", "", "SELECT"))
    for table, rule in RECORD.items():
        rights |= {Right(table, "", what) for what in rule["may"].split()}
        rights |= {Right(table, column, "UPDATE") for column in words([rule["once"], rule["emptied"]])}
    return {right for right in rights if right.table in tables}
