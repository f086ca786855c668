"""What members of staff do in their tabs, step by step, as the stories of several tests need it."""

import re
from pathlib import Path

from playwright.sync_api import expect

SAMPLES = Path(__file__).parents[1] / "faq" / "samples"
MOST_TRIES = 3
WATCHED = "addEventListener('w-unsaved:watch-edits', () => { document.documentElement.dataset.formIsWatched = '' })"


def say_it_is_me(admin, password):
    """Where accounts change, whoever logged in more than some minutes ago is asked once more."""
    asked = admin.get_by_role("heading", name="Is it you?")
    expect(asked.or_(admin.get_by_text("updated").first)).to_be_visible()
    if asked.is_visible():
        admin.get_by_label("Password").fill(password)
        admin.get_by_role("button", name="Go on").click()


def begin_topic(writer):
    """Ends in the form of a new topic, once it knows how it began: what is typed before does not count as a change."""
    writer.add_init_script(WATCHED)
    writer.goto("/admin/")
    writer.goto(writer.locator('a[href*="/pages/add/faq/topicpage/"]').first.get_attribute("href"))
    writer.locator("html[data-form-is-watched]").wait_for()


def import_file(writer, document):
    """Ends in the editor of the draft. `document`: a path, or a file as Playwright describes one."""
    writer.get_by_role("link", name="Import a document").first.click()
    writer.set_input_files("input[type=file]", document)
    writer.locator("form:has(input[type=file]) button[type=submit]").click()
    expect(writer.get_by_text("3 questions").first).to_be_visible()
    writer.get_by_role("button", name="Create draft").click()
    writer.wait_for_url("**/edit/")


def complete(writer, short_answer):
    """What the importer leaves to people: a short answer, a label for each statement, a claim to mend, a subject."""
    write(writer, writer.locator("[id$=short_answer-section]"), short_answer)
    statements = writer.locator(".statement-form")
    for number in range(statements.count()):
        statements.nth(number).locator("select").first.select_option("plain")
    claim = statements.filter(has_text="This has no side effects")
    write(writer, claim, "We treat the vagus nerve. Ask us about side effects.")
    writer.get_by_role("tab", name="Categories and related").click()
    writer.locator("select[name=subject]").select_option(index=1)
    writer.get_by_role("tab", name="Content").click()


def write(writer, place, words):
    """In place of what stands there. The editor learns of a selection a moment late: whoever types looks, and mends."""
    place = place.locator("[contenteditable=true]").first
    place.click()
    editor = place.element_handle()
    for _ in range(MOST_TRIES):
        editor.click()
        writer.keyboard.press("Control+A")
        writer.keyboard.type(words)
        if editor.inner_text().strip() == words:
            return
    raise AssertionError(f"“{words}” does not stand in the editor: {editor.inner_text()}")


def save(writer):
    with writer.expect_navigation():
        writer.get_by_role("button", name=re.compile("^Save draft")).first.click()


def preview(writer, words):
    """Saves, and sees the words as patients would."""
    save(writer)
    writer.locator("[data-side-panel-toggle=preview]").click()
    shown = writer.frame_locator("#w-preview-iframe, [data-side-panel=preview] iframe").first
    expect(shown.get_by_text(words)).to_be_visible(timeout=30_000)
    writer.locator("[data-side-panel-toggle=preview]").click()


def press_submit(writer):
    writer.get_by_role("button", name="Send for clinical review").click()


def submit(writer):
    """Sends the draft for checking; returns the page's id."""
    page_id = re.search(r"/pages/(\d+)/", writer.url)[1]
    press_submit(writer)
    expect(writer.get_by_text("was sent for clinical review")).to_be_visible()
    return page_id


def public_address(editor):
    """Where patients find the topic that is open in this tab."""
    return f"/faq/{editor.locator('#id_slug').input_value()}/"


def sign(checker):
    """Fills in the form that a reviewer's screen and a clinician's link have in common."""
    checker.get_by_label("I have checked the sources").check()
    checker.get_by_role("button", name="Approve", exact=True).click()
