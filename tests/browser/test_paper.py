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
    "/es/respuestas/bloqueos-de-nervios-para-el-sdrc/",
]
# A point has 4/3 pixels of CSS. What only ears are to get is a pixel large, and in no letters.
SMALLEST = """() => Math.min(...[...document.querySelectorAll('body *')]
    .filter((one) => one.checkVisibility() && !one.closest('.vh'))
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((one) => Math.max(...['', '::after'].map((part) => parseFloat(getComputedStyle(one, part).fontSize)))))
    * 3 / 4"""
# Headings that end below the part they are of.
RUNNING_OVER = """() => [...document.querySelectorAll('.leaflet-part')]
    .map((part) => [part.querySelector('.leaflet-part__title'), part])
    .filter(([title, part]) => title.getBoundingClientRect().bottom > part.getBoundingClientRect().bottom + 1)
    .map(([title]) => title.innerText)"""
# About a thousand words, and whatever there is to tell beside them: with lists, cards, many sources, in Spanish.
OF_TWO_PAGES = [
    "/faq/when-to-get-urgent-help/",
    "/faq/crps-in-children/",
    "/es/respuestas/cuando-pedir-ayuda-urgente/",
]
SHEETS = [("", 11), ("leaflet/", 11), ("large-print/", 18)]


def pages(page, paper):
    return len(re.findall(rb"/Type /Page\b", page.pdf(format=paper)))


@pytest.mark.parametrize("address", LONGEST)
def test_a_leaflet_is_two_pages_at_most(visitor, address):
    visitor.goto(f"{address}leaflet/")
    assert max(pages(visitor, paper) for paper in ("A4", "Letter")) <= 2


@pytest.mark.parametrize("address", OF_TWO_PAGES)
def test_a_topic_of_a_thousand_words_is_two_pages(visitor, address):
    visitor.goto(address)
    assert max(pages(visitor, paper) for paper in ("A4", "Letter")) <= 2


def test_a_leaflet_on_treatment_says_what_nobody_knows(visitor):
    """There was room for it."""
    visitor.goto("/es/respuestas/tratamiento-del-sdrc/leaflet/")
    assert "no se sabe qué tan bien funcionan" in visitor.locator(".leaflet").inner_text()


@pytest.mark.parametrize("address", ["/faq/why-is-crps-called-rsd/", "/es/respuestas/viene-el-sdrc-de-una-infeccion/"])
def test_a_heading_with_more_lines_than_its_answer_does_not_run_into_the_next(visitor, address):
    visitor.set_viewport_size({"width": 700, "height": 1000})
    visitor.goto(f"{address}leaflet/")
    visitor.emulate_media(media="print")
    assert visitor.evaluate(RUNNING_OVER) == []


def test_what_a_source_is_stands_on_paper_once(visitor):
    visitor.goto("/faq/does-crps-spread/")
    visitor.emulate_media(media="print")
    said = visitor.locator("main").inner_text()
    assert said.count("185 people at a specialist hospital, looking back") == 1
    assert said.count("Established evidence") == 1 and "Why we are not sure:" in said


@pytest.mark.parametrize("address", LONGEST)
@pytest.mark.parametrize(("sheet", "points"), SHEETS)
def test_no_letter_on_paper_is_smaller_than_promised(visitor, address, sheet, points):
    visitor.goto(f"{address}{sheet}")
    visitor.emulate_media(media="print")
    assert visitor.evaluate(SMALLEST) >= points - 0.1


def test_what_leads_to_other_pages_on_screen_is_not_printed(visitor):
    visitor.goto("/es/respuestas/sdrc-en-ninos-y-adolescentes/leaflet/")
    visitor.evaluate("document.querySelector('.language-offer').hidden = false")
    visitor.emulate_media(media="print")
    assert not visitor.locator(".language-offer").is_visible()


def test_a_leaflet_reads_on_a_phone_and_large_print_shows_every_answer(browser, clinic):
    page = browser.new_page(base_url=clinic.site, viewport={"width": 320, "height": 800}, java_script_enabled=False)
    page.goto("/faq/crps-treatment/leaflet/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto("/faq/does-crps-spread/large-print/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.get_by_text("Nobody can say for one person.").first.is_visible()
    page.close()
