"""Which help card the words of a question call for. Pure words: no Django."""

from collections.abc import Iterable

from home.search.language.words import Language, words_in

CRISIS = "crisis"


def called_for(rules: Iterable[str], words: list[str], language: Language) -> bool:
    """Whether any line of `rules` holds for `words`: all its words typed, none of those after a minus."""
    typed = {language.stem(word) for word in words}
    return any(holds(line, typed, language) for line in rules)


def holds(line: str, typed: set[str], language: Language) -> bool:
    parts = line.split()
    needed = {language.stem(word) for part in parts if not part.startswith("-") for word in words_in(part)}
    barred = {language.stem(word) for part in parts if part.startswith("-") for word in words_in(part)}
    return bool(needed) and needed <= typed and not barred & typed


def is_crisis_without_help(level: str, phone: str) -> bool:
    return level == CRISIS and not phone.strip()
