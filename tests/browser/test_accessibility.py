"""Every template, small and wide, in light, dark and forced colours: what axe sees, and what axe does not."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.shown import ADDRESSES, SERVICE

LOOKING = (Path(__file__).parent / "looking.js").read_text()
# A window of 1280 × 1024 at 400 %: as narrow as the smallest phone, and low.
SMALL, WIDE = {"width": 320, "height": 256}, {"width": 1280, "height": 1024}
VIOLATIONS_ONLY = {"resultTypes": ["violations"]}
COLOURS_ONLY = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
EVERY_KEY = "abcdefghijklmnopqrstuvwxyz0123456789/?.,;[]"


@pytest.fixture(scope="module")
def tab(scene, browser):
    context = browser.new_context(base_url=scene.site, viewport=SMALL, reduced_motion="reduce")
    scene.answer_faults(context)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def forced(scene, browser):
    """A tab of its own: one that changes its colours goes on telling axe some of the old ones."""
    context = browser.new_context(base_url=scene.site, viewport=SMALL, forced_colors="active", reduced_motion="reduce")
    scene.answer_faults(context)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=ADDRESSES)
def opened(request, tab):
    """A page opened once for all tests of this file; axe and our own looks are loaded."""
    tab.set_viewport_size(SMALL)
    tab.goto(request.param)
    Axe().run(tab, options={"runOnly": {"type": "rule", "values": ["html-has-lang"]}})
    tab.evaluate(LOOKING)
    return tab


@pytest.fixture
def page(opened):
    """That page as it was opened: small, light, answers closed."""
    opened.set_viewport_size(SMALL)
    opened.emulate_media(color_scheme="light")
    opened.evaluate("document.querySelectorAll('details[data-was-closed]').forEach((one) => (one.open = false))")
    return opened


def open_all(page):
    closed = "document.querySelectorAll('details:not([open])')"
    page.evaluate(f"{closed}.forEach((one) => (one.dataset.wasClosed = one.open = true))")


def look(page, name, *args):
    return page.evaluate(f"(args) => looking.{name}(...args)", list(args))


def found_by_axe(page, options=None):
    found = Axe().run(page, options=VIOLATIONS_ONLY | (options or {})).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


def test_axe_finds_nothing_on_a_small_screen_with_all_answers_open(page):
    open_all(page)
    assert found_by_axe(page) == []


def test_axe_finds_nothing_in_the_dark_on_a_desk(page):
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="dark")
    assert found_by_axe(page) == []


@pytest.mark.parametrize("window", [SMALL, WIDE], ids=["small", "wide"])
def test_every_target_is_large_and_stands_apart(page, window):
    page.set_viewport_size(window)
    open_all(page)
    assert look(page, "smallTargets") == []
    assert look(page, "closeTargets") == []


def test_every_control_has_a_name_of_its_own_that_begins_with_what_is_written_on_it(page):
    open_all(page)
    assert look(page, "badNames") == []


def test_a_narrow_window_loses_no_word_and_scrolls_in_one_direction(page):
    open_all(page)
    narrow = set(look(page, "words"))
    assert look(page, "lost") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size(WIDE)
    assert narrow == set(look(page, "words"))


def test_roomy_text_loses_nothing(page):
    open_all(page)
    look(page, "roomy", True)
    lost, width = look(page, "lost"), page.evaluate("document.documentElement.scrollWidth")
    look(page, "roomy", False)
    assert lost == []
    assert width <= 320


def test_the_tab_key_comes_everywhere_and_is_always_seen(page):
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
    to_reach, reached, wrong = dict(look(page, "reachable")), set(), []
    for _ in range(2 * len(to_reach) + 10):
        page.keyboard.press("Tab")
        now = look(page, "focused")
        if now is None or now["place"] in reached:
            break
        reached.add(now["place"])
        wrong += now["wrong"]
    assert wrong == []
    assert {name for place, name in to_reach.items() if place not in reached} == set()


def test_no_single_key_does_anything(page):
    page.evaluate("document.activeElement.blur()")
    before = page.evaluate("document.documentElement.outerHTML"), page.url
    page.keyboard.type(EVERY_KEY)
    assert (page.evaluate("document.documentElement.outerHTML"), page.url) == before


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_no_bad_contrast_in_forced_colours(forced, address):
    forced.goto(address)
    assert found_by_axe(forced, COLOURS_ONLY) == []


def test_a_visit_asks_nobody_else_and_leaves_nothing_behind(scene, browser):
    context = browser.new_context(base_url=scene.site)
    scene.answer_faults(context)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    for address in ADDRESSES:
        page.goto(address)
    assert [url for url in asked if not url.startswith((scene.site, "data:"))] == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def test_the_keyboard_reaches_the_content_first(visitor):
    visitor.goto(SERVICE)
    visitor.keyboard.press("Tab")
    assert visitor.locator(":focus").inner_text() == "Skip to the main content"
    visitor.keyboard.press("Enter")
    assert visitor.evaluate("location.hash") == "#main"


def test_the_stylesheet_arrives(visitor):
    visitor.goto("/")
    assert "Atkinson" in visitor.evaluate("getComputedStyle(document.body).fontFamily")


@pytest.mark.parametrize(
    "address", ["/admin/import/", "/admin/who-may-do-what/", "/admin/"], ids=["import", "who may", "first screen"]
)
def test_axe_finds_nothing_on_staff_screens(at_work, address):
    tab = at_work("admin", viewport={"width": 320, "height": 800})
    tab.goto(address)
    tab.wait_for_load_state("networkidle")
    found = Axe().run(tab, context={"include": [["main"]]}).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
