"""A backup is restored before it is called good, and takes the place of what is there as a whole or not at all."""

import io
import json
import os
import tarfile

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.core.management.base import CommandError

from clinic.content.models import ClinicDocument
from clinic.ops.backup import making, restoring, server
from clinic.ops.backup.making import backups, make
from clinic.ops.backup.restoring import forget_the_past, restore
from clinic.ops.backup.server import Server, alone
from clinic.ops.backup.tar_file import opened
from clinic.ops.backup.trouble import in_one_sentence
from tests.database import MIGRATED, copy, url_of

pytestmark = pytest.mark.postgres
CLINIC = "clinic_backup_try"


@pytest.fixture(scope="module")
def clinic(django_db_modify_db_settings):
    """The server, with a database of a clinic."""
    copy(MIGRATED, CLINIC)
    one = Server(django_settings.DATABASES["default"] | {"NAME": CLINIC})
    yield one
    with one.connect("postgres") as admin:
        for name in databases(one):
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def folders(tmp_path):
    found = {"media": tmp_path / "media", "record": tmp_path / "record"}
    (found["media"] / "documents").mkdir(parents=True)
    (found["media"] / "documents/Año nuevo; 'plan'.pdf").write_bytes(os.urandom(3_000_000))
    (found["media"] / ("long-" * 40 + ".jpg")).write_bytes(b"")
    return found


def databases(one):
    with one.connect("postgres") as admin:
        return [
            name
            for (name,) in admin.execute(
                "SELECT datname FROM pg_database WHERE datname ~ %s ORDER BY 1", [f"^{CLINIC}"]
            )
        ]


def ask(query, name=CLINIC):
    with psycopg.connect(url_of(name), autocommit=True) as connection:
        return connection.execute(query).fetchone()[0]


def test_there_and_back(clinic, folders, tmp_path):
    """One long test: a backup takes seconds."""
    into, said = tmp_path / "kept", []
    ask("UPDATE wagtailcore_page SET title = 'Café ''ñ'' ☂' WHERE depth = 2 RETURNING 1")
    first = make(clinic, folders, into, 0, said.append)
    assert f"{first.stat().st_mode & 0o777:o}" == "600"
    assert [path.name for path in into.iterdir()] == [first.name]
    assert databases(clinic) == [CLINIC]

    # Only the newest stay, and nothing of others.
    for name in (f"{CLINIC}-20200101T000000Z.tar", "clinic-20200101T000000Z.tar", f"{CLINIC}-of-mine.tar"):
        (into / name).touch()
    assert making.outlived(into, CLINIC, 1) == [into / f"{CLINIC}-20200101T000000Z.tar"]
    assert backups(into, CLINIC)[0] == first and making.outlived(into, CLINIC, 0) == []

    # What another that was killed has left is taken away: marked, or not yet. What is somebody's is not.
    with clinic.connect("postgres") as admin:
        admin.execute(f"CREATE DATABASE {CLINIC}_scratch")
        with alone(clinic):
            assert databases(clinic) == [CLINIC]
        admin.execute(f"CREATE DATABASE {CLINIC}_scratch TEMPLATE {MIGRATED}")
        with alone(clinic):
            assert databases(clinic) == [CLINIC, f"{CLINIC}_scratch"]
        admin.execute(f"COMMENT ON DATABASE {CLINIC}_scratch IS 'half-made of {CLINIC}'")
        with alone(clinic):
            assert databases(clinic) == [CLINIC]

    # Neither content nor files are written over unasked.
    with pytest.raises(CommandError, match="has content.*--replace"):
        restore(clinic, folders, first, False, said.append, print)

    ask("UPDATE wagtailcore_page SET title = 'Later' WHERE depth = 2 RETURNING 1")
    document = next(folders["media"].glob("documents/*"))
    was = document.read_bytes()
    document.write_bytes(b"later")
    refused_as_a_whole(clinic, folders, first, tmp_path)
    assert ask("SELECT title FROM wagtailcore_page WHERE depth = 2") == "Later" and document.read_bytes() == b"later"

    # Somebody reads all the while: sent away, and the new one is found under the same name.
    # It is stopped between the database and the folders, and the next one finishes it.
    reader = psycopg.connect(url_of(CLINIC))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restoring, "put_in_place", stopped)
        with pytest.raises(KeyboardInterrupt):
            restore(clinic, folders, first, True, said.append, print)
    [past] = [name for name in databases(clinic) if "_before_" in name]
    assert document.read_bytes() == b"later" and restoring.note_of(folders).exists()
    with alone(clinic) as admin:
        restoring.finish(clinic, admin, folders, said.append)
    assert not restoring.note_of(folders).exists()
    with pytest.raises(psycopg.OperationalError):
        reader.execute("SELECT 1")
    assert ask("SELECT title FROM wagtailcore_page WHERE depth = 2") == "Café 'ñ' ☂"
    assert ask("SELECT title FROM wagtailcore_page WHERE depth = 2", past) == "Later"
    assert document.read_bytes() == was and folders["record"].is_dir()
    forget_the_past(clinic, folders, said.append)
    assert databases(clinic) == [CLINIC]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "media", "record"]


def stopped(*args):
    raise KeyboardInterrupt


