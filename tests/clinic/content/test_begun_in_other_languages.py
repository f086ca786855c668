"""A key figure, source or glossary word that is missing in a language is begun from its form and from its list."""

import html
import re

import pytest

from clinic.content.models import KeyFigure
from faq.models import GlossaryTerm
from tests import builders as build

pytestmark = pytest.mark.django_db
FIGURES, TERMS, SOURCES = (
    f"/admin/snippets/{name}/" for name in ("content/keyfigure", "faq/glossaryterm", "faq/reference")
)


def begin(client, address):
    """Where the button on this screen leads."""
    found = re.search(r'href="([^"]+)">Begin in Spanish', client.get(address).content.decode())
    return html.unescape(found[1]) if found else None


def filled(client, address):
    """The fields of the form as they come, and where it is sent."""
    page = client.get(address).content.decode()
    action = html.unescape(re.search(r'<form[^>]*action="([^"]+)"[^>]*data-edit-form', page, re.S)[1])
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}, action


@pytest.mark.parametrize(("make", "listed"), [(build.figure, FIGURES), (build.term, TERMS), (build.reference, SOURCES)])
def test_the_form_and_the_list_offer_what_is_missing(staff, make, listed):
    thing = make()
    offered = [begin(staff("writer"), address) for address in (f"{listed}edit/{thing.pk}/", listed)]
    assert offered == [f"{listed}add/?locale=es&of={thing.pk}"] * 2


def test_it_begins_with_the_words_and_is_the_same_thing(staff):
    figure = build.figure()
    writer = staff("writer")
    fields, action = filled(writer, begin(writer, FIGURES))
    assert (fields["value"], fields["unit"]) == ("about 800", "people")
    assert KeyFigure.objects.count() == 1
    assert writer.post(action, fields | {"value": "unas 800", "unit": "personas"}).status_code == 302
    spanish = KeyFigure.objects.get(locale__language_code="es")
    assert (spanish.translation_key, spanish.text) == (figure.translation_key, "unas 800 personas")
    assert begin(writer, FIGURES) is None
    assert f"{FIGURES}edit/{spanish.pk}/" in writer.get(f"{FIGURES}edit/{figure.pk}/").content.decode()


def test_whoever_comes_later_is_led_to_what_was_begun(staff):
    term = build.term()
    there = GlossaryTerm.objects.create(
        word="alodinia", meaning="Dolor.", locale=build.locale(), translation_key=term.translation_key
    )
    answer = staff("writer").get(f"{TERMS}add/?locale=es&of={term.pk}", follow=True)
    assert answer.redirect_chain[-1][0] == f"{TERMS}edit/{there.pk}/"
    assert "It has been begun in Spanish already" in answer.content.decode()


@pytest.mark.parametrize("of", ["0", "99999", "x", "1" * 30, "-1"])
def test_a_number_that_is_none_begins_an_empty_one(staff, of):
    assert staff("writer").get(f"{TERMS}add/?locale=es&of={of}").status_code == 200
