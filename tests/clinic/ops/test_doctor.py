"""The doctor says in words what is wrong, whatever is wrong, and changes nothing."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DataError, OperationalError, connection

from clinic.content.doctor import files
from clinic.jobs import doctor as jobs_doctor
from clinic.jobs.last_good_backup import noted_backup
from clinic.jobs.models import LastRun
from clinic.ops import diagnosis, doctor
from home.doctor import index
from home.models import SearchText
from tests.builders import image, topic

pytestmark = pytest.mark.django_db


def told():
    out = io.StringIO()
    with pytest.raises(CommandError, match="To put right: [0-9]+"):
        call_command("doctor", stdout=out)
    return out.getvalue()


def test_it_looks_at_everything_and_goes_on_where_it_cannot(settings, monkeypatch):
    settings.HAS_MAIL_SERVER, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", 1
    monkeypatch.setattr(diagnosis, "EXAMINATIONS", [*diagnosis.EXAMINATIONS])

    @diagnosis.examines("a thing of its own")
    def broken():
        raise DataError("no\nsuch")
        yield

    said = told()
    assert "The mail server 127.0.0.1:1 does not take us (ConnectionRefusedError)" in said
    assert "Background jobs do not run" in said
    assert "    It could not be looked at (DataError: no such)." in said
    assert said.count("could not be looked at") == 1
    for well in ("database", "tables", "extensions", "clock", "pictures and documents", "rights in the database"):
        assert f"✓ {well}\n" in said


def test_it_comes_when_the_database_is_away(monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("connection refused\nIs it running?")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", away)
        patched.setattr(connection, "ensure_connection", away)
        said = told()
    assert "The database does not answer (connection refused Is it running?)" in said
    assert "search" not in said


def test_rows_without_files_and_files_without_rows_are_named():
    lost = image()
    assert [*files()] == []
    storage, name = lost.file.storage, lost.file.name
    storage.delete(name)
    storage.save("documents/of nobody.pdf", ContentFile(b"%PDF-"))
    missing, orphans = files()
    assert name in missing and "documents/of nobody.pdf." in orphans


def test_pages_that_search_does_not_know_are_counted():
    call_command("rebuild_search", stdout=io.StringIO())
    page = topic("Does heat help?")
    assert [*index()] == []
    SearchText.objects.filter(page=page.pk).update(live_hash="of old words")
    [sentence] = index()
    assert "as they are now: 1." in sentence


def test_addresses_that_lead_nowhere_are_named(settings, monkeypatch):
    monkeypatch.setattr(doctor, "is_real", lambda: True)
    settings.SECURE_SSL_REDIRECT, settings.PROXIES = True, 0
    settings.SITE_URL, settings.WAGTAILADMIN_BASE_URL = "https://www.clinic.example", "http://staff.clinic.example"
    settings.ALLOWED_HOSTS = ["WWW.clinic.example", ".staff.example"]
    assert [line.split(" is ")[0] for line in doctor.addresses()] == ["STAFF_URL", "STAFF_URL"]
    assert "BEHIND_PROXY=1" in next(iter(doctor.proxies()))
    settings.PROXIES = 1
    settings.ALLOWED_HOSTS, settings.WAGTAILADMIN_BASE_URL = [".clinic.example"], "https://staff.clinic.example"
    assert [*doctor.addresses(), *doctor.proxies()] == []


def test_disk_clock_and_backups(settings, monkeypatch, tmp_path):
    settings.BACKUP_DIR = settings.VAR_DIR = settings.MEDIA_ROOT = tmp_path
    assert [*doctor.folders(), *doctor.clock()] == []
    monkeypatch.setattr(doctor.disk, "LEAST_ROOM", 1 << 60)
    monkeypatch.setattr(doctor, "SKEW", -1)
    assert ["GB left" in line for line in doctor.folders()] == [True]
    assert "the database's: set both by NTP" in next(iter(doctor.clock()))
    settings.PRIVATE_POSTGRES = None
    assert "No backup was ever made" in next(iter(jobs_doctor.backups()))
    with noted_backup():
        pass
    assert [*jobs_doctor.backups()] == []
    LastRun.objects.update(ended_at="2020-01-01T00:00Z")
    assert "hours old" in next(iter(jobs_doctor.backups()))
