"""A result that is of a question begins with the short answer of its topic: the passage may be of something near by."""

import pytest

from tests import builders as build

pytestmark = pytest.mark.django_db

SHORT = "In some people it moves. Most keep it in one limb."


@pytest.fixture(autouse=True)
def topic():
    counted = build.question("How was it counted?", build.statement("Studies ask about other limbs."))
    trained = build.question("How is it trained?", build.statement("For a few minutes."))
    return build.topic("Moving on", short_answer=f"<p>{SHORT}</p>", questions=[counted, trained])


def searched(patient, words):
    """(page, first result)"""
    page = patient.get("/search/", {"q": words})
    return page.content.decode(), patient.get("/search/", {"q": words, "format": "json"}).json()["results"][0]


def test_it_stands_before_the_passage(patient):
    page, first = searched(patient, "studies other limbs")
    assert (first["question"], first["short_answer"]) == ("How was it counted?", SHORT)
    assert page.index(f"In short:</strong> {SHORT}") < page.index("ask about")


def test_it_is_not_said_twice(patient):
    page, first = searched(patient, "moving on")
    assert (first["passage"], first["short_answer"]) == (SHORT, "")
    assert "In short:" not in page


def test_a_short_answer_that_is_found_itself_has_the_nearest_question_of_its_topic_with_it(patient):
    _, first = searched(patient, "moving in one limb")
    assert first["passage"] == SHORT and first["short_answer"] == ""
    assert first["more"]["passage"] == "Studies ask about other limbs."


def test_where_the_answer_stands_in_full_nothing_comes_before_it(patient):
    page, _ = searched(patient, "How was it counted?")
    assert "The answer that fits best" in page and "In short:" not in page


def test_a_question_that_the_topic_is_also_called_by_is_found_where_it_is_answered(patient):
    trained = build.question("Does training hurt?", build.statement("It can, on the first day."))
    build.topic(
        "Training", short_answer="<p>Moving a little, often.</p>", asked_as="does training hurt", questions=[trained]
    )
    page, first = searched(patient, "does training hurt")
    assert (first["question"], first["passage"]) == ("Does training hurt?", "It can, on the first day.")
    assert "The answer that fits best" in page
