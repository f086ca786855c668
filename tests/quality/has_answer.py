"""Whether a question has an answer: what `home/search/missing.py` weighs, learned anew from questions, and how well."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# Each by an author of its own.
FILES = sorted(Path(__file__).parent.glob("questions*.jsonl"))
# How far single questions are trusted, how often the weights are made better, and to how large a share of the
# questions that have an answer it may be told that there is none.
RIDGE, TIMES, FEW = 0.05, 40, 0.025
NAMES = ("nearest", "unknown", "unanswered")

Numbers = NDArray[np.float64]


@dataclass
class Asked:
    """All questions of one file: what speaks for and against an answer to each, and whether there is one."""

    said: Numbers
    answered: NDArray[np.bool_]


def main() -> None:
    from django.core.management import call_command

    call_command("load_demo", stdout=io.StringIO())
    sets = [asked(file) for file in FILES]
    print("\nWhether a question has an answer\n")
    for left_out, file in enumerate(FILES):
        weights, enough = learned(sets[:left_out] + sets[left_out + 1 :])
        one = sets[left_out]
        none = one.said @ weights <= enough
        print(f"{file.stem}, learned from the others: seen as without one {share(none[one.answered])} of those that")
        print(f"have an answer, {share(none[~one.answered])} of those that have none")
    weights, enough = learned(sets)
    found = zip(NAMES, weights, strict=True)
    print("learned from all:", ", ".join(f"{name} {weight:.1f}" for name, weight in found), f"enough {enough:.2f}")


def asked(file: Path) -> Asked:
    """Without those that staff, the clinic's details or a help card answer."""
    from home.search.finding import find

    said, answered = [], []
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        told = find(row["typed"], row.get("at") or "en").evidence
        if told and told.nearest >= 0 and ("finds" in row) != ("missing" in row):
            said.append([told.nearest, told.unknown_share, max(told.unanswered.near, told.CHANCE)])
            answered.append("finds" in row)
    return Asked(np.array(said), np.array(answered))


def learned(sets: list[Asked]) -> tuple[Numbers, float]:
    """(weights, what makes enough): of a logistic regression in which both kinds of question count as much together."""
    answered = np.concatenate([one.answered for one in sets])
    said = np.concatenate([one.said for one in sets])
    with_one = np.column_stack([said, np.ones(len(said))])
    many = np.where(answered, 0.5 / answered.mean(), 0.5 / (1 - answered.mean()))
    held = np.array([RIDGE] * len(NAMES) + [0.0])
    weights = np.zeros(len(NAMES) + 1)
    for _ in range(TIMES):
        chance = 1 / (1 + np.exp(-with_one @ weights))
        slope = with_one.T @ (many * (chance - answered)) + held * weights
        bend = (with_one.T * (many * chance * (1 - chance))) @ with_one + np.diag(held + 1e-9)
        weights -= np.linalg.solve(bend, slope)
    return weights[:-1], float(np.quantile((said @ weights[:-1])[answered], FEW))


def share(told: NDArray[np.bool_]) -> str:
    return f"{int(told.sum())} of {len(told)}"
