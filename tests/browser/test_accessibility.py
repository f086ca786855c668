"""Every template on a phone and a desk, in light and dark: axe finds nothing, nothing scrolls sideways, no cookie."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "home": "/",
    "topic": "/faq/does-crps-spread/",
    "care cards": "/faq/when-to-get-urgent-help/",
    "index": "/faq/",
    "a to z": "/faq/a-z/",
    "labels": "/faq/how-we-know/",
    "words": "/faq/words/",
    "services": "/services/",
    "service": "/services/first-assessment/",
    "contact": "/contact/",
    "search": "/search/?q=spread",
    "nothing found": "/search/?q=xyzzy",
    "not found": "/there-is-no-such-page/",
}
ROOMY = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"


@pytest.fixture(params=[(320, "light"), (1280, "dark")], ids=lambda seen: f"{seen[0]} {seen[1]}")
def reader(request, browser, clinic):
    width, scheme = request.param
    context = browser.new_context(
        base_url=clinic.site, viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(reader, address):
    reader.goto(address)
    found = Axe().run(reader).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_nothing_scrolls_sideways_with_roomy_text(browser, clinic, address):
    page = browser.new_page(base_url=clinic.site, viewport={"width": 320, "height": 800}, bypass_csp=True)
    page.goto(address)
    page.add_style_tag(content=ROOMY)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_a_visit_asks_nobody_else_and_leaves_no_cookie(browser, clinic):
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    for address in PAGES.values():
        page.goto(clinic.site + address)
    assert [url for url in asked if not url.startswith((clinic.site, "data:"))] == []
    assert context.cookies() == []
    context.close()


def test_everything_is_readable_without_scripts(browser, clinic):
    page = browser.new_page(base_url=clinic.site, java_script_enabled=False)
    page.goto("/faq/does-crps-spread/")
    assert page.get_by_role("heading", name="How often does CRPS spread?").is_visible()
    page.locator("summary").first.click()
    assert page.locator("details[open]").count() == 1
    page.close()


def test_the_keyboard_reaches_the_content_first(visitor):
    visitor.goto("/faq/")
    visitor.keyboard.press("Tab")
    skip = visitor.locator(":focus")
    assert skip.inner_text() == "Skip to the main content"
    assert float(visitor.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")) >= 2
    visitor.keyboard.press("Enter")
    assert visitor.evaluate("location.hash") == "#main"


@pytest.mark.parametrize("address", ["/", "/faq/does-crps-spread/", "/services/first-assessment/"])
def test_buttons_and_links_outside_running_text_are_44_pixels_high(browser, clinic, address):
    page = browser.new_page(base_url=clinic.site, viewport={"width": 320, "height": 800}, has_touch=True)
    page.goto(address)
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, summary, input")]
            .filter((one) => one.offsetParent && !one.closest("p, li p, .prose, .skip-link"))
            .map((one) => [one.innerText || one.name, one.getBoundingClientRect().height])
            .filter(([, height]) => height < 43.5)"""
    )
    assert small == []
    page.close()


def test_the_stylesheet_arrives(visitor):
    visitor.goto("/")
    assert "Atkinson" in visitor.evaluate("getComputedStyle(document.body).fontFamily")


@pytest.mark.parametrize(
    "address", ["/admin/bring-in/", "/admin/who-may-do-what/", "/admin/"], ids=["bring in", "who may", "first screen"]
)
def test_axe_finds_nothing_on_staff_screens(at_work, address):
    tab = at_work("admin", viewport={"width": 320, "height": 800})
    tab.goto(address)
    tab.wait_for_load_state("networkidle")
    found = Axe().run(tab, context={"include": [["main"]]}).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
