"""What warns a reader is never closed, and the fixed words over a care card belong to its text everywhere."""

import re

import pytest

from tests import builders as build

pytestmark = pytest.mark.django_db

LONG = "The brain and the limb no longer agree on what hurts. " * 12
CLOSED, OPEN = '<details class="question">', '<details class="question" open>'


def shown(patient, *answer, tells=()):
    """The first tag of a question with this answer, in a topic that has long answers enough to close them."""
    asked = build.question("What then?", *answer, id="12345678-0000-4000-8000-000000000000")
    asked["value"]["tells"] = list(tells)
    others = [build.question(f"And number {n}?", build.statement(LONG)) for n in range(4)]
    topic = build.topic("Warnings", questions=[*others, asked])
    page = patient.get(topic.url).content.decode()
    return re.findall(r"<details class=\"question\"[^>]*>", page)[-1]


@pytest.mark.parametrize("level", ["emergency", "urgent", "non_urgent"])
def test_an_answer_with_a_care_card_is_open(patient, level):
    assert shown(patient, build.statement(LONG), build.care_card("your hand turns blue", level=level)) == OPEN


def test_an_answer_that_tells_harms_is_open(patient):
    assert shown(patient, build.statement(LONG), tells=["harms"]) == OPEN


@pytest.mark.parametrize(
    "words",
    ["Call your doctor if it swells.", "If in doubt, ring us.", "Llámenos si se hincha.", "Llame al 112."],
)
def test_an_answer_that_says_to_call_is_open(patient, words):
    assert shown(patient, build.statement(LONG + words)) == OPEN


@pytest.mark.parametrize(
    "words", ["", "Doctors call it allodynia.", "This is called a flare-up.", "Locally, it swells."]
)
def test_any_other_long_answer_is_closed(patient, words):
    assert shown(patient, build.statement(LONG + words)) == CLOSED


def test_the_fixed_words_of_a_card_are_told_to_programs(patient):
    build.details(emergency_number="112")
    card = build.care_card("you cannot breathe", level="emergency", heading="after a medicine")
    topic = build.topic("Help", questions=[build.question("When?", card)])
    told = patient.get(f"/api/v2/topics/{topic.pk}/").json()["questions"][0]["answer"][0]
    assert told["heading"] == "Emergency: Call 112 now if after a medicine"


def test_they_are_found_and_shown_by_search(patient):
    build.details(emergency_number="112")
    build.topic("Help", questions=[build.question("When?", build.care_card("lips turn blue", level="emergency"))])
    hit = patient.get("/search/", {"q": "lips blue", "format": "json"}).json()["results"][0]
    assert hit["passage"].startswith("Emergency: Call 112 now if")
