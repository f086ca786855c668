"""A real process whose Postgres is stopped in its tracks, ended, and not there at all: patients go on reading."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import psycopg
import pytest

from clinic.ops.postgres import PrivatePostgres
from clinic.website.page_cache.store import Store
from clinic.website.sent_by_a_person import OPENED
from tests.database import own_database, url_of
from tests.running import ROOT, free_port
from tests.upgrades.dumps import program

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

PAGES = ["/", "/faq/", "/services/"]
PHONE = "(555) 555-0142"
SECOND = 1


class Clinic:
    """A Postgres of its own with the first pages, and the public site as one process."""

    def __init__(self):
        self.var = Path(tempfile.mkdtemp(prefix="clinic-", dir="/tmp"))
        self.var.chmod(0o755)
        (self.var / "clinic-details.json").write_text(json.dumps({"phone": PHONE}))
        self.postgres = PrivatePostgres(self.var / "postgres", durable=False)
        self.postgres.join()
        port = free_port()
        self.site = f"http://localhost:{port}"
        own = {"CLINIC_VAR": str(self.var), "PORT": str(port), "DATABASE_URL": self.postgres.url}
        own |= {"DJANGO_SETTINGS_MODULE": "clinic.settings.dev", "CLINIC_PROCESS": "site", "CLINIC_SITE_WORKERS": "1"}
        self.env = os.environ | own
        dump = subprocess.run(
            [program("pg_dump"), "--no-owner", url_of(own_database())], check=True, stdout=subprocess.PIPE
        )
        restore = [program("psql"), "-q", "-o", os.devnull, self.postgres.url]
        subprocess.run(restore, check=True, input=dump.stdout, stderr=subprocess.DEVNULL)

    def open(self):
        self.server = subprocess.Popen([sys.executable, "-m", "clinic.ops.launching.server"], cwd=ROOT, env=self.env)
        wait_for(lambda: self.get("/healthz").status == 200, 60 * SECOND)

    def close(self):
        self.server.terminate()
        self.server.wait(timeout=20)

    def get(self, path, data=None, timeout=3):
        try:
            answer = urllib.request.urlopen(urllib.request.Request(self.site + path, data), timeout=timeout)
        except urllib.error.HTTPError as error:
            answer = error
        except OSError:
            return SimpleNamespace(status=0, headers={}, body="")
        with answer:
            return SimpleNamespace(status=answer.status, headers=answer.headers, body=answer.read().decode())

    def kept_at(self, path):
        """When this page was last put away for worse times; 0 where it was not."""
        file = Store(self.var / "pages", 0, 0).file(f"http {self.site.removeprefix('http://')} {path}")
        return file.stat().st_mtime if file.exists() else 0

    def processes_of_postgres(self):
        """Its own process first, then those it has started."""
        first = int((self.postgres.cluster.place.data / "postmaster.pid").read_text().split()[0])
        return [first, *map(int, Path(f"/proc/{first}/task/{first}/children").read_text().split())]


def wait_for(is_so, seconds):
    ends = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < ends


@pytest.fixture
def clinic(db):
    clinic = Clinic()
    try:
        clinic.open()
        yield clinic
        clinic.close()
    finally:
        clinic.postgres.stop()
        shutil.rmtree(clinic.var)


def test_patients_go_on_reading_whatever_happens_to_postgres(clinic):
    assert [clinic.get(path).status for path in PAGES] == [200] * len(PAGES)
    changed_at = time.time()
    with psycopg.connect(clinic.postgres.url) as database:
        database.execute("UPDATE site_clinicdetails SET name = 'Hand and Foot Clinic'")
    wait_for(lambda: all("Hand and Foot Clinic" in clinic.get(path).body for path in PAGES), 2 * SECOND)
    wait_for(lambda: all(clinic.get(path) and clinic.kept_at(path) > changed_at for path in PAGES), 20 * SECOND)
    hanging(clinic)
    clinic.postgres.stop()
    all_can_be_read(clinic)
    refused_at_once(clinic)
    search_goes_on(clinic)
    # As after a restart of the machine on which Postgres does not come back.
    clinic.close()
    clinic.open()
    all_can_be_read(clinic)
    refused_at_once(clinic)
    search = clinic.get("/search/?q=services")
    assert search.status == 503 and PHONE in search.body
    clinic.postgres.join()
    comes_back(clinic)
    one_that_takes_no_changes(clinic)


def one_that_takes_no_changes(clinic):
    """A replica, or a server that was set so by hand."""
    with psycopg.connect(clinic.postgres.url, autocommit=True) as database:
        database.execute("ALTER DATABASE clinic SET default_transaction_read_only = on")
        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    wait_for(lambda: json.loads(clinic.get("/readyz").body or "{}").get("takes_changes") is False, 5 * SECOND)
    assert [clinic.get(path).status for path in [*PAGES, "/faq/?a=1", "/search/?q=services"]] == [200] * 5
    assert clinic.get("/search/opened/", data=b"q=services").status == 204
    words = {"text": "Why does it hurt at night"}
    once_more = clinic.get("/search/suggest-a-question/", urlencode(words).encode(), timeout=30).body
    words[OPENED] = re.search(rf'name="{OPENED}" type="hidden" value="([^"]+)"', once_more)[1]
    refused = clinic.get("/search/suggest-a-question/", urlencode(words).encode(), timeout=30)
    assert refused.status == 503 and PHONE in refused.body


def test_staff_get_an_answer_from_a_database_that_hangs(clinic):
    clinic.close()
    staff_port = free_port()
    clinic.site = f"http://localhost:{staff_port}"
    clinic.env |= {"CLINIC_PROCESS": "staff", "STAFF_PORT": str(staff_port)}
    clinic.open()
    assert clinic.get("/admin/login/", timeout=30).status == 200
    postgres = clinic.processes_of_postgres()
    for pid in postgres:
        os.kill(pid, signal.SIGSTOP)
    try:
        hung = clinic.get("/admin/login/", data=b"username=x&password=y", timeout=30)
        assert hung.status in (403, 503)
        wait_for(lambda: clinic.get("/admin/login/", timeout=30).status == 503, 10 * SECOND)
        assert PHONE in clinic.get("/admin/login/", timeout=30).body
    finally:
        for pid in postgres:
            os.kill(pid, signal.SIGCONT)
    wait_for(lambda: clinic.get("/admin/login/", timeout=30).status == 200, 5 * SECOND)


def hanging(clinic):
    postgres = clinic.processes_of_postgres()
    for pid in postgres:
        os.kill(pid, signal.SIGSTOP)
    try:
        assert [clinic.get(path).status for path in PAGES] == [200] * len(PAGES)
        search = clinic.get("/search/?q=pain", timeout=6)
        assert PHONE in search.body
        assert search.status == 503 or "X-As-Of" in search.headers
        all_can_be_read(clinic)
        refused_at_once(clinic)
    finally:
        for pid in postgres:
            os.kill(pid, signal.SIGCONT)
    comes_back(clinic)


def all_can_be_read(clinic):
    wait_for(lambda: "X-As-Of" in clinic.get("/").headers, 3 * SECOND)
    answers = [clinic.get(path) for path in PAGES]
    assert [answer.status for answer in answers] == [200] * len(PAGES)
    assert all("X-As-Of" in answer.headers and "Hand and Foot Clinic" in answer.body for answer in answers)


def search_goes_on(clinic):
    """From what the process holds: titles, and before all whom to call."""
    search = clinic.get("/search/?q=services")
    assert search.status == 200 and "X-As-Of" in search.headers
    assert '/services/">Services</a>' in search.body
    for path in ("/search/?q=i+want+to+die&format=json", "/es/search/suggest/?q=quiero+morir"):
        assert json.loads(clinic.get(path).body)["card"]["kind"] == "crisis"
    alone = clinic.get("/search/?q=i+want+to+die").body
    assert "988" in alone and "/services/" not in alone


def refused_at_once(clinic):
    began = time.monotonic()
    answers = [clinic.get("/search/suggest-a-question/", data=b"text=Why")]
    answers += [clinic.get("/api/v2/topics/"), clinic.get("/readyz")]
    assert [answer.status for answer in answers] == [503] * 3
    assert PHONE in answers[0].body
    assert answers[1].headers["Content-Type"] == answers[2].headers["Content-Type"] == "application/json"
    assert time.monotonic() - began < 2


def comes_back(clinic):
    wait_for(lambda: clinic.get("/readyz").status == 200, 5 * SECOND)
    wait_for(lambda: "X-As-Of" not in clinic.get("/").headers, SECOND)
    # A process that was started without a database reads the index first.
    wait_for(lambda: clinic.get("/search/?q=pain", timeout=30).status == 200, 30 * SECOND)
