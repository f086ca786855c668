"""The clinic's main job from end to end: a Word file becomes an answer that a patient reads."""

import re

from playwright.sync_api import expect

from tests.browser import work

SHORT_ANSWER = "It can. In some people CRPS later affects another part of the body."


def test_a_word_file_becomes_an_answer_that_a_visitor_reads(at_work, visitor):
    writer = at_work("writer")
    work.import_file(writer, work.SAMPLES / "does-crps-spread.docx")
    work.complete(writer, SHORT_ANSWER)
    work.preview(writer, SHORT_ANSWER)
    page_id = work.submit(writer)
    sign(at_work("reviewer"), page_id)
    address = publish(at_work("admin"), page_id)

    visitor.goto(address)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Does CRPS Spread?")
    expect(visitor.get_by_text(SHORT_ANSWER)).to_be_visible()
    expect(visitor.get_by_text("Checked by")).to_be_visible()
    visitor.get_by_role("link", name="Services").last.click()
    expect(visitor).to_have_url(re.compile("/services/$"))


def sign(reviewer, page_id):
    reviewer.goto(f"/admin/checking/{page_id}/")
    work.sign(reviewer)
    expect(reviewer.get_by_text("Next, a publisher puts it live")).to_be_visible()


def publish(admin, page_id):
    admin.goto(f"/admin/publishing/{page_id}/")
    admin.get_by_role("button", name="Publish", exact=True).click()
    expect(admin.get_by_text("Published. Patients read it now.")).to_be_visible()
    return work.public_address(admin)
