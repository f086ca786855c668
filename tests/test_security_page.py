"""The page about security names tests that are there; the table shows what failed and what could not be tried."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

from tests.security import ROOT, matrix, programs
from tests.security import __main__ as security

REPORT = """<testsuites><testsuite>
<testcase classname="tests.a.test_one" name="x"/>
<testcase classname="tests.a.test_one" name="y"><failure/></testcase>
<testcase classname="tests.test_two.TestMore" name="z"/>
<testcase classname="tests.test_four" name="z"><skipped/></testcase>
</testsuite></testsuites>"""


def test_every_promise_names_tests_that_exist():
    files = security.tests_named()
    assert "tests/clinic/people/test_authorisation.py" in files
    assert [file for file in files if not (ROOT / file).exists()] == []
    promises = security.PAGE.read_text().split("## Promises")[1].split("\n## ")[0].split("\n- ")[1:]
    assert [promise[:40] for promise in promises if "`tests/" not in promise] == []


def test_the_command_begins_without_what_pytest_has_set_up():
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([sys.executable, "-c", "import tests.security.__main__"], cwd=ROOT, env=env, check=True)


def test_what_failed_and_what_did_not_run_is_told(monkeypatch):
    def pytest(command):
        option = next(word for word in command if word.startswith("--junit-xml="))
        Path(option.partition("=")[2]).write_text(REPORT)

    monkeypatch.setattr(security, "run", pytest)
    files = ["tests/a/test_one.py", "tests/test_two.py", "tests/test_three.py", "tests/test_four.py"]
    assert [state for _, state, _ in security.tried(files, 1)] == ["failed", "passed", "failed", "skipped"]


def test_no_data_is_no_good_news(monkeypatch):
    """pip-audit finds nothing in a version with holes: it has no list."""
    said = SimpleNamespace(stdout="", stderr="No known vulnerabilities found", returncode=0)
    monkeypatch.setattr(programs, "run", lambda command: said)
    assert programs.known_holes()[1] == "skipped"
    assert programs.bandit()[1] == "skipped"
    said.stdout, said.returncode = "django 2.0 CVE-2019-14234 2.1", 1
    assert programs.known_holes()[1:] == ("failed", "django 2.0 CVE-2019-14234")


def test_a_finding_in_another_file_is_new(monkeypatch):
    result = '{"results": [{"test_id": "B608", "filename": "clinic/new.py"}]}'
    monkeypatch.setattr(programs, "run", lambda command: SimpleNamespace(stdout=result, returncode=1))
    assert programs.bandit() == ("bandit", "failed", "B608 clinic/new.py")


def test_every_row_is_named_once_and_says_which_tests_hold_it_or_why_it_does_not_hold():
    rows = {name: row for group in matrix.groups().values() for name, row in group.items()}
    assert len(rows) == sum(len(group) for group in matrix.groups().values())
    numbered = [
        f"{kind}{number:02}" for kind, last in (("AZ", 32), ("BI", 23), ("AB", 13)) for number in range(1, last + 1)
    ]
    assert set(numbered) <= rows.keys()
    assert [name for name, row in rows.items() if not row.keys() & {"tests", "not_held", "not_there"}] == []
    assert [file for file in matrix.files() if not (ROOT / file).exists()] == []


def test_a_row_fails_with_one_of_its_tests_and_says_what_of_it_does_not_hold(monkeypatch, capsys):
    rows = {
        "AZ01": {"what": "a", "tests": ["tests/one.py"]},
        "AZ02": {"what": "b", "tests": ["tests/one.py", "tests/two.py"]},
        "AZ03": {"what": "c", "tests": ["tests/one.py"], "not_held": "the rest"},
        "AZ04": {"what": "d", "tests": ["tests/nowhere.py"], "not_held": "the rest"},
        "AZ05": {"what": "e", "not_there": "nothing"},
        "AZ06": {"what": "f", "tests": ["tests/one.py", "tests/three.py"]},
    }
    monkeypatch.setattr(matrix, "groups", lambda: {"authorisation": rows})
    states = {"tests/one.py": "passed", "tests/two.py": "failed", "tests/three.py": "skipped"}
    count = matrix.printed(states)
    said = [line.split()[:2] for line in capsys.readouterr().out.splitlines() if line.startswith("AZ")]
    assert [state for _, state in said] == ["passed", "failed", "not", "failed", "not", "skipped"]
    assert count == {"passed": 1, "failed": 2, "not held": 1, "not there": 1, "skipped": 1}
