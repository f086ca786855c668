"""“In crisis?” in the head leads to the help: it stands at the top of the screen, and the keyboard is there.

In Spanish it names what it is for: there, “crisis” is a flare-up of pain.
"""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize(
    "window", [{"width": 360, "height": 800}, {"width": 1280, "height": 1400}], ids=["phone", "desk"]
)
@pytest.mark.parametrize(("address", "name"), [("/faq/when-to-get-urgent-help/", "In crisis?"), ("/es/", "¿Suicidio?")])
def test_the_help_is_at_the_top_of_the_screen(browser, clinic, window, address, name):
    page = browser.new_page(base_url=clinic.site, viewport=window)
    page.goto(address)
    link = page.get_by_role("link", name=name)
    for _ in range(2):
        link.click()
        help_there = page.locator("#crisis-help")
        expect(help_there).to_be_focused()
        assert abs(help_there.bounding_box()["y"]) <= 1
        page.evaluate("scrollTo(0, 0)")
    page.close()
