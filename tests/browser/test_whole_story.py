"""A page's life with five people: begun, refused, mended, signed by a link, scheduled, due, confirmed, withdrawn."""

import re
import time
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser import work

TITLE = "Can CRPS move to another limb?"
SHORT_ANSWER = "Yes, it can. In some people CRPS is later felt in another limb."
CLINICIAN = "maya.ortiz@hospital.example"
WRITER = "wren@clinic.example"
DAY = timedelta(days=1)

# As if everything had happened that much earlier: the clocks of the clinic and of its database cannot be turned.
LET_TIME_PASS = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute('''
        SELECT table_name, column_name FROM information_schema.columns
        JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
        AND (data_type LIKE 'timestamp%' OR table_name = 'review_review' AND data_type = 'date')''')
    for table, column in cursor.fetchall():
        cursor.execute(f'UPDATE "{table}" SET "{column}" = "{column}" - interval \\'DAYS days\\'')
"""


@pytest.fixture
def story(clinic, at_work, visitor, post_office):
    return Story(clinic, at_work, visitor, post_office.box)


class Story:
    def __init__(self, clinic, at_work, visitor, box):
        self.clinic, self.at_work, self.visitor, self.box = clinic, at_work, visitor, box

    def let_pass(self, days):
        self.clinic.manage("shell", "--verbosity=0", "-c", LET_TIME_PASS.replace("DAYS", str(days)))

    def letter_to(self, address, about, seconds=60):
        """The text of the first letter to `address` that has `about` in it."""
        return within(seconds, lambda: next(filter(lambda text: about in text, self.letters_to(address)), None))

    def letters_to(self, address):
        return [letter.get_content() for to, letter in self.box.arrived if to == address]

    def page_says(self, words, seconds=90):
        return within(seconds, lambda: self.visitor.goto(self.address).ok and words in self.visitor.content())


def within(seconds, found):
    """What `found()` gives as soon as it gives anything."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if result := found():
            return result
        time.sleep(0.5)
    raise AssertionError(f"Nothing was found within {seconds} seconds.")


def the_clinics_page():
    """The saved web page of the clinic under another title, since the example content has one with its own."""
    words = (work.SAMPLES / "does-crps-spread.html").read_text()
    words = re.sub("Does CRPS Spread", TITLE.rstrip("?"), words, flags=re.IGNORECASE)
    return {"name": "page.html", "mimeType": "text/html", "buffer": words.encode()}


def test_a_page_from_its_first_draft_to_its_last_day(story):
    admin_writes_down_the_writers_address(story)
    writer = story.at_work("writer")
    writer_drafts_and_is_refused(writer)
    writer_mends(story, writer)
    admin_registers_a_clinician(story)
    reviewer_vouches(story)
    reviewer_asks_a_clinician(story)
    clinician_signs(story)
    publisher_schedules(story)
    page_appears_on_time(story)
    a_year_passes(story)
    reviewer_confirms(story)
    admin_withdraws(story)


def admin_writes_down_the_writers_address(story):
    admin = story.at_work("admin")
    admin.goto("/admin/users/")
    admin.get_by_role("link", name="writer", exact=True).first.click()
    for field, words in {"first_name": "Wren", "last_name": "Adeyemi", "email": WRITER}.items():
        admin.locator(f"#id_{field}").fill(words)
    admin.get_by_role("button", name="Save").first.click()
    work.say_it_is_me(admin, story.clinic.logins["admin"]["password"])
    expect(admin.get_by_text("updated").first).to_be_visible()


def writer_drafts_and_is_refused(writer):
    writer.goto("/admin/")
    work.import_file(writer, the_clinics_page())
    work.press_submit(writer)
    expect(writer.get_by_text("Not done yet: look at what is marked.")).to_be_visible()
    writer.locator("[data-side-panel-toggle=findings]").click()
    expect(writer.get_by_text("Says that there are no side effects or no risks.").first).to_be_visible()
    writer.locator("[data-side-panel-toggle=findings]").click()


def writer_mends(story, writer):
    work.complete(writer, SHORT_ANSWER)
    work.save(writer)
    story.address = work.public_address(writer)
    story.page_id = work.submit(writer)


