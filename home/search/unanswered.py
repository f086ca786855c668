"""Questions that staff know to have no answer yet: what is nearer to one of them than to a text has none either."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from home.search.text_vectors import Question, Text, nearness, without_names

# From so near on a text answers one meanwhile: then it counts no more, until that text is gone.
ANSWERED = 0.75


@dataclass(frozen=True)
class Unanswered:
    """The nearest of them, and how near it is in meaning."""

    near: float = 0.0
    text: str = ""


def nearest_unanswered(
    asked: Question, questions: Collection[str], texts: Sequence[Text], own_names: Collection[str]
) -> Unanswered:
    """The nearest of `questions` that no text answers, to what was `asked`."""
    written = tuple(wording for text in texts for wording in text.wordings)
    left = still_open(tuple(questions), written, tuple(own_names)) if written else ()
    if not left:
        return Unanswered()
    near = asked.near(left)
    place = int(near.argmax())
    return Unanswered(float(near[place]), left[place])


@lru_cache(maxsize=4)
def still_open(questions: tuple[str, ...], written: tuple[str, ...], own_names: tuple[str, ...]) -> tuple[str, ...]:
    """Those to which nothing that is `written` is near. Every search asks for them."""
    short = [said for question in questions if (said := without_names(question, own_names))]
    near = nearness(short, written).max(axis=1) if short else np.zeros(0)
    return tuple(question for question, value in zip(short, near, strict=True) if value < ANSWERED)
