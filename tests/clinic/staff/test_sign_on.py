"""Logging in at the clinic's own directory: who has an account gets in, nobody else does, and none is made."""

import subprocess
import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.conf import settings as configured
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.urls import NoReverseMatch, reverse
from environ import Env
from wagtail.models import ModelLogEntry

from clinic.people.models import User
from clinic.settings import sign_on
from clinic.staff.login.sign_on.people import NOBODY, NOT_SAID
from clinic.staff.login.sign_on.views import GARBLED, MOST, TOO_OFTEN
from tests.cast import ProcessClient, member
from tests.clinic.staff.test_second_factor import as_if_committed, code_for, set_up_app  # noqa: F401
from tests.directory import CLIENT, SECRET, Directory, new_key

pytestmark = pytest.mark.django_db
BEGIN = "/admin/sign-on/"


@pytest.fixture
def directory(settings):
    with Directory() as running:
        for name, value in sign_on.directory(running.issuer, CLIENT, SECRET, "Clinic ID").items():
            setattr(settings, name, value)
        running.claims = {"email": "writer@clinic.example", "email_verified": True}
        yield running


@pytest.fixture
def somebody(directory):
    member("writer")
    return somebody_there()


def somebody_there():
    client = ProcessClient("staff")
    client.process_settings = client.process_settings | {"ROOT_URLCONF": "clinic.urls.sign_on"}
    return client


def at_the_directory(leads_to):
    """Over HTTP, as a browser goes there; where it is sent back to, without the host."""
    there = urlsplit(leads_to)
    line = HTTPConnection(there.netloc, timeout=10)
    line.request("GET", f"{there.path}?{there.query}")
    back = urlsplit(line.getresponse().headers["Location"])
    assert f"{back.scheme}://{back.netloc}" == configured.WAGTAILADMIN_BASE_URL
    return f"{back.path}?{back.query}"


def log_in(somebody, address=BEGIN):
    return somebody.get(at_the_directory(somebody.get(address)["Location"]))


def is_in(somebody):
    return somebody.get("/admin/").status_code == 200


def said_at_the_login(somebody, answer):
    assert answer["Location"] == "/admin/login/"
    assert not is_in(somebody)
    return somebody.get("/admin/login/").content.decode()


def test_whoever_has_an_account_gets_in_and_where_they_wanted_to_go(somebody):
    page = somebody.get("/admin/login/?next=/admin/reports/").content.decode()
    assert "Log in with Clinic ID" in page
    address = f"{BEGIN}?next=%2Fadmin%2Freports%2F"
    assert f'href="{address}"' in page
    assert log_in(somebody, address)["Location"] == "/admin/reports/"
    assert is_in(somebody)
    row = ModelLogEntry.objects.get(action="clinic.logged_in")
    assert (row.user, row.data["why"]) == (member("writer"), "at the clinic's directory")


def test_whoever_was_invited_and_has_no_password_yet_gets_in(somebody, directory):
    User.objects.create(username="new", email="New.Person@clinic.example", password="!")
    directory.claims["email"] = "new.person@clinic.example"
    log_in(somebody)
    assert somebody.session["_auth_user_id"] == str(User.objects.get(username="new").pk)


def test_nobody_gets_past_the_second_factor_and_whoever_has_none_sets_one_up(somebody, settings):
    settings.SECOND_FACTOR = "required"
    log_in(somebody)
    assert somebody.get("/admin/")["Location"] == "/admin/second-factor/"
    secret = set_up_app(somebody)
    assert is_in(somebody)
    again = somebody_there()
    assert log_in(again)["Location"] == "/admin/second-factor/authenticate/"
    assert not is_in(again)
    again.post("/admin/second-factor/authenticate/", {"code": code_for(secret)})
    assert is_in(again)


def test_a_directory_that_tells_the_address_only_when_asked_does_as_well(somebody, directory):
    directory.told_later = True
    log_in(somebody)
    assert "userinfo" in directory.asked
    assert is_in(somebody)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@elsewhere.example"},
        {"email": "wrıter@clinic.example"},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
        {"email": ["writer@clinic.example"]},
    ],
)
def test_an_address_that_is_unknown_or_not_confirmed_makes_and_opens_no_account(somebody, directory, claims):
    directory.claims |= claims
    people = User.objects.count()
    assert NOBODY in said_at_the_login(somebody, log_in(somebody))
    assert User.objects.count() == people
    assert ModelLogEntry.objects.filter(action="clinic.login_failed").count() == 1
    assert mail.outbox == []


@pytest.mark.parametrize("instead", [{"sub": "x" * 1000}, {"sub": "1\0"}])
@pytest.mark.parametrize("told_later", [False, True])
def test_a_garbled_answer_is_one_sentence_and_in_the_record(somebody, directory, instead, told_later):
    directory.claims |= instead
    directory.instead |= instead
    directory.told_later = told_later
    answer = log_in(somebody)
    assert (answer.status_code, answer.content.decode()) == (400, GARBLED)
    assert not is_in(somebody)
    assert ModelLogEntry.objects.filter(action="clinic.login_failed").count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "writer@clinic.example\0"},
        {"email": "\ud800@clinic.example"},
        {"name": "\0"},
        {"given_name": ["Wren", {"\0": 1}]},
    ],
)
def test_so_are_signs_in_an_address_or_a_name_that_nothing_can_keep(somebody, directory, claims):
    directory.claims |= claims
    answer = log_in(somebody)
    assert (answer.status_code, answer.content.decode()) == (400, GARBLED)
    assert ModelLogEntry.objects.filter(action="clinic.login_failed").count() == 1


