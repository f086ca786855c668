"""A clinic's own colour for header, links and buttons: only one in which everybody can read."""

import re

import pytest
from django.core.exceptions import ValidationError

from clinic.site.theme import contrast, tokens_from
from tests import builders as build

pytestmark = pytest.mark.django_db
PURPLE, YELLOW = "#7a1fa2", "#f2b134"


def refusal(colour):
    details = build.details()
    details.colour = colour
    try:
        details.full_clean()
    except ValidationError as error:
        return error.message_dict["colour"][0]
    return ""


def test_pages_load_its_style_sheet_after_ours(patient):
    assert "/theme/" not in patient.get("/").content.decode()
    build.details(colour=PURPLE)
    page = patient.get("/").content.decode()
    assert 0 < page.index("clinic/css/clinic") < page.index('href="/theme/7a1fa2.css"')
    sheet = patient.get("/theme/7a1fa2.css")
    assert sheet["Content-Type"].startswith("text/css") and "immutable" in sheet["Cache-Control"]
    assert f"--color-link:light-dark({PURPLE},#93d8dc)" in sheet.content.decode()


def test_it_leaves_paper_dark_screens_more_contrast_and_what_is_urgent_alone(patient):
    sheet = patient.get("/theme/7a1fa2.css").content.decode()
    assert re.findall(r"@media [^{]+", sheet) == ["@media screen and (not (prefers-contrast:more))", "@media screen"]
    assert "urgent" not in sheet and "emergency" not in sheet and 'not([data-contrast="more"])' in sheet


@pytest.mark.parametrize("colour", ["", "#0b5563", "#7A1FA2", "#c2185b", "#000000"])
def test_what_can_be_read_is_taken(colour):
    assert refusal(colour) == ""


@pytest.mark.parametrize("colour", [YELLOW, "#ffffff", "#1976d2", "#8bc34a"])
def test_what_is_too_light_is_refused_with_the_nearest_that_is_not(colour):
    nearest = re.search("#[0-9a-f]{6}", refusal(colour))[0]
    assert refusal(nearest) == ""
    theirs = tokens_from(nearest)
    assert min(contrast(theirs["link"], ground) for ground in (theirs["tint"], "#ffffff", "#f4efe4")) >= 4.5


@pytest.mark.parametrize("colour", ["purple", "#12", "#7a1fa2;}", "7a1fa2a"])
def test_what_is_no_colour_is_refused(colour):
    assert refusal(colour)


@pytest.mark.parametrize("name", ["f2b134", "purple", "7A1FA2", "7a1fa2-"])
def test_a_made_up_address_is_no_style_sheet(patient, name):
    assert patient.get(f"/theme/{name}.css").status_code == 404
