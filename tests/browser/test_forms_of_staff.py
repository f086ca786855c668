"""The forms of staff: every form has a heading and every field a name, and an answer lost on the way loses nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.work import save

NAMES = {"runOnly": {"type": "rule", "values": ["page-has-heading-one", "aria-input-field-name", "label"]}}


def nameless(tab):
    return [
        (violation["id"], [node["target"] for node in violation["nodes"]])
        for violation in Axe().run(tab, options=NAMES).response["violations"]
    ]


@pytest.mark.parametrize("model", ["meaning/example", "meaning/threshold", "home/searchcard", "faq/glossaryterm"])
def test_a_form_for_something_new_has_a_heading(at_work, model):
    tab = at_work("admin")
    tab.goto(f"/admin/snippets/{model}/add/")
    tab.wait_for_load_state("networkidle")
    assert nameless(tab) == []


def open_topic(tab):
    tab.goto("/admin/topics/?q=spread")
    tab.get_by_role("link", name="Does CRPS spread?", exact=True).first.click()
    tab.locator(".typed-table-block td input[aria-label^='Row 1, ']").first.wait_for()


def test_every_field_of_a_topic_has_a_name(at_work):
    tab = at_work("writer")
    open_topic(tab)
    assert nameless(tab) == []
    expect(tab.locator(".statement-form [role=textbox]").first).to_have_attribute("aria-label", "Text")


def test_when_the_answer_to_an_autosave_gets_lost_nobody_else_is_blamed(at_work):
    tab, lost = at_work("writer"), []

    def lose_one(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    # Two seconds after it opens the form looks at itself: what was typed until then is no change to it.
    tab.add_init_script("addEventListener('w-unsaved:watch-edits', () => document.body.dataset.watched = '')")
    open_topic(tab)
    tab.locator("body[data-watched]").wait_for()
    tab.route("**/edit/", lose_one)
    asked = tab.locator("#id_asked_as")
    with tab.expect_event("requestfailed", timeout=60_000):
        asked.press("Control+End")
        asked.press_sequentially("\nspreading", delay=400)  # longer than the form takes to look at itself
    with tab.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/edit/")) as retry:
        asked.press_sequentially(" pain")
    assert lost == [200]
    assert retry.value.json()["success"]
    save(tab)
    assert asked.input_value().endswith("spreading pain")
    expect(tab.get_by_text("newer version")).to_have_count(0)


def test_a_reference_without_a_field_brings_to_the_field(at_work):
    tab = at_work("writer")
    tab.goto("/admin/topics/?q=naltrexone")  # A topic of its own: what is begun here is saved by itself.
    tab.get_by_role("link", name="Low-dose naltrexone for CRPS", exact=True).first.click()
    statement = tab.locator(".statement-form").first
    statement.locator("select").first.select_option("established")
    statement.locator("[data-contentpath=references] .c-sf-add-button").first.click()
    statement.get_by_role("button", name="Choose reference").filter(visible=True).first.click()
    chooser = tab.locator(".modal")
    expect(chooser.locator("input[name=q]")).to_be_focused()
    chooser.get_by_role("tab", name="New reference").click()
    chooser.locator("[name=reference-title]").fill("A study nobody has here")
    add = chooser.get_by_role("button", name="Add and choose")
    for _ in range(2):  # the second time nothing in the window changes
        add.click()
        expect(chooser.get_by_label("Authors")).to_be_focused()
        expect(chooser.get_by_text("This field is required.").first).to_be_in_viewport()
    chooser.get_by_label("Authors").fill("Bean D")
    add.click()
    expect(chooser.get_by_label("Kind of study")).to_be_focused()
