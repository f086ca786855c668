"""Where a word that carries the question is in no text, search says so before anything else."""

import pytest

from clinic.meaning.models import Example, Subject
from home.models import Medicine, SearchCount, Synonym
from home.search.index.writer import tell
from home.search.staff.first_words import add_first_words
from tests import builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site():
    Example.objects.filter(subject=Subject.QUESTION).update(is_on=False)
    tell([None])
    build.details(phone="(555) 555-0100", conditions="Complex regional pain syndrome\nCRPS")
    said = build.statement("CRPS is strong, lasting pain in an arm or leg. Doctors look for swelling.")
    build.topic("What is CRPS?", questions=[build.question("Who gets CRPS?", said)])


def missing(patient, query):
    return patient.get("/search/", {"q": query, "format": "json"}).json()["missing"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("amputation for CRPS", ["amputation"]),
        ("can they amputate my leg", ["amputate"]),
        ("xylophone", ["xylophone"]),
        ("can I drive with CRPS", ["drive"]),
        ("crps", []),
        ("who gets crps", []),
        ("what a weird pain in my leg", []),
        ("doctor looked at the swelling of my arm, is that strange", []),
        ("sweling of the leg", []),
        ("wich leg", []),
        ("my arm dosnt swell, wat then", []),
        ("wil it wont", []),
        ("", []),
    ],
)
def test_words_that_carry_a_question_are_named(patient, query, words):
    assert missing(patient, query) == words


def test_it_is_said_first_with_what_is_near_the_phone_and_the_suggestion(patient):
    page = patient.get("/search/?q=amputation+of+a+leg+for+crps").text
    places = [
        page.index(words)
        for words in (
            "We have no answer on “amputation” yet",
            "(555) 555-0100</span></a>",
            "Suggest this question to us",
            "What is near",
            "Who gets CRPS?",
        )
    ]
    assert places == sorted(places)
    assert "answers for" not in page


def test_nothing_is_said_of_it_beside_help_in_a_crisis(patient):
    add_first_words()
    answer = patient.get("/search/?q=i+want+to+die")
    assert "We have no answer" not in answer.text and "988" in answer.text


def test_it_is_said_where_nothing_is_near(patient):
    assert "We have no answer on “xylophone” yet" in patient.get("/search/?q=xylophone").text


def test_a_word_on_a_private_or_unpublished_page_is_not_known(patient):
    topic = build.topic("Tattoos", questions=[build.question("Can I have a tattoo?")])
    assert missing(patient, "tattoo") == []
    topic.unpublish()
    assert missing(patient, "tattoo") == ["tattoo"]


def test_two_words_in_one_are_known(patient):
    build.topic("A flare-up", questions=[build.question("What helps in a flare-up?")])
    assert missing(patient, "flareup") == []


def test_a_synonym_that_a_text_has_is_an_answer(patient):
    Synonym.objects.create(typed="oedema\nswelling", language="en")
    assert missing(patient, "oedema") == []


def test_a_medicine_is_known_by_all_its_names(patient):
    Medicine.objects.create(group="For nerve pain", names="gabapentin\nNeurontin")
    build.topic("Medicines", questions=[build.question("Which?", build.statement("Gabapentin made people dizzy."))])
    assert missing(patient, "neurontin") == []


def test_such_searches_are_among_those_that_found_nothing(patient):
    patient.get("/search/?q=amputation+of+a+leg")
    assert SearchCount.objects.get().found == 0


KNOWN = "which mattress would you buy"


def test_a_question_that_is_known_to_have_no_answer_is_told_although_a_text_has_its_words(patient):
    said = build.statement("Some buy a mattress that is hard.")
    build.topic("Sleep", questions=[build.question("Why do I wake up?", said)])
    known = Example.objects.create(subject=Subject.QUESTION, label="unanswered", text=KNOWN)
    assert "mattress" in missing(patient, "what mattress should we buy")
    known.is_on = False
    known.save()
    assert missing(patient, "what mattress should we buy") == []


def test_it_is_told_no_more_once_a_text_answers_it(patient):
    Example.objects.create(subject=Subject.QUESTION, label="unanswered", text=KNOWN)
    build.topic("Which mattress should I buy?", questions=[build.question("Is a hard one better?")])
    assert missing(patient, "what mattress should we buy") == []
