"""The rows of tests/security/rows.toml: by name, what each means, and whether the tests that hold it passed."""

import tomllib
from collections import Counter
from pathlib import Path

FILE = Path(__file__).with_name("rows.toml")


def groups():
    """{name of a group: {name of a row: what it says}}."""
    return tomllib.loads(FILE.read_text())


def files():
    """The files of tests that rows name."""
    return {file for rows in groups().values() for row in rows.values() for file in row.get("tests", ())}


def judged(states):
    """Yield (group, row, state, why), where `states` has "passed", "failed" or "skipped" of each file."""
    for group, rows in groups().items():
        for name, row in rows.items():
            yield group, name, state_of(row, states), told(row)


def state_of(row, states):
    of_tests = {states.get(file, "failed") for file in row.get("tests", ())}
    if "failed" in of_tests:
        return "failed"
    if "not_there" in row:
        return "not there"
    if "not_held" in row:
        return "not held"
    return "skipped" if "skipped" in of_tests else "passed"


def told(row):
    reason = row.get("not_held") or row.get("not_there")
    names = ", ".join(file.removeprefix("tests/") for file in row.get("tests", ()))
    return f"{row['what']}" + (f". But: {reason}" if reason else "") + (f"  [{names}]" if names else "")


def printed(states):
    """Prints a table for each group; how many rows are in which state."""
    rows = list(judged(states))
    width = max(len(name) for _, name, *_ in rows)
    for group in groups():
        print(f"\n{group}")
        for _, name, state, why in (row for row in rows if row[0] == group):
            print(f"{name:{width}}  {state:9}  {why}")
    return Counter(state for _, _, state, _ in rows)
