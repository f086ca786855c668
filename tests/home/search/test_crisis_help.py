"""Help in a crisis stands in the same place on every page: above the foot, one tap from the head, also in an outage."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

from clinic.site.models import DetailsWords
from tests import builders as build

pytestmark = pytest.mark.django_db

LINE = {
    "crisis_line_name": "988 Suicide & Crisis Lifeline",
    "crisis_line_number": "988",
    "crisis_line_note": "Call or text 988, day or night.",
}
PAGES = ["/", "/faq/", "/faq/what-is-crps/", "/faq/a-z/", "/services/", "/search/", "/no/such/page/"]


def help_on(patient, address):
    """The words and links of the help, as they stand between the main part and the foot."""
    page = patient.get(address).content.decode()
    return re.search(r'</main>\s*(<section class="crisis-help".*?</section>)', page, re.DOTALL)[1]


@pytest.fixture
def crisis_line(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return build.details(emergency_number="911", **LINE)


@pytest.fixture
def database_away(monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)


def test_every_page_has_the_same_help_and_leads_to_it_from_its_head(crisis_line, patient):
    build.topic()
    found = {help_on(patient, address) for address in PAGES}
    assert len(found) == 1
    for said in ('href="tel:988"', "988 Suicide &amp; Crisis Lifeline", "day or night", 'href="tel:911"'):
        assert said in found.copy().pop()
    for address in PAGES:
        head = patient.get(address).content.decode().split("</header>")[0]
        assert 'href="#crisis-help"' in head, address


def test_without_a_crisis_line_the_emergency_number_stands_there(patient):
    build.details(emergency_number="000")
    assert re.findall(r'href="(.*?)"', help_on(patient, "/")) == ["tel:000"]


def test_in_an_outage_the_help_is_still_there(crisis_line, patient, database_away):
    there = help_on(patient, "/faq/")
    assert 'href="tel:988"' in there
    assert 'href="tel:911"' in there


def test_readers_of_another_language_read_it_in_theirs(crisis_line, patient):
    build.translated(build.home_page(), title="Inicio", slug="inicio")
    assert '<span lang="en">Call or text 988' in help_on(patient, "/es/")
    note = "Llame o envíe un mensaje de texto al 988."
    DetailsWords.objects.create(details=crisis_line, language="es", crisis_line_note=note)
    there = help_on(patient, "/es/")
    assert "Si piensa en morir" in there
    assert f"<span>{note}</span>" in there
    assert 'href="tel:988"' in there


@pytest.mark.parametrize("missing", ["crisis_line_name", "crisis_line_number"])
def test_a_crisis_line_has_a_name_and_a_number(missing):
    with pytest.raises(ValidationError) as refused:
        build.details(**LINE | {missing: ""}).full_clean()
    assert set(refused.value.error_dict) == {missing}


def test_a_leaflet_names_the_crisis_line_on_its_paper(crisis_line, patient):
    build.topic()
    sheet = patient.get("/faq/what-is-crps/leaflet/").content.decode()
    paper = sheet.split('<article class="leaflet">')[1].split("</article>")[0]
    assert "988 Suicide &amp; Crisis Lifeline, <strong>988</strong>" in paper
