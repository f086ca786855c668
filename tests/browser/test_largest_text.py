"""A phone whose browser is set to letters twice as large, with our own largest text on top of it."""

import pytest

from tests.browser.shown import SHOWN

# One address of each template; what is folded is opened.
PAGES = [addresses[0] for addresses in SHOWN.values()] + ["/faq/when-to-get-urgent-help/", "/es/", "/search/?q=suicide"]
LARGEST = """localStorage.setItem("reading", '{"text":"largest"}')"""
OPENED = "document.querySelectorAll('details').forEach((one) => (one.open = true))"
BROKEN_NUMBERS = """() => [...document.querySelectorAll(".in-one-piece")]
    .filter((one) => one.checkVisibility() && one.getClientRects().length > 1).map((one) => one.innerText)"""
HEAD = "document.querySelector('.site-header')?.offsetHeight ?? 0"
GUTTER = "parseFloat(getComputedStyle(document.querySelector('.shell')).paddingInlineStart)"


@pytest.fixture(scope="module", params=[320, 360])
def phone(request, scene, browser):
    context = browser.new_context(base_url=scene.site, viewport={"width": request.param, "height": 640})
    scene.answer_faults(context)
    tab = context.new_page()
    letters = context.new_cdp_session(tab)
    letters.send("Page.enable")
    letters.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    yield tab
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_nothing_sticks_out_no_number_breaks_and_the_head_leaves_room(phone, address):
    phone.goto(address)
    for setting in ("localStorage.clear()", LARGEST):
        phone.evaluate(setting)
        phone.reload()
        phone.evaluate(OPENED)
        assert phone.evaluate("getComputedStyle(document.body).fontSize >= '36px'")
        assert phone.evaluate("document.documentElement.scrollWidth") <= phone.viewport_size["width"]
        assert phone.evaluate(BROKEN_NUMBERS) == []
        assert phone.evaluate(HEAD) <= 0.3 * phone.viewport_size["height"]
        assert phone.evaluate(GUTTER) <= 20
