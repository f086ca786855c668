"""Guessing a password is slowed down, and keeps nobody else out."""

import datetime
from http.cookies import SimpleCookie

import pytest
import time_machine

from clinic.people.models import User
from clinic.staff.login.guessing_limits import MOST_FOR_ACCOUNT, MOST_HERE, QUARTER_OF_AN_HOUR, TOO_OFTEN
from clinic.website.limits import count, hidden, line
from tests.cast import member

pytestmark = pytest.mark.django_db
PASSWORD = "writer-password"


@pytest.fixture
def log_in(anyone):
    member("writer")

    def answer(username="writer", password="a wrong password", address="192.0.2.1"):
        form = {"username": username, "password": password, "next": "/admin/"}
        return anyone.post("/admin/login/", form, REMOTE_ADDR=address)

    return answer


@pytest.fixture
def gets_in(log_in):
    return lambda: log_in(password=PASSWORD).status_code == 302


def test_after_many_wrong_passwords_the_right_one_has_to_wait(log_in, gets_in):
    assert [log_in().status_code for _ in range(10)] == [200] * 10
    refused = log_in(password=PASSWORD)
    assert refused.status_code == 200
    assert TOO_OFTEN in refused.content.decode()
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=16)):
        assert gets_in()


def test_it_is_counted_however_the_name_is_written(log_in, gets_in):
    for name in ("Writer", "WRITER", "writer") * 4:
        log_in(name)
    assert not gets_in()


def test_somebody_who_guesses_from_elsewhere_keeps_nobody_out(log_in, gets_in):
    for _ in range(12):
        log_in(address="198.51.100.7")
    assert gets_in()


def test_one_address_tries_many_names_in_vain(log_in, gets_in):
    for number in range(30):
        log_in(f"somebody-{number}")
    assert not gets_in()


def test_a_flood_of_guesses_keeps_the_owner_out_nowhere_they_have_been(log_in, anyone):
    assert log_in(password=PASSWORD).status_code == 302
    cookie = next(cookie for name, cookie in anyone.cookies.items() if name.startswith("known_"))
    assert cookie["httponly"] and cookie["samesite"] == "Strict"
    anyone.cookies = SimpleCookie({cookie.key: cookie.value})
    for _ in range(MOST_FOR_ACCOUNT):
        count(f"login-as:{hidden('writer')}", QUARTER_OF_AN_HOUR)
    for _ in range(MOST_HERE - 1):
        log_in("WRITER")
    assert log_in(password=PASSWORD, address="192.0.2.9").status_code == 302
    anyone.cookies = SimpleCookie({cookie.key: "made up"})
    assert log_in(password=PASSWORD, address="192.0.2.9").status_code == 200


def test_a_line_with_many_addresses_is_one_visitor(log_in):
    for number in range(30):
        log_in(f"somebody-{number}", address=f"2001:db8:1:2::{number:x}")
    assert log_in(password=PASSWORD, address="2001:db8:1:2:ffff::1").status_code == 200
    assert line("2001:db8:1:3::1") != line("2001:db8:1:2::1")
    assert line("::ffff:192.0.2.1") == line("192.0.2.1") != line("::ffff:192.0.2.2")
    assert log_in(password=PASSWORD, address="2001:db8:1:3::1").status_code == 302


def test_a_few_slips_of_the_finger_are_nothing(log_in, gets_in):
    for _ in range(3):
        log_in()
    assert gets_in()


def test_the_answer_does_not_tell_whether_there_is_such_a_name(log_in):
    known, unknown = (
        [log_in(name).content.decode().count(TOO_OFTEN) for _ in range(12)] for name in ("writer", "nobody")
    )
    assert known == unknown


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "another"}])
def test_an_open_login_ends_with_the_account_and_with_its_password(staff, change):
    browser = staff("writer")
    assert browser.get("/admin/").status_code == 200
    User.objects.filter(username="writer").update(**change)
    assert browser.get("/admin/")["Location"].startswith("/admin/login/")
