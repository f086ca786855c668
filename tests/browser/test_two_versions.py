"""Two people in one page, autosave on, in a real browser: nobody saves over the other, and both texts come together."""

import re

from playwright.sync_api import expect

from tests.browser import work

ADDRESS = "/admin/pages/{}/edit/"


def id_of(title, tab):
    """A topic of the example content: public, so that its address does not follow its title any more."""
    tab.goto("/admin/topics/")
    return re.search(r"/pages/(\d+)/", tab.get_by_role("link", name=title, exact=True).first.get_attribute("href"))[1]


def open_editor(tab, page_id):
    tab.goto(ADDRESS.format(page_id))
    expect(tab.locator("[data-edit-form]")).to_be_visible()
    tab.wait_for_load_state("networkidle")


def test_a_save_from_before_leads_to_both_versions_and_on_to_one_draft(at_work):
    writer, publisher = at_work("writer"), at_work("publisher")
    page_id = id_of("Can CRPS go into remission?", writer)
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

    expect(writer.get_by_role("heading", name="Put two versions together")).to_be_visible()
    expect(writer.get_by_text("How patients ask it: theirs is taken")).to_be_visible()
    writer.get_by_label("Keep mine").check()
    writer.get_by_role("button", name="Save merged draft").click()
    writer.wait_for_url("**/edit/")
    expect(writer.locator("#id_title")).to_have_value("My title")
    expect(writer.locator("#id_asked_as")).to_have_value("their wording")


def test_both_versions_can_be_put_together_without_scripts(at_work):
    writer = at_work("writer")
    page_id = id_of("Is there a cure for CRPS?", writer)
    plain = at_work("writer", java_script_enabled=False)
    open_editor(writer, page_id)
    form = writer.locator("[data-edit-form]").first.evaluate("form => [...new FormData(form)]")
    writer.fill("#id_title", "Saved in one window")
    work.save(writer)
    posted = {name: "Typed in the other" if name == "title" else value for name, value in form}
    answer = writer.request.post(ADDRESS.format(page_id), form=posted, headers={"Referer": writer.url})
    assert answer.status == 409

    plain.goto(ADDRESS.format(page_id))
    plain.goto(plain.get_by_role("link", name="Put the two together").first.get_attribute("href"))
    plain.get_by_label("Keep theirs").check()
    plain.get_by_role("button", name="Save merged draft").click()
    plain.wait_for_url("**/edit/")
    plain.goto(f"/admin/pages/{page_id}/history/")
    assert "Two drafts put together" in plain.content()
