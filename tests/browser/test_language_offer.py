"""A browser that asks for another language than the page has is offered that language, as seen in Chromium."""

import pytest
from playwright.sync_api import expect

TOPIC = "/faq/does-crps-spread/"
SPANISH = "/es/respuestas/se-extiende-el-sdrc/"


@pytest.fixture
def reader(browser, clinic):
    """Opens a page with a browser that asks for a language first."""
    contexts = []

    def open_page(address, locale):
        contexts.append(browser.new_context(base_url=clinic.site, locale=locale))
        page = contexts[-1].new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_the_same_page_is_offered_in_the_language_asked_for(reader):
    page = reader(TOPIC, "es-MX")
    page.get_by_role("link", name="Leer esta página en español").click()
    page.wait_for_url(f"**{SPANISH}")
    expect(page.locator(".language-offer")).to_be_hidden()


def test_nothing_is_offered_to_whom_the_page_speaks(reader):
    expect(reader(TOPIC, "en-GB").locator(".language-offer")).to_be_hidden()


def test_a_language_the_site_does_not_have_is_not_offered(reader):
    expect(reader(TOPIC, "fr-FR").locator(".language-offer")).to_be_hidden()
