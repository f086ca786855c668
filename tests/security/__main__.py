"""`make security`: the promises of docs/security.md tried, and what programs find, in one table.

Ends with 1 when a row fails. A row that cannot be tried here, or does not hold, says so.
"""

import os
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from tests.security import ROOT, matrix, run
from tests.security.fuzzing import no_errors
from tests.security.programs import bandit, known_holes, semgrep
from tests.security.secrets import no_secrets
from tests.security.supply import bill_of_materials, hashes, licences

PAGE = ROOT / "docs/security.md"


def tests_named():
    """The files of tests that the page names."""
    return sorted(set(re.findall(r"`(tests/[\w/]+\.py)`", PAGE.read_text())))


def tried(files, seed):
    """Yield (file, "passed" or "failed" or "skipped", how many) of one run of all files."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        run([sys.executable, "-m", "pytest", "-q", f"--hypothesis-seed={seed}", f"--junit-xml={report}", *files])
        cases = ElementTree.parse(report).iter("testcase") if report.exists() else []
        results = {}
        for case in cases:
            file = re.sub(r"\.Test\w+$", "", case.get("classname", "")).replace(".", "/") + ".py"
            bad = case.find("failure") is not None or case.find("error") is not None
            kind = "failed" if bad else "skipped" if case.find("skipped") is not None else "passed"
            results.setdefault(file, Counter())[kind] += 1
    for file in files:
        found = results.get(file, Counter())
        state = "failed" if found["failed"] or not found else "passed" if found["passed"] else "skipped"
        yield file, state, ", ".join(f"{number} {kind}" for kind, number in found.items()) or "did not run"


def main():
    began, seed = time.monotonic(), int(os.environ.get("SEED", time.time()))
    print(f"What is made up begins with the seed {seed}; SEED={seed} makes up the same.", flush=True)
    rows = [bandit(), semgrep(), known_holes(), hashes(), licences(), bill_of_materials(), no_secrets()]
    rows += no_errors(seed)
    rows += tried(sorted(set(tests_named()) | matrix.files()), seed)
    width = max(len(name) for name, *_ in rows)
    for name, state, told in rows:
        print(f"{name:{width}}  {state:7}  {told}")
    states = Counter(state for _, state, _ in rows) + matrix.printed({name: state for name, state, _ in rows})
    print(f"\n{', '.join(f'{number} {state}' for state, number in states.items())}. {time.monotonic() - began:.0f} s")
    sys.exit(bool(states["failed"]))


if __name__ == "__main__":
    main()
