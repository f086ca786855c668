"""How well the claims check finds what it should, on sentences written before its patterns.

    python -m tests.bench.claims_figures

A finding is right when the sentence expects that rule with that severity. Precision: of all findings, how many are
right. Recall: of all findings expected, how many are there. Rules of one family (C11, C11-AU) count as one.
"""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from clinic.checks.claims.engine import Rule, hits_in, in_force
from clinic.checks.claims.seed import lines, seed_rules
from clinic.checks.text.sentences import visible

FOLDER = Path(__file__).resolve().parents[1] / "clinic" / "checks"
SETS = {
    "the table": "claims_table.toml",
    "further sentences": "claims_sentences.toml",
    "sentences kept apart from the first tuning": "claims_fresh.toml",
    "sentences written after the patterns": "claims_unseen.toml",
}

# What a clinic for CRPS has in its details, and some medicines.
NAMES = (
    ("condition", "(?:CRPS|RSD|causalgia|complex regional pain syndrome|reflex sympathetic dystrophy|SDRC)"),
    ("medicine", "(?:medicines?|medications?|medicaci[oó]n|gabapentin[ae]?|pregabalin[ae]?|tramadol|duloxetin[ae]?)"),
)


@dataclass
class Count:
    right: int = 0
    wrong: int = 0
    missed: int = 0
    clean: int = 0
    clean_and_silent: int = 0

    @property
    def precision(self):
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self):
        return self.right / ((self.right + self.missed) or 1)


def rules():
    names = {one.name for one in fields(Rule)}
    return [
        Rule(
            **{key: value for key, value in seed.items() if key in names}
            | {
                "patterns": lines(seed["patterns"]),
                "exceptions": lines(seed["exceptions"]),
                "names": NAMES,
            }
        )
        for seed in seed_rules()
    ]


def sentences(name):
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)["sentence"]


def found(rules, sentence):
    """What the check says of one sentence: {(family, severity)}."""
    context = {key: sentence[key] for key in ("kind", "cited", "counted") if key in sentence}
    hits = hits_in(in_force(rules, sentence.get("place", "")), visible(sentence["text"]), context)
    return {(hit.rule.family, hit.rule.severity) for hit in hits}


def counted(name, say=lambda line: None):
    """The Count for one file; `say` is told of every sentence that came out otherwise than expected."""
    count, known = Count(), rules()
    for sentence in sentences(name):
        expected, got = set(sentence["expect"].items()), found(known, sentence)
        count.right += len(expected & got)
        count.wrong += len(got - expected)
        count.missed += len(expected - got)
        count.clean += not expected
        count.clean_and_silent += not expected and not got
        if expected != got:
            say(f"  {sentence['text']}\n      missed {sorted(expected - got)}, wrong {sorted(got - expected)}")
    return count


def main():
    for title, name in SETS.items():
        print(f"{title}:")
        count = counted(name, print)
        print(
            f"  {title}: precision {count.precision:.1%}, recall {count.recall:.1%}; right {count.right}, wrong "
            f"{count.wrong}, missed {count.missed}; silent on {count.clean_and_silent} of {count.clean} clean\n"
        )


if __name__ == "__main__":
    main()
