"""A number of a translation that its original does not have is for the reviewer to look at, with both."""

import pytest

from clinic.checks.runner import findings_for
from tests import builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def english():
    said = build.statement("<p>They asked 251 people. It took four weeks.</p>")
    return build.topic(
        "Does it spread?", short_answer="<p>In 1 of 4.</p>", questions=[build.question("Where to?", said)]
    )


def in_spanish(english, text, short="<p>En una de cada cuatro personas.</p>", said=lambda value: value["text"]):
    build.locale("es")
    build.translated(build.home_page(), title="Inicio", slug="inicio")
    page = build.translated(english, live=False, title="¿Se extiende?", short_answer=short)
    said(page.questions[0].value["answer"][0].value).source = f"<p>{text}</p>"
    page.save_revision(log_action=False, clean=False)
    return page


def found(page):
    return [one for one in findings_for(page) if one.rule == "other-number"]


def test_another_number_is_found_with_both_and_its_place(english):
    [one] = found(in_spanish(english, "Preguntaron a 215 personas. Duró cuatro semanas."))
    assert one.severity == "REVIEW"
    assert one.message == "The numbers are others than in English: “215” here, “251” there."
    assert (one.excerpt, one.words) == ("Preguntaron a 215 personas.", "215")
    assert "“They asked 251 people.”" in one.suggestion
    assert one.place.anchor.startswith("#block-")


def test_numbers_in_words_count_where_each_has_one_that_the_other_lacks(english):
    [one] = found(in_spanish(english, "Preguntaron a 251 personas. Duró seis semanas."))
    assert "“seis” here, “four” there" in one.message


def test_the_same_numbers_otherwise_written_are_not(english):
    assert found(in_spanish(english, "Preguntaron a doscientas cincuenta y una personas durante 4 semanas.")) == []


def test_what_the_original_changed_since_is_left_to_the_notice_that_it_lags(english):
    page = in_spanish(english, "Preguntaron a 251 personas. Duró cuatro semanas.")
    build.changed(english, short_answer="<p>In 2 of 9.</p>", change_matters=True)
    assert found(page) == []


def test_the_page_of_the_first_language_is_held_against_nothing(english):
    assert found(english) == []


def test_patients_ask_in_each_language_in_their_own_way(english):
    build.changed(english, asked_as="it spread and she is 13")
    page = in_spanish(english, "Preguntaron a 251 personas. Duró cuatro semanas.")
    page.asked_as = "¿se extiende en niños?"
    assert found(page) == []


def test_nor_is_how_they_ask_a_single_question():
    asks = build.question("Where to?", build.statement("<p>To the arm.</p>"), asked_as="she is 13")
    page = in_spanish(build.topic("Does it spread?", questions=[asks]), "Al brazo.")
    page.questions[0].value["asked_as"] = "¿adónde?\n¿y a los 12 años?"
    assert found(page) == []


@pytest.mark.parametrize(("original", "translation"), [("Rest for 3 weeks.", ""), ("", "Descanse 3 semanas.")])
def test_steps_that_say_nothing_in_one_of_the_two_have_no_other_numbers(original, translation):
    english = build.topic("Does it spread?", questions=[build.question("What to do?", build.steps(original, ""))])
    assert found(in_spanish(english, translation, said=lambda value: value["steps"][0])) == []
