"""Who is called so: people are told apart by their names, which patients and colleagues read."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from clinic.content.invisible import without_invisible

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
NO_NAME = "“{}” is no name: write first and last name before any comma, beside titles."
# Whoever signs so signs for somebody who does not.
ON_BEHALF = re.compile(
    r"\b(?:on\s+behalf\s+of|in\s+the\s+name\s+of|in\s+place\s+of|representing|per\s+pro|signed\s+for|en\s+nombre\s+de"
    r"|de\s+parte\s+de|por\s+orden\s+de|en\s+representaci[oó]n\s+de)\b|\bp\.\s?p\.",
    re.I,
)
LENT = "Nobody signs for somebody else, nor under another's name: say only what this person is and has learned."
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
    plain = unaccented(untitled(unicodedata.normalize("NFKC", without_invisible(name))))
    # Capitals look like others than small letters do, so both are looked up.
    folded = unaccented(plain.translate(lookalikes()).casefold().translate(lookalikes()).casefold())
    return folded.split()


def at_a_glance(letters: str) -> str:
    for shown, taken_for in ALIKE:
        letters = letters.replace(shown, taken_for)
    return letters


def unaccented(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


@cache
def lookalikes() -> dict[int, str]:
    lines = Path(__file__).with_name("lookalikes.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" ") for line in lines if not line.startswith("#"))
    return {ord(letter): latin for latin, letters in pairs for letter in letters}


def untitled(name: str) -> str:
    """As it is written, without titles and what follows a comma: "Maya Ortiz" of "Dr Maya Ortiz, MD"."""
    return " ".join(TITLES.sub(" ", name.partition(",")[0]).split())


def lends_a_name(title: str, names: Iterable[str]) -> str:
    """Why these are no role and qualifications: they name somebody else, of `names`, or sign for them. Else empty."""
    words = plain_words(title.replace(",", " "))
    ends = range(1, len(words) + 1)
    said = {at_a_glance("".join(words[start:end])) for end in ends for start in range(end)}
    others = (bare(name) for name in names if " " in untitled(name))
    return LENT if ON_BEHALF.search(title) or any(other in said for other in others) else ""


def why_no_name(name: str, others: Iterable[str]) -> str:
    """Why nobody is called so, whoever it is; empty where somebody may be. What follows a comma is not compared, so it
    holds none of the names of `others`."""
    if name and not bare(name):
        return NO_NAME.format(name)
    return mixed_alphabets(name) or (lends_a_name(name, others) if "," in name else "")


def mixed_alphabets(name: str) -> str:
    """Why this is no name: in one of a single alphabet no letter stands for one that looks like it. Else empty."""
    letters = [letter for letter in unicodedata.normalize("NFKC", name) if unicodedata.category(letter) in LETTERS]
    scripts = {unicodedata.name(letter, "?").split()[0].split("-")[0] for letter in letters}
    scripts = {OF_ONE_SCRIPT.get(script, script) for script in scripts} - NO_SCRIPT
    return MIXED.format(name, ", ".join(sorted(script.capitalize() for script in scripts))) if len(scripts) > 1 else ""


LETTERS = {"Lu", "Ll", "Lt", "Lo"}
# Signs of ordinals, such as ª, have no alphabet.
NO_SCRIPT = {"FEMININE", "MASCULINE", "MICRO"}
