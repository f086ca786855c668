"""Who is called so: people are told apart by their names, which patients and colleagues read."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from clinic.content.invisible import without_invisible
from clinic.content.lookalikes import folded

if TYPE_CHECKING:
    from clinic.people.models import User

TITLES = re.compile(
    r"\b(?:dr\.?\s?med|dra?|doctora?|profa?|professor|profesora?|mr|mrs|ms|miss|mx|sra?|nurse|sister|enfermer[ao]"
    r"|md|phd)\b\.?|[^\w\s]",
    re.I,
)
# What a hurried eye takes for another letter, in whichever typeface.
ALIKE = [("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l")]
# Written together in one name everywhere they are in use.
OF_ONE_SCRIPT = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "HANGUL": "CJK", "BOPOMOFO": "CJK"}
MIXED = "“{}” mixes letters of several alphabets ({}): some of them look like others. Type it anew in one."
# What higher rooms hand down: the names of people whom they know; and the name under which somebody is known there,
# where it is no name for this account.
NAMES_ELSEWHERE: list[Callable[[], Iterable[str]]] = []
KNOWN_ELSEWHERE: list[Callable[[str, "User"], str]] = []


def bare(name: str) -> str:
    """What two names that look alike have in common: without titles, signs, spaces, accents, capitals, and without what
    follows a comma; letters of other alphabets as the Latin ones they look like.

    >>> bare("Dr Bоb Barnes, MD") == bare("B.O.B. Bames")
    True
    """
    return at_a_glance("".join(plain_words(name)))


def plain_words(name: str) -> list[str]:
    return folded(untitled(unicodedata.normalize("NFKC", without_invisible(name)))).split()


def at_a_glance(letters: str) -> str:
    for shown, taken_for in ALIKE:
        letters = letters.replace(shown, taken_for)
    return letters


def untitled(name: str) -> str:
    """As it is written, without titles and what follows a comma: "Maya Ortiz" of "Dr Maya Ortiz, MD"."""
    return " ".join(TITLES.sub(" ", name.partition(",")[0]).split())


def mixed_alphabets(name: str) -> str:
    """Why this is no name: in one of a single alphabet no letter stands for one that looks like it. Else empty."""
    letters = [letter for letter in unicodedata.normalize("NFKC", name) if unicodedata.category(letter) in LETTERS]
    scripts = {unicodedata.name(letter, "?").split()[0].split("-")[0] for letter in letters}
    scripts = {OF_ONE_SCRIPT.get(script, script) for script in scripts} - NO_SCRIPT
    return MIXED.format(name, ", ".join(sorted(script.capitalize() for script in scripts))) if len(scripts) > 1 else ""


LETTERS = {"Lu", "Ll", "Lt", "Lo"}
# Signs of ordinals, such as ª, have no alphabet.
NO_SCRIPT = {"FEMININE", "MASCULINE", "MICRO"}
