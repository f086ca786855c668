"""A practice of one mends a typo: every click is counted, from where it is read to where patients read it mended."""

import pytest
from playwright.sync_api import expect

from tests.browser import work

PAGE = "/faq/driving-and-travel-with-crps/"
MOST = 6
SWITCH = """
from clinic.site.models import ClinicDetails
details = ClinicDetails.objects.get()
details.one_person_signs = {}
details.save()
"""


@pytest.fixture
def alone(clinic):
    """The one switch."""
    clinic.manage("shell", "--verbosity=0", "-c", SWITCH.format(True))
    yield
    clinic.manage("shell", "--verbosity=0", "-c", SWITCH.format(False))


def test_from_the_typo_to_live_in_few_clicks(alone, at_work, visitor):
    admin, pressed = at_work("admin"), []

    def press(found, how="click"):
        pressed.append(found)
        found.press("Enter") if how == "Enter" else found.click()

    admin.goto("/admin/topics/?q=driving")
    edit = admin.locator("a[href*='/pages/']", has_text="Driving").first.get_attribute("href")
    admin.add_init_script(work.WATCHED)
    admin.goto(edit.replace("edit", "view_draft"))
    press(admin.get_by_role("button", name="View Wagtail quick actions"))
    # It moves for a while.
    press(admin.get_by_role("menuitem", name="Edit this page"), "Enter")
    admin.locator("html[data-form-is-watched]").wait_for()
    press(admin.locator("[id$=short_answer-section] [contenteditable=true]").first)
    admin.keyboard.press("Control+End")
    with admin.expect_response(lambda answer: "This was a typo." in (answer.request.post_data or "")):
        admin.keyboard.type(" This was a typo.")
    press(admin.get_by_role("link", name="Review and approve"))
    expect(admin.get_by_text("This was a typo.").first).to_be_visible()
    press(admin.get_by_label("I have checked the sources"))
    press(admin.get_by_role("button", name="Approve and publish"))
    expect(admin.get_by_text("Published. Patients read it now.")).to_be_visible()
    assert len(pressed) <= MOST
    visitor.goto(PAGE)
    expect(visitor.get_by_text("This was a typo.").first).to_be_visible()
    expect(visitor.get_by_text("the same person wrote and checked it")).to_be_visible()
