"""What a topic answers, in a sentence or two, for lists in which it is to be recognised."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from clinic.checks.text.sentences import sentences
from clinic.content import prose

# Letters from which on a beginning says enough: "Yes, it can." does not.
ENOUGH = 60
# A figure of the clinic, which only a look-up could tell.
FIGURE = "<embed"


def with_short_answers(topics: Sequence[Any]) -> Sequence[Any]:
    """`topics`, each with the beginning of its short answer as `in_short`, in plain words. Asks for nothing."""
    for topic in topics:
        told, figure, _ = topic.short_answer.partition(FIGURE)
        said = sentences(prose.sentences(told))
        topic.in_short = beginning(said[:-1] if figure else said)
    return topics


def beginning(said: Iterable[str]) -> str:
    """Whole sentences, as many as it takes to have said enough."""
    so_far = ""
    for so_far in accumulate(said, "{} {}".format):
        if len(so_far) >= ENOUGH:
            break
    return so_far
