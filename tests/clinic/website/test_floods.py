"""A flood of searches is held off for whoever sends it, and nobody else waits."""

import pytest
from django.test import RequestFactory

from clinic.website import floods
from clinic.website.floods import AT_ONCE, PLACES, ROWS, Paces
from tests import builders as build

pytestmark = pytest.mark.django_db
A_SECOND = 5
SEARCHES = ["/search/?q=pain", "/search/suggest/?q=pain", "/api/v2/topics/?search=pain", "/es/search/?q=dolor"]


@pytest.fixture
def paces(monkeypatch, settings):
    settings.SEARCHES_A_SECOND = A_SECOND
    monkeypatch.setattr(floods, "searching", Paces())
    return floods.searching


@pytest.fixture
def clock(monkeypatch):
    """`clock(seconds)` lets that time pass."""
    now = [1000.0]
    monkeypatch.setattr(floods.time, "monotonic", lambda: now[0])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


def answered(client, address, times, **headers):
    """How many of so many requests at once were not refused."""
    return sum(client.get(address, **headers).status_code == 200 for _ in range(times))


@pytest.mark.parametrize("address", SEARCHES)
def test_a_flood_of_searches_is_held_off_and_others_are_served(patient, paces, clock, address):
    build.locale("es")
    assert answered(patient, address, AT_ONCE + 30) == AT_ONCE
    assert patient.get(address, REMOTE_ADDR="203.0.113.9").status_code == 200
    clock(1)
    assert answered(patient, address, 30) == A_SECOND


def test_all_ways_to_search_count_together_and_other_pages_are_read(patient, paces, clock):
    for address in SEARCHES:
        answered(patient, address, AT_ONCE)
    refused = patient.post("/search/suggest-a-question/", {"text": "Can I dive?"})
    assert refused.status_code == 429
    assert [patient.get(address).status_code for address in ("/", "/faq/", "/api/v2/topics/")] == [200] * 3


def test_whoever_is_refused_is_told_when_to_come_back_in_words_or_for_a_program(patient, paces, clock):
    build.details(phone="+1 312 555 0100")
    answered(patient, SEARCHES[0], AT_ONCE)
    page = patient.get("/es/search/?q=dolor")
    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (429, "1", "no-store")
    assert "Espere un momento" in page.text
    told = patient.get("/api/v2/topics/?search=pain")
    assert (told.json(), told["Retry-After"]) == ({"message": "too many requests"}, "1")


def test_a_refusal_asks_the_database_nothing(patient, paces, clock, django_assert_num_queries):
    answered(patient, SEARCHES[0], AT_ONCE)
    with django_assert_num_queries(0):
        assert patient.get(SEARCHES[0]).status_code == 429


def test_somebody_who_searches_as_people_do_never_waits(paces, clock):
    for _ in range(500):
        assert paces.wait("somebody", A_SECOND) == 0
        clock(1 / A_SECOND)


def test_any_number_of_visitors_takes_the_same_memory_and_leaves_nobody_waiting(paces, clock):
    size = paces.due.nbytes
    assert size == ROWS * PLACES * 8
    for number in range(20_000):
        assert paces.wait(f"visitor {number}", A_SECOND) == 0
    assert paces.due.nbytes == size
    assert sum(paces.wait(f"somebody {number}", A_SECOND) > 0 for number in range(1000)) == 0


def test_nothing_of_an_address_is_held(paces, clock):
    """Numbers only, which are less than the time it is as soon as the wait is over; another server has other places."""
    paces.wait("203.0.113.9", A_SECOND)
    clock(60)
    assert max(paces.due) < floods.time.monotonic()
    assert paces.places_of("203.0.113.9") != Paces().places_of("203.0.113.9")


def test_who_stands_behind_one_line_of_ipv6_is_one_visitor(paces, clock):
    asked = [RequestFactory(REMOTE_ADDR=f"2001:db8::{number:x}").get("/search/") for number in range(AT_ONCE + 1)]
    assert [floods.too_fast(request) for request in asked][:AT_ONCE] == [None] * AT_ONCE
    assert floods.too_fast(asked[-1]).status_code == 429
