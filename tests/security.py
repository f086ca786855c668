"""`make security`: the promises of docs/security.md tried, and what programs find, in one table.

Ends with 1 when a row fails. A row that cannot be tried here says so.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/security.md"
# What bandit asks somebody to look at, and somebody has: HTML that our own templates or escaping made (B308, B703), SQL
# put together of names from the database itself (B608), addresses that are compared and not listened on (B104), a
# socket's folder that only its owner may enter (B108).
MARKED_SAFE = (
    *("clinic/archive/models/edition.py", "clinic/archive/rendering.py", "clinic/content/templatetags/prose.py"),
    *("clinic/review/diff.py", "clinic/review/marking.py", "clinic/staff/style_guide.py", "faq/explaining.py"),
    *("clinic/website/templatetags/reading.py", "clinic/website/templatetags/seo.py", "faq/importing/preview.py"),
)
LOOKED_AT = {(rule, file) for rule in ("B308", "B703") for file in MARKED_SAFE} | {
    ("B608", "clinic/ops/backup/contents.py"),
    ("B608", "clinic/ops/rights/rows.py"),
    ("B104", "clinic/ops/launching/children.py"),
    ("B104", "clinic/staff/login/adapters.py"),
    ("B108", "clinic/ops/postgres/places.py"),
}
# A version with holes that every list of them has.
CANARY = "Django==2.0"


def tests_named():
    """The files of tests that the page names."""
    return sorted(set(re.findall(r"`(tests/[\w/]+\.py)`", PAGE.read_text())) - {"tests/security.py"})


def tried(files):
    """Yield (file, "passed" or "failed" or "skipped", how many) of one run of all files."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        run([sys.executable, "-m", "pytest", "-q", f"--junit-xml={report}", *files])
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


def bandit():
    said = run([sys.executable, "-m", "bandit", "-q", "-r", "clinic", "faq", "home", "-ll", "-f", "json"]).stdout
    if not said:
        return "bandit", "skipped", "not installed: pip install -r requirements-test.txt"
    found = {(one["test_id"], one["filename"]) for one in json.loads(said)["results"]}
    new = sorted(" ".join(pair) for pair in found - LOOKED_AT)
    return "bandit", "failed" if new else "passed", "; ".join(new) or f"{len(found)} looked at, none new"


def known_holes():
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as canary:
        canary.write(CANARY)
        canary.flush()
        if not re.search(r"CVE|GHSA|PYSEC", audit(canary.name).stdout):
            return "pip-audit", "skipped", "its list of known holes cannot be reached from here"
    said = audit("requirements.txt")
    holes = re.findall(r"^\S+ +\S+ +(?:CVE|GHSA|PYSEC)\S+", said.stdout, re.MULTILINE)
    told = "; ".join(holes) or ("nothing known" if not said.returncode else said.stderr[-200:])
    return "pip-audit", "failed" if said.returncode else "passed", told


def audit(file):
    return run([sys.executable, "-m", "pip_audit", "--strict", "--no-deps", "--disable-pip", "-r", file])


def run(command):
    # The walk through all addresses with every kind of page; the suite takes them in turn.
    env = os.environ | {"EVERY_KIND_OF_PAGE": "1"}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def main():
    began, rows = time.monotonic(), [bandit(), known_holes()]
    rows += tried(tests_named())
    width = max(len(name) for name, *_ in rows)
    for name, state, told in rows:
        print(f"{name:{width}}  {state:7}  {told}")
    states = Counter(state for _, state, _ in rows)
    print(
        f"{len(rows)} rows: {states['passed']} passed, {states['failed']} failed, {states['skipped']} skipped.", end=" "
    )
    print(f"{time.monotonic() - began:.0f} s")
    sys.exit(bool(states["failed"]))


if __name__ == "__main__":
    main()
