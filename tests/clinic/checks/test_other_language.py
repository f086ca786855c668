"""Words in another language than their page are for the reviewer to look at, by the answer they stand in."""

import pytest

from clinic.checks.runner import findings_for
from tests import builders as build

pytestmark = pytest.mark.django_db
ENGLISH = "The pain can spread to another arm or leg. Nobody knows why it does. Tell us when you notice it."
SPANISH = "El dolor puede pasar a otro brazo o a otra pierna. Nadie sabe por qué. Díganos cuándo lo nota."


def page_with(language="es", **answers):
    asked = [build.question(title, build.statement(f"<p>{text}</p>")) for title, text in answers.items()]
    page = build.topic("CRPS", live=False, short_answer="", questions=asked)
    page.locale = build.locale(language)
    return page


def found(page):
    return [(one.place.label, one.excerpt, one.message) for one in findings_for(page) if one.rule == "other-language"]


def test_an_answer_that_is_mostly_in_another_language_is_named():
    [(place, excerpt, message)] = found(page_with(Uno=SPANISH, Dos=ENGLISH))
    assert place.endswith("“Dos”")
    assert excerpt == "The pain can spread to another arm or leg."
    assert message == "This is mostly in English, on a page in Spanish."


def test_the_other_way_round_too():
    [(place, _, message)] = found(page_with("en", One=ENGLISH, Two=SPANISH))
    assert place.endswith("“Two”")
    assert message == "This is mostly in Spanish, on a page in English."


def test_each_answer_of_a_page_that_nobody_translated_is_found():
    assert len(found(page_with(Uno=ENGLISH, Dos=ENGLISH))) == 2


@pytest.mark.parametrize(
    "text",
    [
        SPANISH,
        f"{SPANISH} The study was called “Pain and movement after a fracture of the wrist”.",
        "CRPS, RSD, SDRC.",
        "Vagus, TENS, ketamine.",
    ],
)
def test_a_quotation_or_a_few_names_are_not(text):
    assert found(page_with(Uno=text)) == []


def test_patients_may_ask_in_any_language():
    page = page_with(Uno=SPANISH)
    page.asked_as = "why does my arm hurt so much at night"
    assert found(page) == []
