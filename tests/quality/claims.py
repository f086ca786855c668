"""How well the claims check reads sentences whose author saw neither patterns nor examples.

A sentence counts as found when anything is found in it: a person then looks at it. Rules and examples are those that
every clinic starts with.
"""

import json
from collections import defaultdict
from pathlib import Path

from clinic.checks.management.commands.check_sentences import checked

FILE = Path(__file__).with_suffix(".jsonl")


def read(file=FILE):
    """[(language, rules a sentence breaks, rules found by patterns, rules found at all)]"""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for row, (_, found) in zip(rows, checked(row["text"] for row in rows), strict=True):
        yield row["lang"], set(row["rules"]), families(one for one in found if not one.by_meaning), families(found)


def families(findings):
    return {one.rule.split("-")[0] for one in findings}


def figures(rows, which):
    """Recall and precision of the sets at place `which` of the rows."""
    claimed = [bool(row[1]) for row in rows]
    found = [bool(row[which]) for row in rows]
    right = sum(both for both in map(all, zip(claimed, found, strict=True)))
    recall, precision = right / max(1, sum(claimed)), right / max(1, sum(found))
    return (
        f"recall {recall:.2f} precision {precision:.2f} ({right} of {sum(claimed)}, {sum(found) - right} false alarms)"
    )


def by_rule(rows):
    seen = defaultdict(lambda: [0, 0, 0])
    for _, wanted, _, found in rows:
        for rule in wanted:
            seen[rule][0] += 1
            seen[rule][1] += bool(found)
            seen[rule][2] += rule in found
    return sorted(seen.items())


def main():
    rows = list(read())
    print(f"The claims check on {len(rows)} sentences:")
    for language in ("en", "es", "all"):
        some = [row for row in rows if language in (row[0], "all")]
        print(f"  {language:3} {len(some):4}: patterns {figures(some, 2)}; with meaning {figures(some, 3)}")
    for rule, (wanted, found, so) in by_rule(rows):
        print(f"  {rule}: {found} of {wanted} found, {so} of them as {rule}")
