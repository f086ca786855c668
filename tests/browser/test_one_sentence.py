"""A nurse corrects one sentence: every click from the first screen to clinical review is counted."""

from playwright.sync_api import expect

from tests.browser import work

TOPIC = "Does CRPS have stages?"
MOST_CLICKS = 5


def test_one_sentence_is_corrected_and_sent_in_five_clicks(at_work):
    nurse, pressed = at_work("writer"), []

    def press(found):
        pressed.append(found)
        found.click()

    nurse.add_init_script(work.WATCHED)
    nurse.goto("/admin/")
    press(nurse.get_by_role("navigation").get_by_role("link", name="Topics", exact=True))
    press(nurse.get_by_role("main").get_by_role("link", name=TOPIC, exact=True))
    nurse.locator("html[data-form-is-watched]").wait_for()
    press(nurse.get_by_text("Old letters and some websites still use these words.").first)
    nurse.keyboard.press("Control+End")  # End alone is the end of the line on the screen
    nurse.keyboard.type(" Ask us about them.")
    # At once: the editor has not written the last words into its form by now.
    press(nurse.get_by_role("button", name="Send for clinical review"))
    expect(nurse.get_by_text("was sent for clinical review")).to_be_visible()
    assert len(pressed) <= MOST_CLICKS
    reviewer = at_work("reviewer")
    reviewer.goto("/admin/board/")
    reviewer.get_by_role("link", name=TOPIC).first.click()
    expect(reviewer.get_by_text("Ask us about them.").first).to_be_visible()
