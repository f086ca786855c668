"""Lists of given names and surnames, each with those apart that are words, places or brands too."""

from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).with_name("name_lists")


@lru_cache
def listed(name: str) -> frozenset[str]:
    """The words of name_lists/NAME.txt, read once a process; lines with # are remarks."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_unmistakable(word: str) -> bool:
    """A given name of many people that means nothing else: "jessica" is a name in any sentence."""
    return word in listed("given")


def is_given(word: str) -> bool:
    return any(word in listed(name) for name in ("given", "given_rare", "given_words"))


def is_word_too(word: str) -> bool:
    """A name that is a word, a place or a brand as well, such as "hope" or "charlotte"."""
    return word in listed("given_words") or word in listed("surname_words")


def is_surname(word: str) -> bool:
    return word in listed("surnames") or word in listed("surname_words")


def is_only_surname(word: str) -> bool:
    return word in listed("surnames")
