"""The page about security names tests that are there; the table shows what failed and what could not be tried."""

from pathlib import Path
from types import SimpleNamespace

from tests import security

REPORT = """<testsuites><testsuite>
<testcase classname="tests.a.test_one" name="x"/>
<testcase classname="tests.a.test_one" name="y"><failure/></testcase>
<testcase classname="tests.test_two.TestMore" name="z"/>
<testcase classname="tests.test_four" name="z"><skipped/></testcase>
</testsuite></testsuites>"""


def test_every_promise_names_tests_that_exist():
    files = security.tests_named()
    assert "tests/clinic/people/test_authorisation.py" in files
    assert [file for file in files if not (security.ROOT / file).exists()] == []
    promises = security.PAGE.read_text().split("## Promises")[1].split("\n## ")[0].split("\n- ")[1:]
    assert [promise[:40] for promise in promises if "`tests/" not in promise] == []


def test_what_failed_and_what_did_not_run_is_told(monkeypatch):
    def pytest(command):
        option = next(word for word in command if word.startswith("--junit-xml="))
        Path(option.partition("=")[2]).write_text(REPORT)

    monkeypatch.setattr(security, "run", pytest)
    files = ["tests/a/test_one.py", "tests/test_two.py", "tests/test_three.py", "tests/test_four.py"]
    assert [state for _, state, _ in security.tried(files)] == ["failed", "passed", "failed", "skipped"]


def test_no_data_is_no_good_news(monkeypatch):
    """pip-audit finds nothing in a version with holes: it has no list."""
    said = SimpleNamespace(stdout="", stderr="No known vulnerabilities found", returncode=0)
    monkeypatch.setattr(security, "run", lambda command: said)
    assert security.known_holes()[1] == "skipped"
    assert security.bandit()[1] == "skipped"
    said.stdout, said.returncode = "django 2.0 CVE-2019-14234 2.1", 1
    assert security.known_holes()[1:] == ("failed", "django 2.0 CVE-2019-14234")


def test_a_finding_in_another_file_is_new(monkeypatch):
    result = '{"results": [{"test_id": "B608", "filename": "clinic/new.py"}]}'
    monkeypatch.setattr(security, "run", lambda command: SimpleNamespace(stdout=result, returncode=1))
    assert security.bandit() == ("bandit", "failed", "B608 clinic/new.py")
