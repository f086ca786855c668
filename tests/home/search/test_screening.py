"""What could tell who somebody is, in a suggested question and in a search: pointed at, kept and counted nowhere."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from clinic.people.models import User
from home.models import SearchCount, SuggestedQuestion
from home.search.screening import personal_in
from tests import builders as build
from tests.forms import suggestion

pytestmark = pytest.mark.django_db

PAGE = "/search/suggest-a-question/"


def asked(patient, text, page=PAGE):
    return patient.post(page, suggestion(text)).content.decode()


def test_each_word_that_is_personal_is_pointed_at_by_its_kind_and_the_text_stays(patient):
    typed = "My name is Maria Lopez, I fell on March 4, 2021. Can I swim?"
    page = asked(patient, typed)
    assert "Please leave out what could tell who somebody is" in page
    assert "“Maria Lopez” looks like a name." in page
    assert "“March 4, 2021” looks like the date of something that happened to somebody." in page
    assert f"{typed}</textarea>" in page
    assert not SuggestedQuestion.objects.exists()


def test_it_is_said_in_spanish_and_read_in_any_language(patient):
    build.locale("es")
    page = asked(patient, "my name is maria lopez, can i swim", page=f"/es{PAGE}")
    assert "“maria lopez” parece un nombre." in page


@pytest.mark.parametrize(
    "typed",
    [
        "I take 300 mg gabapentin, can I drive?",
        "My daughter is 12, will she grow out of it?",
        "Is it Sudeck's dystrophy by the Budapest criteria since 2019?",
        "does my insurance pay for 10 sessions",
        "tomo pregabalina de 75 mg, puedo conducir",
    ],
)
def test_ordinary_questions_with_numbers_are_kept(patient, typed):
    asked(patient, typed)
    assert SuggestedQuestion.objects.get().text == typed


def test_names_and_numbers_of_the_clinic_itself_may_be_written(patient):
    build.details(phone="(555) 555-0100")
    User.objects.create(username="maya", public_name="Dr Maya Ortiz")
    asked(patient, "Is Dr. Ortiz at 555 555 0100 on Mondays?")
    assert SuggestedQuestion.objects.exists()


@pytest.mark.parametrize("query", ["maria lopez", "dr hendricks", "mrn 00482913", "503-555-0147"])
def test_a_search_that_looks_personal_is_not_counted(patient, query):
    patient.get("/search/", {"q": query})
    assert not SearchCount.objects.exists()


@pytest.mark.parametrize("query", ["gabapentin 300 mg", "i take lyrica", "insurance", "crps 2019", "street parking"])
def test_an_ordinary_search_is_counted(patient, query):
    patient.get("/search/", {"q": query})
    assert SearchCount.objects.exists()


def test_a_search_that_finds_nothing_personal_asks_nothing_more(patient, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert personal_in("gabapentin 300 mg") == []


def test_a_script_gets_one_object_a_line(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("call maria lopez\nis 300 mg a lot?\n\n"))
    out = StringIO()
    call_command("screen_personal", stdout=out)
    found = [{"kind": "name", "words": "maria lopez", "start": 5, "end": 16}]
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {"text": "call maria lopez", "found": found},
        {"text": "is 300 mg a lot?", "found": []},
        {"text": "", "found": []},
    ]
