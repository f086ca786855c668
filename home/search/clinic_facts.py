"""A fact of the clinic that is asked for in other words than those that are listed: "what time do you shut"."""

import re
from collections.abc import Iterable

from clinic.content.language.plain_words import words_in
from clinic.content.language.real_words import is_real
from home.search.index.public_texts import public_texts
from home.search.index.ranking import Index
from home.search.text_vectors import Question

# How near in meaning the nearest way to ask has to be; where nothing else is compared, and it may be about an illness.
NEAR, NEAR_ALONE = 0.6, 0.7
# A text on an illness may be so much nearer: what the clinic says of itself is the shorter answer.
NEARER = 0.05
# Where one message may ask two things.
BETWEEN_QUESTIONS = re.compile(r"[?;+&/\n]+")
# One word says too little of what is meant; the words of the facts find those that are meant.
FEWEST_WORDS = 2


def facts_meant(typed: str, index: Index, nearest: float) -> list[int]:
    """The texts that tell it, as far as visitors may read them; of a message with two questions, of both.

    `nearest`: how near in meaning the nearest other text is.
    """
    parts = [part for part in BETWEEN_QUESTIONS.split(typed) if part.strip()]
    found = [fact_meant(typed, index, max(NEAR, nearest - NEARER) if nearest > 0 else NEAR_ALONE)]
    found += [fact_meant(part, index, NEAR_ALONE) for part in parts if len(parts) > 1]
    facts = [*dict.fromkeys(fact for fact in found if fact)]
    public = {*public_texts().filter(pk__in=facts).values_list("pk", flat=True)} if facts else set()
    return [fact for fact in facts if fact in public]


def fact_meant(typed: str, index: Index, least: float) -> int | None:
    """The fact that is asked for in a way that is `least` near to this one."""
    ways = [*index.ways_to_ask.items()]
    if not ways or len(typed.split()) < FEWEST_WORDS:
        return None
    near = Question.of(typed).near([" ".join(words) for words, _ in ways])
    place = int(near.argmax())
    fact = ways[place][1]
    others = is_of_something_else(typed, [word for words, pk in ways if pk == fact for word in words], index)
    return None if near[place] < least or others else fact


def is_of_something_else(typed: str, written: Iterable[str], index: Index) -> bool:
    """Whether most words are of no way to ask for it: "when will my hand open again"."""
    cut = index.language
    known = {*map(cut.stem, written)}
    said = {cut.stem(word) for word in words_in(typed) if word not in cut.stop and is_real(word, cut.code)}
    return len(said - known) >= FEWEST_WORDS and len(said - known) > len(said & known)
