"""On a phone nothing of the admin goes beyond the screen: what needs more width moves in a box of its own."""

from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.browser.work import begin_topic

WIDTHS = (390, 320)
MOST_TAPS = 3
# Pages with lists and forms that no entry of the menu leads to.
MORE = (
    "pages/",
    "pages/search/",
    "images/add/",
    "images/multiple/add/",
    "snippets/faq/reference/add/",
    "users/add/",
    "groups/new/",
)
# What goes beyond the right edge of main, and of the screen, by how much; empty where nothing does.
BEYOND = """() => {
  const beyond = (place, name) => (place?.scrollWidth > place?.clientWidth ? [`${name} ${place.scrollWidth}`] : []);
  return [...beyond(document.documentElement, 'document'), ...beyond(document.querySelector('main'), 'main')];
}"""
# Lists that are wider than the screen and do not stand in a box that moves and holds something that takes the focus.
STUCK = """() => [...document.querySelectorAll('main table.listing')].filter((table) => {
  const box = table.parentElement;
  if (box.scrollWidth <= box.clientWidth) return false;
  return getComputedStyle(box).overflowX !== 'auto' || !box.querySelector('a[href], button, input');
}).map((table) => table.parentElement.outerHTML.slice(0, 100))"""


def phone(at_work, role, width):
    return at_work(role, viewport={"width": width, "height": 844}, has_touch=True, is_mobile=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_list_and_form_fits(at_work, width):
    tab = phone(at_work, "admin", width)
    tab.goto("/admin/")
    of_the_menu = tab.evaluate("[...document.querySelectorAll('.sidebar a')].map((link) => link.getAttribute('href'))")
    entries = {entry for entry in of_the_menu if entry.startswith("/admin/")}
    assert len(entries) > 40
    wrong = {}
    for address in sorted(entries | {f"/admin/{one}" for one in MORE}):
        tab.goto(address)
        if found := tab.evaluate(BEYOND) + tab.evaluate(STUCK):
            wrong[address] = found
    assert wrong == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_filters_fit(at_work, width):
    tab = phone(at_work, "writer", width)
    tab.goto("/admin/topics/")
    tab.get_by_role("button", name="Show filters").tap()
    menu = tab.locator(".w-drilldown__contents")
    for name in ("How it stands", "Subject", "Page owner"):
        menu.get_by_role("button", name=name).tap()
        expect(menu.get_by_role("combobox")).to_be_visible()
        box = menu.get_by_role("combobox").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        menu.get_by_role("button", name="Back").tap()


def insert(button, kind):
    """On a slow computer the form still moves when it is tapped first: whoever misses taps again."""
    for _ in range(MOST_TAPS):
        button.tap()
        with suppress(TimeoutError):
            kind.wait_for(timeout=5000)
            break
    kind.tap()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_editor_stays_where_it_is_while_a_picture_and_how_urgent_are_chosen(at_work, width):
    tab = phone(at_work, "writer", width)
    begin_topic(tab)
    questions = tab.locator("[id$=questions-section]")
    questions.locator(".c-sf-add-button").last.tap()
    expect(tab.locator("#questions-0-value-question")).to_be_focused()
    for kind in ("Care card", "Picture"):
        insert(questions.locator(".c-sf-add-button").nth(1), tab.get_by_role("option", name=kind).first)
        expect(questions.locator(":focus")).to_have_count(1)
    questions.get_by_role("button", name="Choose a picture").tap()
    tab.locator(".modal-body").get_by_role("link", name="About seven in a hundred").first.tap()
    expect(questions.get_by_text("About seven in a hundred")).to_be_visible()
    expect(tab.locator(".modal-body")).to_have_count(0)
    questions.get_by_label("How urgent").select_option(index=1)
    questions.get_by_label("How urgent").focus()
    assert tab.evaluate(BEYOND) == []
    assert tab.evaluate("document.querySelector('main').scrollLeft") == 0
