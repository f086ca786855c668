"""A real installation refuses to start half set up, and says in one sentence what is missing."""

import os
import runpy
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from clinic.settings.databases import database

COMPLETE = {
    "SECRET_KEY": "long-and-random",
    "ALLOWED_HOSTS": "clinic.example, www.clinic.example",
    "DATABASE_URL": "postgres://clinic:secret@db.example/clinic",
    "BASE_URL": "https://clinic.example/",
}


@pytest.fixture
def read(monkeypatch):
    """`read(DEBUG="1")`: the production settings in a complete environment with these changes; None unsets."""

    def read_with(**changes):
        monkeypatch.delenv("DEBUG", raising=False)
        for name, value in (COMPLETE | changes).items():
            monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
        return runpy.run_module("clinic.settings.production")

    return read_with


def test_a_complete_environment_is_accepted(read):
    found = read()
    assert found["ALLOWED_HOSTS"] == ["clinic.example", "www.clinic.example"]
    assert found["SITE_URL"] == "https://clinic.example"
    assert found["DATABASES"]["default"]["HOST"] == "db.example"
    assert found["DEBUG"] is False


@pytest.mark.parametrize("name", COMPLETE)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_each_missing_value_is_named_in_one_sentence(read, name, value):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(**{name: value})
    sentence = str(refusal.value)
    assert sentence.startswith(f"Set {name} in the environment")
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_no_variable_brings_accounts_of_the_demo_or_its_content(read):
    found = read(DEMO_ACCOUNTS="1", LOAD_DEMO="1")
    assert (found["DEMO_ACCOUNTS"], found["LOAD_DEMO"]) == (False, False)


def test_debugging_is_refused(read):
    with pytest.raises(ImproperlyConfigured, match="Unset DEBUG in the environment"):
        read(DEBUG="1")


@pytest.mark.parametrize("url", ["nonsense", "mysql://clinic@db.example/clinic", "sqlite:///clinic.db"])
def test_a_database_that_is_no_postgres_is_refused(read, url):
    with pytest.raises(ImproperlyConfigured, match="not the address of a Postgres"):
        read(DATABASE_URL=url)


def test_a_second_factor_is_required_unless_somebody_says_otherwise_and_idle_logins_end(read):
    assert (read()["SECOND_FACTOR"], read()["IDLE_MINUTES"]) == ("required", 30)
    assert read(SECOND_FACTOR="offered")["SECOND_FACTOR"] == "offered"
    with pytest.raises(ImproperlyConfigured, match="SECOND_FACTOR=no is unknown: choose required or offered"):
        read(SECOND_FACTOR="no")


def test_cookies_travel_over_https_only(read):
    found = read()
    assert found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"] and found["SECURE_SSL_REDIRECT"]
    assert {found["SESSION_COOKIE_NAME"][:7], found["CSRF_COOKIE_NAME"][:7]} == {"__Host-"}
    assert found["SECURE_HSTS_SECONDS"] == 2 * 365 * 24 * 60 * 60


def test_a_person_at_the_command_line_reads_the_sentence_and_nothing_else():
    environment = {k: v for k, v in os.environ.items() if k not in COMPLETE and k != "DEBUG"}
    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=environment | {"DJANGO_SETTINGS_MODULE": "clinic.settings.production"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("Set SECRET_KEY in the environment")
    assert run.stderr.count("\n") == 1


def test_what_a_server_asks_of_postgres_has_an_end_and_what_a_command_asks_has_none(monkeypatch):
    monkeypatch.delenv("CLINIC_PROCESS", raising=False)
    assert "options" not in database("postgres://clinic@localhost/clinic")["OPTIONS"]
    monkeypatch.setenv("CLINIC_PROCESS", "site")
    assert "statement_timeout=10s" in database("postgres://clinic@localhost/clinic")["OPTIONS"]["options"]


def test_behind_a_pooler_nothing_is_asked_that_belongs_to_one_connection(monkeypatch):
    monkeypatch.setenv("CLINIC_PROCESS", "site")
    assert not database("postgres://clinic@localhost/clinic")["DISABLE_SERVER_SIDE_CURSORS"]
    monkeypatch.setenv("DATABASE_POOLER", "1")
    behind = database("postgres://clinic@localhost/clinic")
    assert behind["DISABLE_SERVER_SIDE_CURSORS"] and "options" not in behind["OPTIONS"]
