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
