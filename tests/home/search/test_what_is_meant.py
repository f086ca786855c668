"""A question finds the topic that is called, or asked as, nearly what it means, though another has its words."""

import pytest

from tests import builders as build

pytestmark = pytest.mark.django_db
TYPED = "returning to my job"


@pytest.fixture(autouse=True)
def topics():
    build.details(conditions="CRPS")
    said = build.statement("A job coach can help you with returning to a sport. My job is to ask, said one.")
    build.topic("Who can help", questions=[build.question("Who helps with returning?", said)])
    build.topic("Getting back to work with CRPS", questions=[build.question("What helps?")])


def first_two(patient, typed):
    results = patient.get("/search/", {"q": typed, "format": "json"}).json()["results"]
    return [result["url"].split("#")[0].rstrip("/").rpartition("/")[2] for result in results[:2]]


def test_the_topic_that_is_meant_is_among_the_first_two(patient):
    assert "getting-back-to-work-with-crps" in first_two(patient, TYPED)


def test_a_question_that_means_neither_finds_what_has_its_words(patient):
    assert first_two(patient, "job coach")[0] == "who-can-help"


def test_of_a_page_the_question_is_shown_that_says_most_of_what_was_asked(patient):
    said = build.statement("Whether an MRI scan is possible depends on the model.")
    questions = [build.question("What is it?"), build.question("Can I be scanned with it?", said)]
    build.topic("Stimulators in the back", asked_as="stimulator", questions=questions)
    results = patient.get("/search/", {"q": "stimulator and an mri", "format": "json"}).json()["results"]
    assert results[0]["question"] == "Can I be scanned with it?"
