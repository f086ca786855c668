"""The clinic's own facts are answers: from its details, in the language of the question, as they are now."""

import pytest
from wagtail.models import PageViewRestriction

from clinic.site.models import ClinicDetails, DetailsWords
from tests import builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def details():
    build.topic("Sleep")
    return build.details(
        phone="555-555-0100",
        hours="Monday: 9 am to 5 pm",
        address="100 Example Street\nSpringfield",
        directions="Park behind the building.",
        booking_url="https://booking.example.org/",
        email="hello@example.org",
    )


def passages(patient, query, at=""):
    results = patient.get(f"{at}/search/", {"q": query, "format": "json"}).json()["results"]
    return " | ".join(result["passage"] for result in results[:2])


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("phone number", "Call 555-555-0100."),
        ("when are you open", "Monday: 9 am to 5 pm."),
        ("where are you", "100 Example Street. Springfield."),
        ("where can i park", "Park behind the building."),
        ("how do I book an apointment", "https://booking.example.org/"),
        ("email adress", "hello@example.org"),
        ("what time do you open", "Monday: 9 am to 5 pm."),
        ("what are your hours", "Monday: 9 am to 5 pm."),
        ("at what time are you opening", "Monday: 9 am to 5 pm."),
        ("wheres your office", "100 Example Street. Springfield."),
    ],
)
def test_a_fact_is_found(patient, query, says):
    assert says in passages(patient, query)


def test_what_the_clinic_does_not_say_has_no_answer(patient):
    answer = patient.get("/search/", {"q": "do you take my insurance", "format": "json"}).json()
    assert answer["missing"] == ["insurance"]


def test_a_change_is_found_at_once(patient, details):
    assert "555-555-0100" in passages(patient, "phone number")
    details.phone = "555-555-0199"
    details.save()
    assert "555-555-0199" in passages(patient, "phone number")


def test_two_facts_that_are_asked_for_at_once_are_both_told(patient, details):
    told = passages(patient, "parking close to the door with a wheelchair? what time do you open")
    assert "Monday: 9 am to 5 pm." in told and "Park behind the building." in told


def test_a_fact_in_spanish_is_told_in_spanish(patient, details):
    build.translated(build.faq_index())
    DetailsWords.objects.create(details=ClinicDetails.objects.get(), language="es", hours="Lunes: de 9:00 a 17:00")
    assert "Lunes: de 9:00 a 17:00." in passages(patient, "a qué hora abren", at="/es")


def test_a_fact_is_no_answer_to_a_question_about_an_illness(patient):
    assert "555-555-0100" not in passages(patient, "who can I talk to about sleep")


@pytest.mark.parametrize("query", ["when will my hand open again", "the address label hurts my wrist when it is open"])
def test_one_word_of_a_way_to_ask_is_not_enough(patient, query):
    assert "Monday: 9 am to 5 pm." not in passages(patient, query)


@pytest.mark.parametrize("query", ["cuándo abren", "a qué hora abren", "qué horario tienen", "a q hora atienden"])
def test_a_fact_is_found_in_every_ordinary_wording_in_spanish(patient, details, query):
    build.translated(build.faq_index())
    DetailsWords.objects.create(details=ClinicDetails.objects.get(), language="es", hours="Lunes: de 9:00 a 17:00")
    answer = patient.get("/es/search/", {"q": query, "format": "json"}).json()
    assert "Lunes: de 9:00 a 17:00." in answer["results"][0]["passage"]
    assert answer["missing"] == []


def test_a_fact_that_visitors_may_not_read_is_not_meant(patient, details):
    PageViewRestriction.objects.create(page=build.home_page(), restriction_type="login")
    assert patient.get("/search/?q=what+time+do+you+open&format=json").json()["results"] == []


def test_a_contact_page_that_is_private_gives_its_facts_to_the_home_page(patient, details):
    contact = build.standard("Contact")
    details.contact_page = contact
    details.save()
    found = patient.get("/search/?q=phone+number&format=json").json()["results"]
    assert found[0]["url"] == "/contact/"
    PageViewRestriction.objects.create(page=contact, restriction_type="login")
    found = patient.get("/search/?q=phone+number&format=json").json()["results"]
    assert found[0]["url"] == "/"
