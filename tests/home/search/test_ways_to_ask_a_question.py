"""Each question has the ways in which patients ask it: search finds its answer by them, and nobody reads them."""

import pytest

from clinic.checks.runner import findings_for
from tests import builders as build

pytestmark = pytest.mark.django_db

WAYS = "sheet over the toes\nfoot on fire at night"


@pytest.fixture(autouse=True)
def topic():
    how_common = build.question("How common is it?", build.statement("Most people we asked sleep badly at first."))
    counted = build.statement("A study counted hours. It was small, and it asked about one week in winter. " * 6)
    frame = build.statement("Keep covers off, with a box at the end of the bed.")
    tried = build.question("What can I try?", frame, counted, asked_as=WAYS)
    return build.topic("Sleep", questions=[how_common, tried])


def first_for(patient, words):
    return patient.get("/search/", {"q": words, "format": "json"}).json()["results"][0]


@pytest.mark.parametrize("typed", ["sheet over the toes", "my foot is on fire at night", "sheets on my toes"])
def test_its_answer_is_found_by_words_that_stand_in_no_text(patient, typed):
    first = first_for(patient, typed)
    assert first["question"] == "What can I try?"
    assert first["passage"].startswith("Keep covers off")


def test_a_way_to_ask_typed_in_full_is_certainly_what_was_asked(patient):
    assert "The answer that fits best" in patient.get("/search/", {"q": "sheet over the toes"}).content.decode()
    assert "The answer that fits best" not in patient.get("/search/", {"q": "toes"}).content.decode()


@pytest.mark.parametrize(
    "address", ["/faq/sleep/", "/faq/sleep.md", "/faq/sleep/?sheet", "/llms-full.txt", "/api/v2/pages/"]
)
def test_nobody_reads_them(patient, topic, address):
    answer = patient.get(f"/api/v2/pages/{topic.pk}/" if "api" in address else address)
    assert "over the toes" not in answer.content.decode()


def test_what_they_say_is_a_patients_word(topic):
    asks = build.question("Does it help?", asked_as="vagus nerve no side effects")
    page = build.topic("Nerves", live=False, questions=[asks])
    found = findings_for(page.get_latest_revision_as_object())
    assert [(one.rule, one.severity) for one in found if "no side effects" in one.excerpt] == [("C01", "REVIEW")]


def test_they_do_not_make_an_answer_warn_or_read_hard(topic):
    assert not topic.questions[1].value.warns
    loud = build.question("And then?", asked_as="call 911 or call the doctor")
    assert not build.topic("Calls", questions=[loud]).questions[0].value.warns
