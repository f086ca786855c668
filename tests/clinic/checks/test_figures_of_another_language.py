"""A key figure that readers of a translation see in English is for the reviewer to look at."""

import pytest

from clinic.checks.runner import findings_for
from tests import builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure():
    return build.figure()


@pytest.fixture
def page(figure):
    """In Spanish, with the figure in a sentence and as the frame of a statement."""
    for above, title in ((build.home_page(), "Inicio"), (build.faq_index(), "Respuestas")):
        build.translated(above, title=title, slug=title.lower())
    framed = build.statement("Se extiende.", kind="clinic_sees", figure=figure.pk)
    fields = {"short_answer": f"<p>{build.inline(figure)}</p>", "questions": [build.question("¿Qué?", framed)]}
    english = build.topic(**fields)
    return build.translated(
        english, live=False, title="¿Qué es?", slug="que-es", subject=build.spanish(build.subject())
    )


def found(page):
    return [one.excerpt for one in findings_for(page) if one.rule == "figure-language"]


def in_spanish(figure, value):
    copy = figure.copy_for_translation(build.locale())
    copy.value, copy.unit = value, "personas"
    copy.save()


def test_a_figure_without_spanish_words_is_found_in_both_places(page):
    assert found(page) == ["about 800 people", "about 800 people"]


def test_one_with_them_is_not(page, figure):
    in_spanish(figure, "unas 800")
    assert found(page) == []


def test_one_whose_number_is_out_of_date_is(page, figure):
    in_spanish(figure, "unas 700")
    assert found(page) == ["about 800 people"] * 2


def test_an_english_page_shows_english_figures(figure):
    assert found(build.topic(short_answer=f"<p>{build.inline(figure)}</p>")) == []
