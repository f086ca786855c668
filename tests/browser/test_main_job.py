"""The clinic's main job from end to end: a Word file becomes an answer that a patient reads."""

import re
from pathlib import Path

from playwright.sync_api import expect

WORD_FILE = next(Path(__file__).parents[1].glob("faq/samples/*.docx"))
SHORT_ANSWER = "It can. In some people CRPS later affects another part of the body."


def test_a_word_file_becomes_an_answer_that_a_visitor_reads(at_work, visitor):
    writer = at_work("writer")
    bring_in(writer)
    complete(writer)
    preview(writer)
    page_id = submit(writer)
    sign(at_work("reviewer"), page_id)
    address = publish(at_work("admin"), page_id)

    visitor.goto(address)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Does CRPS Spread?")
    expect(visitor.get_by_text(SHORT_ANSWER)).to_be_visible()
    expect(visitor.get_by_text("Checked by")).to_be_visible()
    visitor.get_by_role("link", name="Services").last.click()
    expect(visitor).to_have_url(re.compile("/services/$"))


def bring_in(writer):
    writer.get_by_role("link", name="Bring in a document").first.click()
    writer.set_input_files("input[type=file]", WORD_FILE)
    writer.locator("form:has(input[type=file]) button[type=submit]").click()
    expect(writer.get_by_text("3 questions").first).to_be_visible()
    writer.get_by_role("button", name="Create draft").click()
    writer.wait_for_url("**/edit/")


def complete(writer):
    """What the importer leaves to people: a short answer, a label for each statement, a subject, a claim to mend."""
    write(
        writer,
        writer.locator("[id$=short_answer-section]"),
        SHORT_ANSWER,
    )
    statements = writer.locator(".statement-form")
    for number in range(statements.count()):
        statements.nth(number).locator("select").first.select_option("plain")
    write(
        writer,
        statements.filter(has_text="This has no side effects"),
        "We treat the vagus nerve. Ask us about side effects.",
    )
    writer.get_by_role("tab", name="Where it belongs").click()
    writer.locator("select[name=subject]").select_option(index=1)
    writer.get_by_role("tab", name="Content").click()


def write(writer, place, words):
    place.locator("[contenteditable=true]").first.click()
    writer.keyboard.press("Control+A")
    writer.keyboard.type(words)


def preview(writer):
    writer.get_by_role("button", name=re.compile("^Save draft")).first.click()
    writer.wait_for_load_state("networkidle")
    writer.locator("[data-side-panel-toggle=preview]").click()
    shown = writer.frame_locator("#w-preview-iframe, [data-side-panel=preview] iframe").first
    expect(shown.get_by_text(SHORT_ANSWER)).to_be_visible(timeout=30_000)
    writer.locator("[data-side-panel-toggle=preview]").click()


def submit(writer):
    """Sends the draft for checking; returns the page's id."""
    page_id = re.search(r"/pages/(\d+)/", writer.url)[1]
    writer.locator("footer [data-w-dropdown-target=toggle]").click()
    writer.get_by_role("button", name=re.compile("Submit to")).click()
    expect(writer.get_by_text("has been submitted for moderation")).to_be_visible()
    return page_id


def sign(reviewer, page_id):
    reviewer.goto(f"/admin/checking/{page_id}/")
    reviewer.get_by_label("I sign these words").check()
    reviewer.get_by_label("I have checked the sources").check()
    reviewer.get_by_role("button", name="Record my decision").click()
    expect(reviewer.get_by_text("Signed off. Thank you.")).to_be_visible()


def publish(admin, page_id):
    admin.goto(f"/admin/publishing/{page_id}/")
    admin.get_by_role("button", name="Publish", exact=True).click()
    expect(admin.get_by_text("Published. Patients read it now.")).to_be_visible()
    return "/faq/does-crps-spread-2/"
