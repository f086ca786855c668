"""What comes out of the printer: a leaflet is one sheet, on A4 and on Letter, however much there is to tell."""

import re

import pytest

# The longest of each sort: by questions, by words, by sources, by cards, of the services.
LONGEST = [
    "/faq/does-crps-spread/",
    "/faq/crps-treatment/",
    "/faq/why-does-crps-spread/",
    "/faq/when-to-get-urgent-help/",
    "/faq/is-crps-a-brain-or-spinal-cord-disease/",
    "/services/vagus-nerve-stimulation/",
    "/es/respuestas/tratamiento-del-sdrc/",
    "/es/respuestas/me-pondre-mejor/",
    "/es/respuestas/sdrc-en-ninos-y-adolescentes/",
]
# In pixels of CSS, of which a point has 4/3.
ELEVEN_POINTS = 11 * 4 / 3
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.leaflet *')]
    .filter((one) => one.checkVisibility())
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


def pages(page, paper):
    return len(re.findall(rb"/Type /Page\b", page.pdf(format=paper)))


@pytest.mark.parametrize("address", LONGEST)
def test_a_leaflet_is_two_pages_at_most(visitor, address):
    visitor.goto(f"{address}leaflet/")
    assert max(pages(visitor, paper) for paper in ("A4", "Letter")) <= 2


@pytest.mark.parametrize("address", LONGEST)
def test_nothing_on_a_leaflet_is_set_smaller_than_11_points(visitor, address):
    visitor.goto(f"{address}leaflet/")
    visitor.emulate_media(media="print")
    assert visitor.evaluate(SMALLEST) >= ELEVEN_POINTS - 0.1


def test_a_leaflet_reads_on_a_phone_and_large_print_shows_every_answer(browser, clinic):
    page = browser.new_page(base_url=clinic.site, viewport={"width": 320, "height": 800}, java_script_enabled=False)
    page.goto("/faq/crps-treatment/leaflet/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto("/faq/does-crps-spread/large-print/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.get_by_text("Nobody can say for one person.").first.is_visible()
    page.close()
