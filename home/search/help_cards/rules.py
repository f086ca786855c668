"""Which help card the words of a question call for. Pure words: no Django."""

import re
from collections.abc import Iterable, Iterator

from clinic.content.language.plain_words import words_in
from home.search.language.words import Language

CRISIS, DANGER, TODAY, MEDICINE = "crisis", "danger", "today", "medicine"
# How medicines of any name are called in a rule.
ANY_MEDICINE = ("medicine", "medicamento")
# A long message is looked at piece by piece: what matters may be its last few words.
PIECE, STEP = 14, 7
# As in 988 and 1-800-222-1222; not as in "press 2" and "24 hours".
NUMBER = re.compile(r"\d(?:[\s().-]*\d){2,}")
SENTENCE_END = re.compile(r"[.!?;\n]+")


def called_for(rules: Iterable[str], words: list[str], language: Language) -> bool:
    """Whether any line of `rules` holds for `words`: all its words typed, none of those after a minus."""
    typed = {language.stem(word) for word in words}
    return any(holds(line, typed, language) for line in rules)


def holds(line: str, typed: set[str], language: Language) -> bool:
    parts = line.split()
    needed = {language.stem(word) for part in parts if not part.startswith("-") for word in words_in(part)}
    barred = {language.stem(word) for part in parts if part.startswith("-") for word in words_in(part)}
    return bool(needed) and needed <= typed and not barred & typed


def pieces(typed: str) -> list[str]:
    """What somebody typed, whole, then its sentences and runs of PIECE words where it is long; each once."""
    return [*dict.fromkeys([typed, *parts_of(typed)])]


def parts_of(typed: str) -> Iterator[str]:
    for sentence in SENTENCE_END.split(typed):
        words = sentence.split()
        if len(words) > 1:
            yield " ".join(words[:PIECE])
        for start in range(STEP, len(words) - STEP, STEP):
            yield " ".join(words[start : start + PIECE])


def names_another_number(label: str, phone: str) -> bool:
    """Whether the words of a button tell people another number than it calls."""
    called = "".join(re.findall(r"\d", phone))
    told = ["".join(re.findall(r"\d", one)) for one in NUMBER.findall(label)]
    return bool(called) and any(one not in called and called not in one for one in told)


def is_crisis_without_help(level: str, phone: str) -> bool:
    return level == CRISIS and not phone.strip()