def admin_registers_a_clinician(story):
    admin = story.at_work("admin")
    admin.goto("/admin/snippets/review/clinician/add/")
    admin.get_by_label("Name").fill("Dr Maya Ortiz")
    admin.get_by_label("Role and qualifications").fill("pain consultant, MD")
    admin.get_by_label("Registration number").fill("MD 12345")
    admin.get_by_label("E-mail address").fill(CLINICIAN)
    admin.get_by_label("Vouched by").select_option(index=1)
    admin.locator("[name=until]").fill((date.today() + 700 * DAY).isoformat())
    admin.get_by_role("button", name="Save").click()
    expect(admin.get_by_text("Dr Maya Ortiz").first).to_be_visible()


def reviewer_vouches(story):
    reviewer = story.at_work("reviewer")
    reviewer.goto("/admin/vouching/")
    reviewer.get_by_role("button", name="I vouch for Dr Maya Ortiz").click()
    expect(reviewer.get_by_text("A link can be sent to")).to_be_visible()


def reviewer_asks_a_clinician(story):
    reviewer = story.at_work("reviewer")
    reviewer.goto(f"/admin/checking/{story.page_id}/")
    reviewer.get_by_role("link", name="Send a link").click()
    reviewer.get_by_label("Clinician").select_option(label="Dr Maya Ortiz, pain consultant, MD")
    reviewer.get_by_role("button", name="Send the link").click()
    expect(reviewer.get_by_text(f"The link is on its way to {CLINICIAN}")).to_be_visible()


def clinician_signs(story):
    """On her own telephone, without an account."""
    link = re.search(r"http\S+/sign/\S+", story.letter_to(CLINICIAN, "/sign/"))[0]
    clinician = story.visitor.context.browser.new_page(viewport={"width": 390, "height": 844})
    clinician.goto(link)
    expect(clinician.get_by_text(SHORT_ANSWER).first).to_be_visible()
    assert clinician.evaluate("document.documentElement.scrollWidth") <= 390
    clinician.get_by_label("Review by").fill((date.today() + 360 * DAY).isoformat())
    work.sign(clinician)
    expect(clinician.get_by_text("Your approval is recorded")).to_be_visible()
    assert clinician.goto(link).status == 410
    clinician.close()


def publisher_schedules(story):
    publisher = story.at_work("publisher")
    publisher.goto(f"/admin/publishing/{story.page_id}/")
    moment = datetime.now() + timedelta(seconds=20)
    publisher.get_by_label("Go live at").fill(moment.isoformat(timespec="seconds"))
    publisher.get_by_role("button", name="Publish", exact=True).click()
    expect(publisher.get_by_text("It goes live on")).to_be_visible()
    assert story.visitor.goto(story.address).status == 404


def page_appears_on_time(story):
    story.page_says(SHORT_ANSWER)
    expect(story.visitor.get_by_text("Checked by Dr Maya Ortiz, pain consultant, MD on")).to_be_visible()


def a_year_passes(story):
    story.let_pass(days=370)
    story.page_says("This page was due to be checked again by")
    story.clinic.manage("procrastinate", "defer", "send_reminders")
    letter = story.letter_to(WRITER, "to be reviewed again")
    assert f"/admin/pages/{story.page_id}/edit/" in letter and "10 days ago" in letter


def reviewer_confirms(story):
    reviewer = story.at_work("reviewer")
    reviewer.goto(f"/admin/checking/{story.page_id}/")
    reviewer.get_by_label("I have checked the sources").check()
    reviewer.get_by_role("button", name="Still accurate").click()
    expect(reviewer.get_by_text(f"Still accurate: “{TITLE}”.")).to_be_visible()
    today = f"{date.today():%-d %B %Y}"
    story.page_says(f"on {today}. Next check due")
    assert "Dr Maya Ortiz" not in story.visitor.locator(".checked").inner_text()


def admin_withdraws(story):
    admin = story.at_work("admin")
    admin.goto(f"/admin/withdraw/{story.page_id}/")
    admin.get_by_label("It is no longer true").check()
    admin.get_by_label("What patients read").fill("Ask us: we now tell it in another way.")
    admin.get_by_label("Why, for the record").fill("Studies of this year say it differently.")
    with admin.expect_navigation():
        admin.get_by_role("button", name="Withdraw this page").click()
    answer = story.visitor.goto(story.address)
    assert answer.status == 410
    expect(story.visitor.get_by_text("no longer true")).to_be_visible()
    expect(story.visitor.get_by_text("Ask us: we now tell it in another way.")).to_be_visible()