def refused_as_a_whole(clinic, folders, good, tmp_path):
    """What is altered, and what fails late: a sentence, and everything as it was."""

    def fails(database):
        raise psycopg.errors.UndefinedTable("no such table")

    def after(change):
        broken = tmp_path / "broken.tar"
        altered(good, broken, change)
        with pytest.raises(CommandError) as refused, in_one_sentence():
            restore(clinic, folders, broken, True, print, fails)
        broken.unlink()
        return str(refused.value)

    assert "no such table" in after(lambda facts, members: None)
    assert "is not what it was" in after(lambda facts, members: members.update({"database.dump": b"PGDMP"}))
    assert "what its list says" in after(lambda facts, members: members.update({"media/extra.pdf": b"%PDF-"}))
    assert "rows instead of 99" in after(
        lambda facts, members: facts["database"]["tables"].update({"public.auth_group": [99, "1"]})
    )
    assert "is at least as new" in after(lambda facts, members: facts.update(postgres=99))
    assert databases(clinic) == [CLINIC]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "media"]


def altered(good, to, change):
    """A copy of the archive `good`, after `change(its facts, {name: bytes})`."""
    with tarfile.open(good) as tar:
        members = {entry.name: tar.extractfile(entry).read() for entry in tar.getmembers()}
    facts = json.loads(members.pop("manifest.json"))
    change(facts, members)
    archive_of(to, members, facts)


def archive_of(path, members, facts):
    with tarfile.open(path, "w") as tar:
        for name, content in [*members.items(), ("manifest.json", json.dumps(facts).encode())]:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))


# Archives that are none -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["../etc/passwd", "/etc/passwd", "media/../../x", "media", "record/..", "elsewhere/x", "", "media/\0", "."],
)
def test_a_file_that_would_land_elsewhere_is_refused(tmp_path, name):
    checksum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    archive_of(tmp_path / "x.tar", {}, {"format": 1, "checksums": {name: checksum}})
    with opened(tmp_path / "x.tar") as archive, pytest.raises(CommandError, match="lead out of|is damaged"):
        archive.place_of(name, {"media": tmp_path / "media", "record": tmp_path / "record"})


def test_a_link_in_an_archive_is_refused(tmp_path):
    with tarfile.open(tmp_path / "x.tar", "w") as tar:
        link = tarfile.TarInfo("media/x")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
        text = json.dumps({"format": 1, "checksums": {"media/x": "0"}}).encode()
        entry = tarfile.TarInfo("manifest.json")
        entry.size = len(text)
        tar.addfile(entry, io.BytesIO(text))
    with opened(tmp_path / "x.tar") as archive, pytest.raises(CommandError, match="is not what it was"):
        archive.check({"media": tmp_path}, print)


@pytest.mark.parametrize("kept", [0, 1, 511, 512, 600, 2000, 3000])
def test_an_archive_that_ends_early_is_none(tmp_path, kept):
    whole = tmp_path / "whole.tar"
    archive_of(whole, {"database.dump": b"x" * 1500}, {"format": 1, "checksums": {}})
    (tmp_path / "cut.tar").write_bytes(whole.read_bytes()[:kept])
    with pytest.raises(CommandError, match="is not a whole backup"), opened(tmp_path / "cut.tar"):
        pytest.fail("it was opened")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}', '{"format": 1, "checksums": []}', "null", "\x00"])
def test_a_list_that_is_none_is_refused(tmp_path, text):
    with tarfile.open(tmp_path / "x.tar", "w") as tar:
        entry = tarfile.TarInfo("manifest.json")
        entry.size = len(text)
        tar.addfile(entry, io.BytesIO(text.encode()))
    with pytest.raises(CommandError, match="is not a whole backup"), opened(tmp_path / "x.tar"):
        pytest.fail("it was opened")


# Machines that are not ready --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("here", "chosen"), [({"a": 15, "b": 18}, "a"), ({"c": 0, "b": 18, "d": 16}, "d")])
def test_the_pg_dump_that_fits_best_is_taken(monkeypatch, here, chosen):
    monkeypatch.setattr(server, "folders", lambda: list(here))
    monkeypatch.setattr(server, "version_in", here.get)
    one = Server({})
    one.__dict__["version"] = 15
    assert one.programs == chosen


@pytest.mark.parametrize(("here", "there"), [(15, 17), (18, 15)])
def test_a_server_that_no_pg_dump_fits_is_refused(monkeypatch, here, there):
    monkeypatch.setattr(server, "folders", lambda: ["a"])
    monkeypatch.setattr(server, "version_in", {"a": here}.get)
    one = Server({})
    one.__dict__["version"] = there
    with pytest.raises(CommandError, match=f"is Postgres {there}, .* is {here}.*postgresql-client-{there}"):
        one.programs  # noqa: B018


def test_two_at_once_are_told_and_a_full_disk_leaves_nothing(clinic, folders, tmp_path, monkeypatch):
    with alone(clinic), pytest.raises(CommandError, match="Another backup or restore"), alone(clinic):
        pytest.fail("there were two")

    def full(*args):
        raise OSError(28, "No space left on device", "/backups/x")

    monkeypatch.setattr(making, "write", full)
    with pytest.raises(CommandError, match="The disk is full .*/backups/x.*Nothing was changed"), in_one_sentence():
        make(clinic, folders, tmp_path / "kept", 1, print)
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_link_among_the_files_is_named(clinic, folders, tmp_path):
    (folders["media"] / "linked").symlink_to("/etc")
    with pytest.raises(CommandError, match="media/linked is a link"):
        make(clinic, folders, tmp_path / "kept", 1, print)
    assert databases(clinic) == [CLINIC]


def test_a_disk_that_is_not_mounted_is_not_taken_for_a_clinic_without_files(db, tmp_path):
    ClinicDocument.objects.create(title="A plan", file="documents/plan.pdf")
    with pytest.raises(CommandError, match="None of the 1 pictures and documents is in .* Is its disk mounted"):
        call_command("backup", to=tmp_path / "kept")
    assert not (tmp_path / "kept").exists()
