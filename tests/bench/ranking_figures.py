"""How good a ranking is, against judged answers: nDCG@10, with the interval that few questions leave."""

import math
import random
from statistics import fmean

PLACES = 10
# Grades are 1 (wrong) to 4 (excellent); from here on an answer is a hit.
HIT = 3
ROUNDS = 2000


def ndcg(ranking, grades):
    """`ranking`: ids, the best first, each once; `grades`: {id: 1 to 4}."""
    ideal = gained(sorted(grades.values(), reverse=True))
    return gained([grades.get(one, 1) for one in dict.fromkeys(ranking)]) / ideal if ideal else 0.0


def gained(grades):
    return sum((grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:PLACES]))


def with_hit(judged):
    """The questions that some answer of the corpus hits: the others say nothing of a ranking."""
    return sorted(question for question, grades in judged.items() if max(grades.values()) >= HIT)


def interval(values):
    """The middle 95 % of means of `values` drawn anew."""
    drawn = random.Random(7)
    means = sorted(fmean(drawn.choices(values, k=len(values))) for _ in range(ROUNDS))
    return means[int(ROUNDS * 0.025)], means[int(ROUNDS * 0.975)]


def percentile(values, share):
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]
