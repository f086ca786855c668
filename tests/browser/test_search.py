"""Search in a browser: answers offered while typing, by keys, by pointer, for screen readers; and without scripts."""

import pytest
from playwright.sync_api import expect


def test_answers_are_offered_while_typing(visitor):
    visitor.set_viewport_size({"width": 320, "height": 700})
    visitor.goto("/search/")
    field = visitor.get_by_role("combobox", name="What would you like to know?")
    expect(field).to_have_attribute("aria-expanded", "false")

    field.fill("is there a cur")  # at once: a list for fewer letters would be taken away while it is measured
    options = visitor.get_by_role("listbox", name="Answers that may fit").get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert all(option.bounding_box()["height"] >= 44 for option in options.all())
    assert visitor.evaluate("document.documentElement.scrollWidth") <= 320

    field.press("ArrowDown")
    chosen = visitor.get_by_role("option", selected=True)
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    field.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("is there a cur")

    field.press("ArrowDown")
    words = visitor.get_by_role("option", selected=True).inner_text()
    field.press("Enter")
    expect(visitor.locator("main")).to_contain_text(words)

    visitor.goto("/search/")
    field.press_sequentially("is there a cur")
    options.first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Is there a cure for CRPS?")


@pytest.mark.parametrize("text", ["", "largest"])
def test_whom_to_call_is_on_the_first_screen_of_a_phone(visitor, text):
    visitor.set_viewport_size({"width": 360, "height": 740})
    visitor.goto("/")
    visitor.evaluate(f"localStorage.setItem('reading', JSON.stringify({{ text: '{text}' }}))")
    for typed, label in (("i want to die", "Call 988"), ("i cant breathe", "Call 911")):
        visitor.goto("/")
        visitor.get_by_role("combobox").press_sequentially(typed)
        while_typing = visitor.get_by_role("search").get_by_role("link", name=label)
        expect(while_typing).to_be_in_viewport(ratio=1)
        expect(visitor.get_by_role("combobox")).to_be_in_viewport()
        visitor.goto(f"/search/?q={typed}")
        expect(visitor.locator(".search-card").get_by_role("link", name=label)).to_be_in_viewport(ratio=1)
        assert visitor.evaluate("document.documentElement.scrollWidth") <= 360


def test_search_works_without_scripts(browser, clinic):
    context = browser.new_context(base_url=clinic.site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/")
    page.get_by_role("searchbox").fill("is ther a cuer")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("li a[href*='/is-there-a-cure-for-crps/']").first).to_be_visible()
    context.close()
