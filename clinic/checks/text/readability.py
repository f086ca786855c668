"""How hard a text is to read, in numbers. Pure words; nothing here ever stops anything."""

import re
from collections.abc import Iterable
from functools import lru_cache

from clinic.checks.text.sentences import sentences, words

VOWELS = re.compile(r"[aeiouy]+")
# Letters at a word's end that are written and not spoken.
SILENT = re.compile(r"(?:[^laeiouy]e|[^dt]ed|[^aeiouscxzh]es)$")
ABBREVIATION = re.compile(r"\b[A-Z]{2}[A-Z0-9]{0,4}\b")
# Known to everybody, or to everybody who comes to a clinic for CRPS.
EXPLAINED = {"CRPS", "RSD", "AM", "PM", "OK", "TV", "PDF", "US", "USA", "UK", "EU"}
PER_CENT = re.compile(r"\d[\d.,]* ?(?:%|per ?cent)", re.I)
NATURAL = re.compile(r"\b\d[\d.,]* (?:in|out of) (?:every )?\d[\d.,]*\b", re.I)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables an English word has, give or take one.

    >>> [syllables(word) for word in ("pain", "stimulation", "people", "moved", "changes")]
    [1, 4, 2, 1, 2]
    """
    lower = word.lower()
    counted = len(VOWELS.findall(lower))
    return max(1, counted - bool(SILENT.search(lower)))


def grade(texts: Iterable[str]) -> float | None:
    """The Flesch-Kincaid grade of paragraphs: about the years of school in the US. None for fewer than 30 words."""
    spoken = [words(sentence) for text in texts for sentence in sentences(text)]
    spoken = [sentence for sentence in spoken if sentence]
    total = sum(map(len, spoken))
    if total < 30:
        return None
    sounds = sum(syllables(word) for sentence in spoken for word in sentence)
    return 0.39 * total / len(spoken) + 11.8 * sounds / total - 15.59


def abbreviations(text: str) -> list[str]:
    """Abbreviations in `text`, none where everything is in capitals."""
    return [] if text.isupper() else ABBREVIATION.findall(text)


def is_explained(abbreviation: str, text: str) -> bool:
    """Does this text say what it stands for: "dorsal root ganglion (DRG)" or "DRG (dorsal …)"?"""
    return f"({abbreviation})" in text or f"{abbreviation} (" in text


def number_formats(text: str) -> list[str]:
    """One example of each way in which `text` writes shares: "7 %" and "1 in 14"."""
    found = [PER_CENT.search(text), NATURAL.search(text)]
    return [match.group() for match in found if match]
