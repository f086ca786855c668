"""Classes of sentences learned from labelled examples: kernel ridge regression on meaning and words."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from clinic.meaning.encoder import Vectors, vectors
from clinic.meaning.wording import Wording

# How near an example must be to count, how much shared words count beside it, and how far single examples are trusted:
# chosen by leaving out all that one author wrote.
NARROW = 1.6
WORDS = 0.3
RIDGE = 0.15
# Rows that are taken into an inverse at a time.
BLOCK = 512


@dataclass(frozen=True)
class Labelled:
    """A sentence, the classes it is an example of (none: it is one to be left alone), and the language it is in."""

    text: str
    labels: frozenset[str]
    language: str = ""


@dataclass
class Classifier:
    """Scores sentences for each of `labels`: around 1 for what is one, around 0 for what is none.

    `left_out` are the scores that each example gets from all the others (examples × labels), to choose thresholds by.
    """

    examples: list[Labelled]
    labels: list[str]
    meanings: Vectors
    weights: Vectors
    left_out: Vectors
    wording: Wording

    @classmethod
    def learn(cls, examples: Sequence[Labelled], known: Mapping[str, Vectors] | None = None) -> Self:
        """Some twenty seconds for 7,500 examples, a third of them to encode what is not among the `known` vectors."""
        labels = sorted({label for one in examples for label in one.labels})
        texts = [one.text for one in examples]
        meanings = encoded(texts, known or {})
        wanted = np.array([[label in one.labels for label in labels] for one in examples], dtype=np.float32)
        wording = Wording.of(texts)
        inverse = inverted(likeness(meanings, texts, wording))
        weights = inverse @ wanted
        wording.learn(texts, WORDS * weights)
        left_out = wanted - weights / np.diag(inverse)[:, None]
        return cls([*examples], labels, meanings, weights, left_out, wording)

    def scores(self, sentences: Sequence[str]) -> Vectors:
        """Sentences × labels."""
        return self.scores_of(vectors(sentences), sentences)

    def scores_of(self, meanings: Vectors, sentences: Sequence[str]) -> Vectors:
        """The same for sentences whose vectors are known."""
        scored: Vectors = nearness(meanings, self.meanings) @ self.weights
        return scored + self.wording.scores(sentences)

    def nearest(self, sentence: str, label: str) -> str:
        """The example of `label` that means most nearly the same, in any language."""
        return self.nearest_of(vectors([sentence])[0], label)

    def nearest_of(self, meaning: Vectors, label: str, language: str = "") -> str:
        """The same for a sentence whose vector is known, among the examples of one language; empty where none is."""
        own = [at for at, one in enumerate(self.examples) if label in one.labels and is_in(one, language)]
        return self.examples[own[int((self.meanings[own] @ meaning).argmax())]].text if own else ""

    def known_vectors(self) -> dict[str, Vectors]:
        """{example: its vector}, so that learning again need not encode it."""
        return {one.text: meaning for one, meaning in zip(self.examples, self.meanings, strict=True)}

    def packed(self) -> bytes:
        """Everything it has learned, to be kept."""
        said = json.dumps([[one.text, sorted(one.labels), one.language] for one in self.examples])
        kept = io.BytesIO()
        np.savez(
            kept,
            examples=np.array(said),
            labels=np.array(json.dumps(self.labels)),
            meanings=self.meanings.astype(np.float16),
            weights=self.weights,
            left_out=self.left_out,
            parts=np.array(json.dumps([*self.wording.place])),
            rarity=self.wording.rarity,
            says=self.wording.weights,
        )
        return kept.getvalue()

    @classmethod
    def unpacked(cls, kept: bytes) -> Self:
        with np.load(io.BytesIO(kept), allow_pickle=False) as arrays:
            kept_examples = json.loads(str(arrays["examples"]))
            examples = [Labelled(text, frozenset(labels), *language) for text, labels, *language in kept_examples]
            labels = json.loads(str(arrays["labels"]))
            names = ("meanings", "weights", "left_out")
            meanings, weights, left_out = (arrays[name].astype(np.float32) for name in names)
            return cls(examples, labels, meanings, weights, left_out, wording_in(arrays, len(labels)))


def is_in(example: Labelled, language: str) -> bool:
    """What was learned before languages counted says none, and is in any."""
    return not language or example.language.split("-")[0] in ("", language.split("-")[0])


def wording_in(arrays: Mapping[str, Any], labels: int) -> Wording:
    """What was kept before words counted has none; it is learned anew within a minute."""
    if "parts" not in arrays:
        return Wording({}, np.zeros(0, dtype=np.float32), np.zeros((0, labels), dtype=np.float32))
    place = {part: place for place, part in enumerate(json.loads(str(arrays["parts"])))}
    return Wording(place, arrays["rarity"], arrays["says"])


def encoded(texts: Sequence[str], known: Mapping[str, Vectors]) -> Vectors:
    """Their vectors, as exact as they are kept: what is learned does not depend on which of them were."""
    new = [*dict.fromkeys(text for text in texts if text not in known)]
    there = {**known, **dict(zip(new, vectors(new).astype(np.float16), strict=True))}
    return np.array([there[text] for text in texts], dtype=np.float32)


def likeness(meanings: Vectors, texts: Sequence[str], wording: Wording) -> Vectors:
    """How alike all examples are (examples × examples), with what makes single ones count less on its diagonal."""
    alike = nearness(meanings, meanings)
    for numbers, amounts in wording.shared(texts):
        alike[np.ix_(numbers, numbers)] += np.outer(WORDS * amounts, amounts)
    alike[np.diag_indices(len(texts))] += RIDGE
    return alike


def inverted(alike: Vectors) -> Vectors:
    """The inverse of a symmetric positive matrix, made in its place: these are large.

    Row by row of blocks is taken in; blocks above the diagonal are not looked at, and mirrored at the end.
    """
    many = len(alike)
    for start in range(0, many, BLOCK):
        taken = slice(start, start + BLOCK)
        pivot = np.linalg.inv(alike[taken, taken])
        across = np.concatenate([alike[taken, :start], alike[start:, taken].T], axis=1)
        carried = pivot @ across
        for row in range(0, many, BLOCK):
            rows = slice(row, row + BLOCK)
            alike[rows, : row + BLOCK] -= across[:, rows].T @ carried[:, : row + BLOCK]
        alike[taken, :start], alike[start:, taken] = carried[:, :start], carried[:, start:].T
        alike[taken, taken] = -pivot
    for start in range(0, many, BLOCK):
        rows, after = slice(start, start + BLOCK), slice(start + BLOCK, None)
        alike[rows, after] = alike[after, rows].T
    return np.negative(alike, out=alike)


def nearness(some: Vectors, others: Vectors) -> Vectors:
    """From 1 for the same meaning down to 0, for each of `some` × each of `others`."""
    near: Vectors = some @ others.T
    # In place: these are large.
    near -= 1
    near *= NARROW
    return np.exp(near, out=near)
