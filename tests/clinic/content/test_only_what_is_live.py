"""Words of a shared text that nobody has approved stand in a row that is not live: patients read them nowhere."""

import io
from typing import NamedTuple

import pytest
from django.core.management import call_command

from clinic.archive.shared_texts import proposals
from clinic.content.models import KeyFigure, SharedText
from clinic.review.signers import Signer
from clinic.review.workflow import shared_texts
from tests import builders as build
from tests.cast import member
from tests.clinic.content.test_begun_in_other_languages import FIGURES, begin, filled

pytestmark = pytest.mark.django_db
WORD = "Zorbital"
EVERYWHERE = ["/", "/faq/", "/faq/words/", "/search/?q=Zorbital", "/changes.rss", "/changes.atom", "/llms.txt"]
EVERYWHERE += ["/faq/spread/", "/faq/spread.md", "/faq/spread/leaflet/", "/faq.md", "/sitemap.xml"]
EVERYWHERE += ["/api/v2/topics/?fields=*", "/api/v2/topics/?search=Zorbital", "/faq/how-we-know/"]


class Shown(NamedTuple):
    """A shared text, with what makes of its words one that stands nowhere else, and a topic's fields that show it."""

    text: SharedText
    words: dict[str, str]
    fields: dict


def figure_in_prose():
    figure = build.figure()
    return Shown(figure, {"unit": WORD}, {"short_answer": f"<p>We saw {build.inline(figure)} here.</p>"})


def figure_beside_a_statement():
    figure = build.figure()
    said = build.statement("It spreads.", kind="clinic_sees", figure=figure.pk)
    return Shown(figure, {"unit": WORD, "counted_who": f"{WORD} here."}, {"questions": [build.question("How?", said)]})


def reference():
    source = build.reference()
    said = build.statement("It spreads.", kind="established", references=[source])
    return Shown(source, {"title": f"{WORD} pain"}, {"questions": [build.question("How?", said)]})


def word():
    term = build.term()
    said = build.statement(f"<p>Some feel {build.marked(term)} there.</p>")
    return Shown(term, {"meaning": f"{WORD} pain.", "say_it": WORD}, {"questions": [build.question("How?", said)]})


KINDS = [figure_in_prose, figure_beside_a_statement, reference, word]


def read_with(kind, patient, live):
    shown = kind()
    type(shown.text).objects.filter(pk=shown.text.pk).update(live=live, **shown.words)
    build.topic("Does it spread?", slug="spread", **shown.fields)
    # The page is approved with a new word of the glossary, which is live by that; it is not, for the test.
    type(shown.text).objects.filter(pk=shown.text.pk).update(live=live)
    call_command("rebuild_search", stdout=io.StringIO())
    # What a visitor looked for stands in the box of search.
    read = {address: patient.get(address).content.decode().replace(f'value="{WORD}"', "") for address in EVERYWHERE}
    asked = "/search/?q=Zorbital"
    return {address for address, words in read.items() if (f"{WORD} " if address == asked else WORD) in words}


def test_no_kind_of_shared_text_is_left_out():
    assert {type(kind().text) for kind in KINDS} == set(shared_texts())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_live_is_read_nowhere(kind, patient):
    assert not read_with(kind, patient, live=False)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_live_is_read(kind, patient):
    assert {"/faq/spread/", "/faq/spread.md", "/api/v2/topics/?fields=*"} - {"/faq/spread.md"} <= read_with(
        kind, patient, live=True
    ) | ({"/api/v2/topics/?fields=*"} if kind is word else set())


@pytest.fixture
def spanish_page():
    """An approved page that shows a figure in English words, for want of Spanish ones."""
    figure = build.figure()
    build.locale("es")
    build.translated(build.home_page(), title="Inicio", slug="inicio")
    page = build.standard(body=[build.block("text", f"<p>We saw {build.inline(figure)}.</p>")])
    return figure, build.translated(page, title="Quiénes somos", slug="quienes")


def test_words_begun_in_another_language_wait(staff, patient, spanish_page):
    figure, page = spanish_page
    writer = staff("writer")
    fields, action = filled(writer, begin(writer, FIGURES))
    answer = writer.post(action, fields | {"value": "unas 800", "unit": "Zorbital"}, follow=True)
    spanish = KeyFigure.objects.get(locale__language_code="es")
    assert answer.request["PATH_INFO"] == f"/admin/shared-texts/content.keyfigure/{spanish.pk}/"
    read = patient.get(page.url).content.decode()
    assert "about 800 people" in read and "Zorbital" not in read and not spanish.live
    # Nor when they are written once more, which leaves them in the row.
    spanish.unit = "Zorbital otra vez"
    spanish.save()
    assert "Zorbital" not in patient.get(page.url).content.decode()
    approve(spanish)
    assert "unas 800 Zorbital" in patient.get(page.url).content.decode()


def approve(figure):
    figure.refresh_from_db()
    figure = figure.get_latest_revision_as_object()
    proposals.approve(figure, proposals.Proposal(figure).hash, Signer.of_user(member("reviewer")))


@pytest.fixture
def first_in_spanish(spanish_page):
    """A figure that there is in Spanish only, on an approved page."""
    _, page = spanish_page
    figure = build.figure(value="unas 800", unit="personas", locale=build.locale())
    newest = build.changed(page, body=[build.block("text", f"<p>Hemos visto {build.inline(figure)}.</p>")])
    return figure, newest


def test_the_first_language_begun_later_says_the_same_number(staff, patient, first_in_spanish):
    figure, page = first_in_spanish
    writer = staff("writer")
    fields, action = filled(writer, f"{FIGURES}add/?locale=en&of={figure.pk}")
    refused = writer.post(action, fields | {"value": "about 900", "unit": "Zorbital"}, follow=True).content.decode()
    assert "Write the number of the Spanish figure: unas 800." in refused
    writer.post(action, fields | {"value": "about 800", "unit": "Zorbital"}, follow=True)
    assert KeyFigure.objects.filter(locale__language_code="en", translation_key=figure.translation_key).exists()
    assert "unas 800 personas" in patient.get(page.url).content.decode()


def test_another_number_in_the_first_language_waits_too(patient, first_in_spanish):
    figure, page = first_in_spanish
    english = build.figure(translation_key=figure.translation_key, live=False, value="about 900", unit="Zorbital")
    read = patient.get(page.url).content.decode()
    assert "unas 800 personas" in read and "Zorbital" not in read and not english.live
