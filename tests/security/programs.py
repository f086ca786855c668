"""Programs that look for holes: bandit in our code, pip-audit in what we build on."""

import json
import re
import sys
import tempfile

from tests.security import ROOT, run

# What bandit asks somebody to look at, and somebody has: HTML that our own templates or escaping made (B308, B703), SQL
# put together of names from the database itself (B608), addresses that are compared and not listened on (B104), a
# socket's folder that only its owner may enter (B108).
MARKED_SAFE = (
    *("clinic/archive/models/edition.py", "clinic/archive/rendering.py", "clinic/content/templatetags/prose.py"),
    "clinic/content/comparing.py",
    *("clinic/review/diff.py", "clinic/review/marking.py", "clinic/staff/style_guide.py", "faq/glossary/links.py"),
    *("clinic/website/templatetags/reading_aids.py", "clinic/website/templatetags/seo.py", "faq/importing/preview.py"),
)
LOOKED_AT = {(rule, file) for rule in ("B308", "B703") for file in MARKED_SAFE} | {
    ("B608", "clinic/ops/backup/contents.py"),
    ("B608", "clinic/ops/rights/rows.py"),
    ("B104", "clinic/ops/launching/children.py"),
    ("B104", "clinic/staff/login/adapters.py"),
    ("B108", "clinic/ops/postgres/data_folder.py"),
}
# A version with holes that every list of them has.
CANARY = "Django==2.0"


def bandit():
    said = run([sys.executable, "-m", "bandit", "-q", "-r", "clinic", "faq", "home", "-ll", "-f", "json"]).stdout
    if not said:
        return "bandit", "skipped", "not installed: pip install -r requirements-test.txt"
    found = {(one["test_id"], one["filename"]) for one in json.loads(said)["results"]}
    new = sorted(" ".join(pair) for pair in found - LOOKED_AT)
    return "bandit", "failed" if new else "passed", "; ".join(new) or f"{len(found)} looked at, none new"


# Visitors have no cookie that another website could use. Whoever published a page is led to it by its number.
READ_BY_US = {("no-token", "home/search/suggested_questions.py"), ("no-token", "home/search/views.py")}
READ_BY_US |= {("request-to-danger", f"clinic/staff/{room}/views.py") for room in ("publishing", "withdrawal")}
SEMGREP = ROOT / "var/semgrep/bin/semgrep"


def semgrep():
    """Our own rules; those of its makers are fetched when it runs, and say nothing here that bandit does not."""
    if not SEMGREP.exists():
        return "semgrep", "skipped", "not installed: make semgrep"
    told = [
        "--config",
        "tests/security/semgrep.yml",
        "--metrics",
        "off",
        "--disable-version-check",
        "--json",
        "--quiet",
    ]
    said = run([str(SEMGREP), "scan", *told, "clinic", "faq", "home"]).stdout
    if not said.startswith("{"):
        return "semgrep", "failed", "it said nothing"
    found = {(one["check_id"].rpartition(".")[2], one["path"]) for one in json.loads(said)["results"]}
    new = sorted(" ".join(pair) for pair in found - READ_BY_US)
    return "semgrep", "failed" if new else "passed", "; ".join(new) or f"{len(found)} looked at, none new"


def known_holes():
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as canary:
        canary.write(CANARY)
        canary.flush()
        if not re.search(r"CVE|GHSA|PYSEC", audit(canary.name).stdout):
            return "pip-audit", "skipped", "its list of known holes cannot be reached from here"
    said = audit("requirements-hashed.txt")
    holes = re.findall(r"^\S+ +\S+ +(?:CVE|GHSA|PYSEC)\S+", said.stdout, re.MULTILINE)
    told = "; ".join(holes) or ("nothing known" if not said.returncode else said.stderr[-200:])
    return "pip-audit", "failed" if said.returncode else "passed", told


def audit(file):
    return run([sys.executable, "-m", "pip_audit", "--strict", "--no-deps", "--disable-pip", "-r", file])