def test_somebody_who_has_left_and_an_address_of_two_are_refused(somebody, directory):
    User.objects.filter(username="writer").update(is_active=False)
    assert NOBODY in said_at_the_login(somebody, log_in(somebody))
    assert ModelLogEntry.objects.get(action="clinic.login_failed").user.username == "writer"
    User.objects.filter(username="writer").update(is_active=True)
    User.objects.create(username="twin", email="WRITER@clinic.example")
    assert NOBODY in said_at_the_login(somebody, log_in(somebody))


@pytest.mark.parametrize(
    "instead",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another-program"},
        {"azp": "another-program"},
        {"nonce": "of another login"},
        {"nonce": None},
        {"exp": 1},
    ],
)
def test_a_token_for_something_else_is_refused(somebody, directory, instead):
    directory.instead = instead
    assert NOT_SAID in said_at_the_login(somebody, log_in(somebody))


@pytest.mark.parametrize("algorithm", ["RS256", "HS256", "none"])
def test_a_token_that_the_directory_did_not_sign_is_refused(somebody, directory, algorithm):
    directory.signs_with, directory.algorithm = new_key(), algorithm
    assert NOT_SAID in said_at_the_login(somebody, log_in(somebody))


def test_what_another_says_when_asked_with_the_token_is_not_believed(somebody, directory):
    directory.told_later, directory.claims = True, directory.claims | {"sub": "8"}
    assert NOT_SAID in said_at_the_login(somebody, log_in(somebody))


def test_a_directory_that_calls_itself_otherwise_or_is_away_is_a_sentence(somebody, directory, settings):
    elsewhere = directory.issuer.replace("127.0.0.1", "localhost")
    for issuer in (elsewhere, "http://127.0.0.1:9"):
        settings.SOCIALACCOUNT_PROVIDERS = sign_on.directory(issuer, CLIENT, SECRET, "X")["SOCIALACCOUNT_PROVIDERS"]
        assert NOT_SAID in said_at_the_login(somebody, somebody.get(BEGIN))


def test_an_answer_counts_once_and_only_where_it_was_asked_for(somebody):
    back = at_the_directory(somebody.get(BEGIN)["Location"])
    stranger = somebody_there()
    assert NOT_SAID in said_at_the_login(stranger, stranger.get(back))
    somebody.get(back)
    assert is_in(somebody)
    somebody.post("/admin/logout/")
    assert NOT_SAID in said_at_the_login(somebody, somebody.get(back))
    for path in (f"{BEGIN}back/", f"{BEGIN}back/?code=x&state=y", f"{BEGIN}back/?error=access_denied"):
        assert NOT_SAID in said_at_the_login(somebody, somebody.get(path))


def test_another_website_logs_nobody_in_and_leads_nobody_away(somebody):
    assert NOT_SAID in said_at_the_login(somebody, somebody.get(BEGIN, headers={"Sec-Fetch-Site": "cross-site"}))
    assert log_in(somebody, f"{BEGIN}?next=https://elsewhere.example/")["Location"] == "/admin/"
    assert somebody.post(BEGIN).status_code == 405


def test_what_a_link_adds_does_not_reach_the_directory(somebody):
    asked = somebody.get(f"{BEGIN}?auth_params=prompt%3Dnone&scope=offline&process=connect")["Location"]
    assert "prompt" not in asked and "offline" not in asked


def test_it_is_not_tried_without_end(somebody, directory):
    for _ in range(MOST):
        somebody.get(BEGIN)
    asked = len(directory.asked)
    assert TOO_OFTEN in said_at_the_login(somebody, somebody.get(BEGIN))
    assert len(directory.asked) == asked


def test_where_no_directory_is_named_nothing_of_it_is_there(anyone):
    assert "Log in with" not in anyone.get("/admin/login/").content.decode()
    for process in ("clinic.urls.staff", "clinic.urls.site"):
        with pytest.raises(NoReverseMatch):
            reverse("openid_connect_login", process)
    assert anyone.get(BEGIN)["Location"] == f"/admin/login/?next={BEGIN}"  # As of any address that is not there.
    loaded = (
        "import django, sys; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns;"
        "print([name for name in sys.modules if name == 'jwt' or 'socialaccount.' in name"
        " or 'sign_on.' in name])"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "clinic.settings.production", "CLINIC_PROCESS": "staff"}
    environment |= {"SECRET_KEY": "x", "ALLOWED_HOSTS": "x", "DATABASE_URL": "postgres://x@localhost/x"}
    run = subprocess.run(
        [sys.executable, "-c", loaded],
        cwd=configured.BASE_DIR,
        env=environment | {"BASE_URL": "https://clinic.example"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "[]\n"


def test_half_a_directory_and_one_without_https_are_refused_in_a_sentence(monkeypatch):
    assert sign_on.given(Env()) == {}
    monkeypatch.setenv("OIDC_ISSUER", "https://id.clinic.example/")
    with pytest.raises(ImproperlyConfigured, match="Set OIDC_CLIENT_ID and OIDC_CLIENT_SECRET in the environment too"):
        sign_on.given(Env())
    monkeypatch.setenv("OIDC_CLIENT_ID", "clinic")
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "secret")
    assert sign_on.given(Env())["SIGN_ON"] == "your work account"
    monkeypatch.setenv("OIDC_ISSUER", "http://id.clinic.example")
    with pytest.raises(ImproperlyConfigured, match="not an https address"):
        sign_on.given(Env())
