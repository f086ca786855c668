"""Claims that no pattern finds: sentences that mean what examples of claims mean. Asks a person to look, no more."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from clinic.meaning.classifier import Classifier
from clinic.meaning.encoder import Vectors, vectors
from clinic.meaning.models import ANY_CLAIM, FOR_REVIEWER, Subject, Threshold
from clinic.meaning.recognition import classifier

# Sentences that this process has read last, 1 kB each: a page that is checked again has few new ones.
MOST_KNOWN = 20_000

_known: OrderedDict[str, Vectors] = OrderedDict()


@dataclass(frozen=True)
class Meant:
    """What a sentence claims by its meaning: the family of rules, such as C02, and the example that it is like.

    No example is named where none of the family is in the language. `is_sure`: seldom wrong even where claims are rare.
    """

    family: str
    example: str
    is_sure: bool


class ClaimMeanings:
    """Recognises claims by what was learned from the examples in use; without examples it finds nothing."""

    def __init__(self, known: Classifier | None, thresholds: dict[str, float]) -> None:
        self.known = known
        self.thresholds = thresholds

    @classmethod
    def of_staff(cls) -> Self:
        """As staff keep them now."""
        known = classifier(Subject.CLAIM)
        return cls(known, thresholds_of_staff() if known else {})

    def threshold(self, family: str) -> float:
        return self.thresholds.get(family, self.thresholds.get(ANY_CLAIM, 1.0))

    def read(self, sentences: Iterable[str]) -> None:
        """Many at once are encoded faster than one by one."""
        if self.known is not None:
            meanings_of(list(dict.fromkeys(sentences)))

    def meant(self, sentences: Iterable[str], language: Callable[[str], str] = lambda _: "") -> dict[str, Meant]:
        """{sentence: what it claims}, for those that claim something. `language`: that of the examples to name."""
        asked = list(dict.fromkeys(sentences))
        if self.known is None or not asked:
            return {}
        meanings = meanings_of(asked)
        sure = judged(self.known.scores_of(meanings, asked), self.known.labels)
        return {
            sentence: Meant(
                family,
                self.known.nearest_of(meaning, family, language(sentence)),
                score >= self.threshold(FOR_REVIEWER),
            )
            for sentence, (family, score), meaning in zip(asked, sure, meanings, strict=True)
            if score >= self.threshold(family)
        }


def thresholds_of_staff() -> dict[str, float]:
    return dict(Threshold.objects.filter(subject=Subject.CLAIM).values_list("label", "value"))


def judged(scores: Vectors, labels: Sequence[str]) -> list[tuple[str, float]]:
    """The most likely family of each sentence, and how sure it is that it claims anything: the scores of all together.

    >>> judged(np.array([[0.5, 0.2], [0.0, 0.1]]), ["C01", "C02"])
    [('C01', 0.7), ('C02', 0.1)]
    """
    return [(labels[int(row.argmax())], float(row.sum())) for row in scores]


def meanings_of(sentences: Sequence[str]) -> Vectors:
    """Their vectors; only new sentences are encoded, which takes 2 ms each."""
    there = {one: _known[one] for one in sentences if one in _known}
    new = [one for one in sentences if one not in there]
    there |= dict(zip(new, vectors(new).astype(np.float16), strict=True))
    for one in sentences:
        _known[one] = there[one]
        _known.move_to_end(one)
    while len(_known) > MOST_KNOWN:
        _known.popitem(last=False)
    return np.array([there[one] for one in sentences], dtype=np.float32)
