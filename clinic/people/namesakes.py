"""Who is called so: people are told apart by their names, which patients and colleagues read."""

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clinic.people.models import User

TITLES = re.compile(r"\b(?:dra?|profa?|mr|mrs|ms|sra?|md|phd|doctora?|professor|profesora?)\b\.?|[^\w\s]", re.I)
# What higher rooms hand down: the name under which somebody is known there, where it is no name for this account.
KNOWN_ELSEWHERE: list[Callable[[str, "User"], str]] = []


def bare(name: str) -> str:
    """Without titles, signs, accents and capitals, and without what follows a comma."""
    letters = unicodedata.normalize("NFKD", name.partition(",")[0])
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(TITLES.sub(" ", plain).casefold().split())


def untitled(name: str) -> str:
    """As it is written, without titles and what follows a comma: "Maya Ortiz" of "Dr Maya Ortiz, MD"."""
    return " ".join(TITLES.sub(" ", name.partition(",")[0]).split())
