"""What is found: which kind, where, in which words."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    NAME = "name"
    AGE = "age"
    DATE = "date"
    ADDRESS = "address"
    PLACE = "place"
    PHONE = "phone"
    MAIL = "mail"
    WEB = "web"
    NUMBER = "number"


class PersonalDatum(NamedTuple):
    """`words` are the letters from `start` to `end`, as they were typed."""

    kind: Kind
    start: int
    end: int
    words: str
