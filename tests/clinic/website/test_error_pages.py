"""When something is missing or broken, the patient still finds the clinic's phone number."""

import json

import pytest
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import RequestFactory

from clinic.website import unavailable
from clinic.website.last_known_details import last_known
from tests import builders as build

pytestmark = pytest.mark.django_db

PHONE = "(555) 555-0100"


@pytest.fixture
def phone(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        build.details(name="Hand & Foot Clinic", phone=PHONE, hours="Monday to Friday, 8 am to 5 pm")


@pytest.fixture
def database_away(monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)


def test_a_page_that_is_not_there_says_so_kindly(phone, patient):
    answer = patient.get("/no/such/page/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "We cannot find that page" in page
    assert PHONE in page
    assert 'name="robots" content="noindex"' in page
    assert 'action="/search/"' in page


def test_without_the_database_the_patient_learns_whom_to_call(phone, patient, database_away):
    answer = patient.get("/faq/")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert PHONE in page
    assert "Hand &amp; Foot Clinic" in page
    assert "Monday to Friday" in page


BEHIND_THE_DATABASE = ["/", "/faq/", "/faq/x/", "/services/", "/search/?q=pain", "/sitemap.xml", "/changes.rss"]


@pytest.mark.parametrize("address", BEHIND_THE_DATABASE)
def test_no_address_of_the_site_breaks_without_the_database(phone, patient, database_away, address):
    answer = patient.get(address)
    assert answer.status_code == 503
    assert PHONE in answer.content.decode()


def test_staff_learn_it_too(phone, anyone, database_away):
    assert anyone.post("/admin/login/", {"username": "x", "password": "y"}).status_code == 503


IN_WORDS = {"/faq/x.md": "text/markdown", **dict.fromkeys(["/llms.txt", "/changes.rss", "/sitemap.xml"], "text/plain")}


@pytest.mark.parametrize(("address", "kind"), IN_WORDS.items())
def test_programs_learn_it_in_the_kind_they_asked_for(phone, patient, database_away, address, kind):
    answer = patient.get(address)
    assert answer.status_code == 503 and answer["Retry-After"] == "60" and PHONE in answer.content.decode()
    assert answer["Content-Type"].startswith(kind) and "<" not in answer.content.decode()


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_an_error_of_the_connection_is_an_outage(error):
    middleware = unavailable.SayUnavailable(lambda request: None)
    assert middleware.process_exception(RequestFactory().get("/"), error()).status_code == 503


def test_an_error_of_ours_is_not_called_an_outage():
    middleware = unavailable.SayUnavailable(lambda request: None)
    assert middleware.process_exception(RequestFactory().get("/"), DatabaseError()) is None


def test_a_fault_of_ours_ends_in_a_page_with_the_phone_number(phone, patient, monkeypatch, database_away):
    def broken(*args):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("clinic.website.health.JsonResponse", broken)
    answer = patient.get("/healthz")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert PHONE in answer.content.decode()
    assert "a fault of ours" not in answer.content.decode()


def test_before_the_first_start_the_page_still_works(patient, database_away):
    answer = patient.get("/")
    assert answer.status_code == 503
    assert "Call your emergency number" in answer.content.decode()


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"x"', "\0"])
def test_a_damaged_memory_is_no_memory(content, patient, settings, database_away):
    (settings.VAR_DIR / "clinic-details.json").write_text(content)
    assert patient.get("/").status_code == 503


def test_the_memory_follows_every_change(phone, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        build.details(phone="(555) 555-0199")
    assert last_known("en")["phone"] == "(555) 555-0199"
    assert last_known("en").items() <= json.loads((settings.VAR_DIR / "clinic-details.json").read_text()).items()


def test_a_start_fills_the_memory(settings):
    build.details(phone=PHONE)
    (settings.VAR_DIR / "clinic-details.json").unlink(missing_ok=True)
    call_command("bootstrap", verbosity=0)
    assert last_known("en")["phone"] == PHONE


def test_alive_needs_no_database_and_ready_does(patient, database_away):
    assert (patient.get("/healthz").status_code, patient.get("/readyz").status_code) == (200, 503)


def test_both_processes_say_that_they_are_well(patient, anyone):
    for client in (patient, anyone):
        assert client.get("/healthz").json() == {"alive": True}
        assert client.get("/readyz").json()["database"] is True
        assert "no-store" in client.get("/healthz")["Cache-Control"]


@pytest.mark.parametrize("name", ["patient", "anyone"])
def test_whoever_watches_the_machine_asks_by_its_number_and_over_plain_http(name, request, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_REDIRECT_EXEMPT = True, [r"^(healthz|readyz|metrics)$"]
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://clinic.example", ["clinic.example"]
    client = request.getfixturevalue(name)
    for path in ("/healthz", "/readyz"):
        assert client.get(path, HTTP_HOST="10.1.2.3:8000").status_code == 200


def test_it_says_what_else_is_not_well(patient, monkeypatch):
    assert {"disk", "takes_changes", "tables"} <= patient.get("/readyz").json().keys()
    monkeypatch.setattr("clinic.ops.disk.LEAST_ROOM", 1 << 60)
    monkeypatch.setattr("clinic.ops.releases.known_changes", lambda: {("faq", "9999_of_tomorrow")})
    answer = patient.get("/readyz")
    assert answer.status_code == 200
    assert (answer.json()["disk"], answer.json()["tables"]) == (False, False)


def test_the_same_in_numbers_where_they_are_asked_for(patient, settings):
    assert patient.get("/metrics").status_code == 404
    settings.METRICS = True
    answer = patient.get("/metrics")
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    told = dict(line.split() for line in answer.content.decode().splitlines() if not line.startswith("#"))
    assert told["clinic_database"] == told["clinic_tables"] == "1" and "clinic_failing" in told
