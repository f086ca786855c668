"""Why the index puts texts where they are, for the screen of staff that asks. Pure numbers: no Django."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from home.search.index.ranking import SHARES, Index, ranked
from home.search.index.typed_question import Asked
from home.search.language.synonyms import WEIGHT


def reasons(index: Index, asked: Asked, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Why texts are where they are: `{id: {"places", "share", "overview", "words"}}`.

    "places": {ranking: (place from 1, score)}; "share": how much of all that was asked the text has,
    0 to 1; "overview": whether it is about all of its topic; "words" as words_given() gives them.
    """
    rankings, overviews = index.rankings(asked), index.overviews
    places = {name: {int(at): number for number, at in enumerate(ranked(rankings[name]), 1)} for name in SHARES}
    at = {int(pk): place for place, pk in enumerate(index.ids)}
    return {
        pk: {
            "places": {name: (places[name].get(at[pk]), float(rankings[name][at[pk]])) for name in SHARES},
            "share": float(rankings["share"][at[pk]]),
            "overview": bool(overviews[at[pk]]),
            "words": words_given(index, asked, pk),
        }
        for pk in ids
        if pk in at
    }


def words_given(index: Index, asked: Asked, pk: int) -> list[tuple[str, float, float]]:
    """[(stem, what it adds in the title, what in all words)], what adds most first."""
    segment = next(segment for segment in reversed(index.segments) if pk in segment.ids)
    text = int(np.nonzero(segment.ids == pk)[0][0])
    given = []
    for stem in sorted(asked.stems):
        weight, term = asked.weights.get(stem, WEIGHT), index.numbers.get(stem, len(index.numbers))
        title, words = (weight * segment.postings[name].gain(term, text) for name in ("title", "words"))
        if title or words:
            given.append((stem, title, words))
    return sorted(given, key=lambda one: -one[1] - one[2])
