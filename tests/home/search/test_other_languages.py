"""A question without an answer in its own language gets the one in another, marked."""

import pytest
from wagtail.models import Locale

from clinic.content.language.guessing import language_of
from home.models import SearchText
from home.search.index import store
from tests import builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def topics():
    build.details(conditions="CRPS\nSDRC")
    build.translated(build.faq_index())
    build.topic("Can CRPS affect memory?", questions=[build.question("What did studies of memory find?")])
    spread = build.topic("Does CRPS spread?", questions=[build.question("How often does CRPS spread?")])
    said = build.statement("Se extiende a otra pierna en algunas personas.")
    build.translated(spread, title="¿Se extiende el SDRC?", questions=[build.question("¿Adónde se extiende?", said)])


def answer(patient, query, at=""):
    return patient.get(f"{at}/search/", {"q": query, "format": "json"}).json()


def test_a_spanish_question_without_a_spanish_answer_gets_the_english_one(patient):
    found = answer(patient, "¿el SDRC afecta la memoria?", at="/es")
    assert (found["results"][0]["topic"], found["results"][0]["language"]) == ("Can CRPS affect memory?", "en")


def test_a_spanish_question_with_a_spanish_answer_gets_that(patient):
    found = answer(patient, "se extiende a la otra pierna", at="/es")
    assert {result["language"] for result in found["results"]} == {"es"}


def test_spanish_typed_at_the_english_address_is_spanish(patient):
    assert answer(patient, "se me extiende a la otra pierna")["results"][0]["language"] == "es"


def test_the_language_is_marked_on_the_page(patient):
    page = patient.get("/es/search/", {"q": "¿el SDRC afecta la memoria?"}).text
    assert "Idioma: Inglés" in page and 'hreflang="en"' in page


def test_a_spanish_question_is_understood_where_the_site_is_in_english_only(patient):
    SearchText.objects.filter(language="es").delete()
    store.forget()
    assert answer(patient, "¿me puede afectar la memoria?")["results"][0]["topic"] == "Can CRPS affect memory?"


def test_what_no_language_answers_is_said_to_have_no_answer(patient):
    assert answer(patient, "¿puedo hacerme un tatuaje?", at="/es")["missing"] == ["tatuaje"]


def test_a_word_that_a_text_in_the_other_language_has_is_not_missing(patient):
    build.topic(
        "Mirror therapy",
        questions=[build.question("Who is it for?", build.statement("Not with morphine."))],
    )
    for query in ("terapia de espejo", "terapia de espejos", "morfina"):
        assert answer(patient, query, at="/es")["missing"] == [], query
    assert answer(patient, "terapia de espejo", at="/es")["results"][0]["topic"] == "Mirror therapy"
    assert answer(patient, "xilófono", at="/es")["missing"] == ["xilófono"]


def test_a_word_of_a_text_that_is_taken_down_is_missing_again(patient):
    topic = build.topic("Mirror therapy", questions=[build.question("Who is it for?")])
    assert answer(patient, "espejo", at="/es")["missing"] == []
    topic.unpublish()
    assert answer(patient, "espejo", at="/es")["missing"] == ["espejo"]


def test_wordings_of_one_language_lead_to_the_translation_in_the_other(patient):
    topic = build.topic("Burning and swelling", questions=[build.question("What is it?")])
    said = build.question("¿Qué es?", build.statement("Una molestia."))
    build.translated(topic, title="Ardor", questions=[said])
    first = answer(patient, "se me quema y se me inflama", at="/es")["results"][0]
    assert (first["topic"], first["language"]) == ("Ardor", "es")


def test_the_name_of_the_condition_alone_means_nothing_elsewhere(patient):
    assert answer(patient, "qué es el SDRC", at="/es")["results"][0]["language"] == "es"


@pytest.mark.parametrize(
    ("typed", "own", "is_in"),
    [
        ("qué es el sdrc", "en", "es"),
        ("what is crps", "es", "en"),
        ("remision", "en", "en"),
        ("hospital", "en", "en"),
        ("crps", "es", "es"),
        ("ketamine", "es", "es"),
        ("12345", "en", "en"),
        ("", "es", "es"),
    ],
)
def test_the_language_of_a_question(typed, own, is_in):
    assert language_of(typed, own, {"en", "es"}) == is_in


def test_a_key_figure_of_the_clinic_is_found_in_the_language_of_its_page(patient):
    figure = build.figure(value="3 to 5 weeks", unit="")
    words = figure.copy_for_translation(Locale.objects.get(language_code="es"))
    words.value = "de 3 a 5 semanas"
    words.save()
    service = build.service("First visit", how_long=f"<p>The wait is {build.inline(figure)} now.</p>")
    waiting = f"<p>Hay que esperar {build.inline(figure)} ahora.</p>"
    build.translated(service, title="Primera visita", how_long=waiting)
    said = " ".join(result["passage"] for result in answer(patient, "cuánto hay que esperar", at="/es")["results"])
    assert "Hay que esperar de 3 a 5 semanas ahora." in said
