"""A fact of the clinic that is asked for in other words than those that are listed: "what time do you shut"."""

from collections.abc import Iterable

from home.search.index.public_texts import public_texts
from home.search.index.ranking import Index
from home.search.language.real_words import is_real
from home.search.language.words import words_in
from home.search.text_vectors import near_wordings

# How near in meaning the nearest way to ask has to be; where nothing else is compared, and it may be about an illness.
NEAR, NEAR_ALONE = 0.6, 0.7
# A text on an illness may be so much nearer: what the clinic says of itself is the shorter answer.
NEARER = 0.05
# One word says too little of what is meant; the words of the facts find those that are meant.
FEWEST_WORDS = 2


def fact_meant(typed: str, index: Index, nearest: float) -> list[int]:
    """The text that tells it, if visitors may read it. `nearest`: how near in meaning the nearest other text is."""
    ways = [*index.ways_to_ask.items()]
    if not ways or len(typed.split()) < FEWEST_WORDS:
        return []
    near = near_wordings(typed, [" ".join(words) for words, _ in ways])
    place = int(near.argmax())
    fact = ways[place][1]
    if near[place] < (max(NEAR, nearest - NEARER) if nearest > 0 else NEAR_ALONE):
        return []
    if is_of_something_else(typed, [word for words, pk in ways if pk == fact for word in words], index):
        return []
    return [*public_texts().filter(pk=fact).values_list("pk", flat=True)]


def is_of_something_else(typed: str, written: Iterable[str], index: Index) -> bool:
    """Whether most words are of no way to ask for it: "when will my hand open again"."""
    cut = index.language
    known = {*map(cut.stem, written)}
    said = {cut.stem(word) for word in words_in(typed) if word not in cut.stop and is_real(word, cut.code)}
    return len(said - known) >= FEWEST_WORDS and len(said - known) > len(said & known)
