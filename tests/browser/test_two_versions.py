"""Two people in one page, autosave on, in a real browser: nobody saves over the other, and both texts are kept."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser import work

ADDRESS = "/admin/pages/{}/edit/"


def id_of(title, tab):
    """A topic of the example content: public, so that its address does not follow its title any more."""
    tab.goto(f"/admin/topics/?{urlencode({'q': title})}")
    return re.search(r"/pages/(\d+)/", tab.get_by_role("link", name=title, exact=True).first.get_attribute("href"))[1]


def open_editor(tab, page_id):
    tab.goto(ADDRESS.format(page_id))
    expect(tab.locator("[data-edit-form]")).to_be_visible()
    tab.wait_for_load_state("networkidle")


def refused(writer, publisher, page_id):
    """The publisher saves first; then the writer's save leads to both versions."""
    open_editor(writer, page_id)
    open_editor(publisher, page_id)
    publisher.fill("#id_title", "Their title")
    publisher.fill("#id_asked_as", "their wording")
    work.save(publisher)
    with writer.expect_response(lambda answer: answer.status == 400 and answer.url.endswith("/edit/")):
        writer.fill("#id_title", "My title")
    expect(writer.get_by_role("button", name="Publisher saved a new version")).to_be_visible()
    writer.get_by_role("button", name=re.compile("^Save draft")).first.click()
    dialog = writer.get_by_role("dialog").filter(has_text="saved a new version")
    expect(dialog.get_by_text("Nothing is overwritten")).to_be_visible(timeout=30_000)
    with writer.expect_navigation():
        dialog.get_by_role("button", name="Save draft").click()
    expect(writer.get_by_role("heading", name="Two versions of this page")).to_be_visible()


def test_a_save_from_before_leads_to_both_versions_and_on_to_one_draft(at_work):
    writer, publisher = at_work("writer"), at_work("publisher")
    page_id = id_of("Can CRPS go into remission?", writer)
    refused(writer, publisher, page_id)

    title = writer.locator(".two-versions").filter(has=writer.get_by_role("heading", name="Title"))
    mine, theirs = title.locator(".two-versions__side").all()
    assert (visible_words(mine), visible_words(theirs)) == ("Mine My title", "Theirs Their title")
    writer.get_by_role("button", name="Take mine").click()
    writer.wait_for_url("**/edit/")
    expect(writer.locator("#id_title")).to_have_value("My title")


def visible_words(place):
    return " ".join(place.inner_text().split())


@pytest.mark.parametrize(("width", "topic"), [(360, "Why does CRPS spread?"), (1280, "Is there a cure for CRPS?")])
def test_both_versions_fit_and_are_reached_by_keyboard(at_work, width, topic):
    writer, publisher = at_work("writer"), at_work("publisher")
    refused(writer, publisher, id_of(topic, writer))
    writer.set_viewport_size({"width": width, "height": 800})
    assert writer.evaluate("document.documentElement.scrollWidth") <= width
    sides = [side.bounding_box() for side in writer.locator(".two-versions__side").all()[:2]]
    assert (sides[0]["y"] == sides[1]["y"]) == (width > 1000)
    reached = []
    while "Go on with theirs, and copy from mine" not in reached:
        writer.keyboard.press("Tab")
        reached.append(writer.evaluate("document.activeElement.textContent.trim()"))
        assert len(reached) < 80
    assert reached[-3:] == ["Take mine", "Take theirs", "Go on with theirs, and copy from mine"]
    writer.keyboard.press("Shift+Tab")
    writer.keyboard.press("Enter")
    writer.wait_for_url("**/edit/")
    expect(writer.locator("#id_title")).to_have_value("Their title")


def test_a_version_kept_aside_can_be_taken_without_scripts(at_work):
    writer = at_work("writer")
    page_id = id_of("What is CRPS?", writer)
    plain = at_work("writer", java_script_enabled=False)
    open_editor(writer, page_id)
    form = writer.locator("[data-edit-form]").first.evaluate("form => [...new FormData(form)]")
    form = [(name, value) for name, value in form if name != "editing_tab"]  # Scripts write it.
    writer.fill("#id_title", "Saved in one window")
    work.save(writer)
    posted = {name: "Typed in the other" if name == "title" else value for name, value in form}
    answer = writer.request.post(ADDRESS.format(page_id), form=posted, headers={"Referer": writer.url})
    assert answer.status == 409

    plain.goto(ADDRESS.format(page_id))
    plain.goto(plain.get_by_role("link", name="See both versions").first.get_attribute("href"))
    plain.get_by_role("button", name="Take mine").click()
    plain.wait_for_url("**/edit/")
    plain.goto(f"/admin/pages/{page_id}/history/")
    assert "Draft kept aside taken as the newest" in plain.content()
