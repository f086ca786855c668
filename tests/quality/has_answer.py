"""Whether a question has an answer: what `home/search/missing.py` weighs, learned anew from questions, and how well."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent
# The first is there to learn from; the others are by authors of their own.
FILES = ("learned_from.jsonl", "questions.jsonl", "questions_2.jsonl")
# How far single questions are trusted, and how often the weights are made better.
RIDGE, TIMES = 1.0, 60
NAMES = ("nearest", "unknown", "untitled", "always")

Numbers = NDArray[np.float64]


@dataclass
class Asked:
    """All questions of one file: what speaks for an answer to each, and whether there is one."""

    said: Numbers
    answered: Numbers


def main() -> None:
    from django.core.management import call_command

    call_command("load_demo", stdout=io.StringIO())
    sets = [asked(FOLDER / name) for name in FILES]
    print("\nWhether a question has an answer\n")
    for left_out, name in enumerate(FILES):
        weights = learned(sets[:left_out] + sets[left_out + 1 :])
        right = (sets[left_out].said @ weights > 0) == sets[left_out].answered
        yes = sets[left_out].answered > 0
        print(f"{name}, learned from the others: seen as answered {share(right[yes])}, as not {share(right[~yes])}")
    found = zip(NAMES, learned(sets), strict=True)
    print("learned from all:", ", ".join(f"{name} {weight:.1f}" for name, weight in found))


def asked(file: Path) -> Asked:
    """Without those that the clinic's details or a help card answer."""
    from home.search.finding import find

    said, answered = [], []
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        told = find(row["typed"], row.get("at") or "en").evidence
        if told and ("finds" in row) != ("missing" in row):
            said.append([told.nearest, told.unknown_share, told.untitled_share, 1.0])
            answered.append("finds" in row)
    return Asked(np.array(said), np.array(answered, float))


def learned(sets: list[Asked]) -> Numbers:
    """The weights of a logistic regression, in which questions with and without an answer count as much together."""
    said, answered = np.concatenate([one.said for one in sets]), np.concatenate([one.answered for one in sets])
    many = np.where(answered > 0, 0.5 / answered.mean(), 0.5 / (1 - answered.mean()))
    held = RIDGE * np.array([0.05, 0.05, 0.05, 0.0])
    weights = np.zeros(len(NAMES))
    for _ in range(TIMES):
        chance = 1 / (1 + np.exp(-said @ weights))
        slope = said.T @ (many * (chance - answered)) + held * weights
        bend = (said.T * (many * chance * (1 - chance))) @ said + np.diag(held + 1e-9)
        weights -= np.linalg.solve(bend, slope)
    return weights


def share(right: NDArray[np.bool_]) -> str:
    return f"{int(right.sum())} of {len(right)}"
