"""A reviewer at a desk, and a clinician on a phone by link, find the change, its source and its finding, and decide."""

import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import work

PHONE = {"viewport": {"width": 360, "height": 740}}

# Signed as it is, then reworded by the writer; and a link to it for somebody without an account.
SCENE = """
import datetime
from django.conf import settings
from django.utils import timezone
from clinic.people.models import User
from clinic.review import approving, signing_links
from clinic.review.content_hash import content_hash
from clinic.review.models import Clinician
from clinic.review.signers import Signer
from faq.models import TopicPage
page = TopicPage.objects.get(slug="does-crps-spread", locale__language_code="en")
people = {user.username: user for user in User.objects.all()}
newest = page.get_latest_revision_as_object()
due = datetime.date.today() + datetime.timedelta(days=200)
approving.sign_off(page, content_hash(newest), Signer.of_user(people["reviewer"]), {"next_due": due})
raw = newest.questions.get_prep_value()
raw[0]["value"]["answer"][0]["value"]["text"] = (
    "<p>CRPS usually affects one arm or leg. It may spread to other parts of the body. This helps most patients.</p>"
)
newest.questions = TopicPage._meta.get_field("questions").to_python(raw)
revision = newest.save_revision(user=people["writer"], clean=False)
page = TopicPage.objects.get(pk=page.pk)
page.get_workflow().start(page, people["writer"])
until = datetime.date.today() + datetime.timedelta(days=300)
fields = {"name": "Dr Ana Bello", "title": "MD", "registration": "1", "email": "ana@hospital.example"}
clinician = Clinician.objects.create(**fields, vouched_by=people["reviewer"], confirmed_at=timezone.now(), until=until)
_, token = signing_links.invite(page, people["reviewer"], content_hash(page.get_latest_revision_as_object()), clinician)
(settings.VAR_DIR / "waiting.txt").write_text(f"{page.pk} {token}")
"""


@pytest.fixture(scope="module")
def waiting(clinic):
    """`(id of the page, address of the link)`"""
    clinic.manage("shell", "--verbosity=0", "-c", SCENE)
    pk, token = (Path(clinic.var) / "waiting.txt").read_text().split()
    return pk, f"{clinic.staff}/sign/{token}/"


def has_no_faults(tab):
    found = Axe().run(tab, context="main").response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []


def finds_the_change(tab):
    change = tab.locator("#change-1")
    expect(change.locator("ins").first).to_contain_text("may")
    expect(change.locator(".kind-label")).to_be_visible()
    expect(change.locator(".reference__links a").first).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("role", ["reviewer", None])
def test_whoever_leaves_with_words_typed_is_asked(at_work, browser, waiting, role):
    tab = at_work(role) if role else browser.new_page()
    asked = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tab.goto(f"/admin/checking/{waiting[0]}/" if role else waiting[1])
    tab.reload()
    assert asked == []
    tab.get_by_label("Note").press_sequentially("Say when.")
    tab.reload()
    assert asked == ["beforeunload"]


def test_a_day_that_was_chosen_counts_also_after_a_look_at_the_whole_text(at_work, waiting):
    tab = at_work("reviewer")
    asked = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tab.goto(f"/admin/checking/{waiting[0]}/")
    day = tab.get_by_label("Review by")
    chosen = datetime.date.today() + datetime.timedelta(days=30)
    day.fill(chosen.isoformat())
    tab.get_by_role("button", name="Whole text").click()
    expect(tab.get_by_text("parts unchanged")).to_have_count(0)
    expect(day).to_have_value(chosen.isoformat())
    assert asked == []
    tab.evaluate("location.assign('/admin/')")
    tab.wait_for_url("**/admin/")
    assert asked == ["beforeunload"]


def test_at_a_desk_the_decision_is_in_view_all_the_time(at_work, waiting):
    reviewer = at_work("reviewer")
    reviewer.goto(f"/admin/checking/{waiting[0]}/")
    finds_the_change(reviewer)
    for anchor in ("#change-1", "#what-is-read"):
        reviewer.locator(anchor).scroll_into_view_if_needed()
        expect(reviewer.get_by_role("button", name="Ask for a change")).to_be_in_viewport()
    reviewer.get_by_text("parts unchanged").first.click()
    reviewer.get_by_label("Note").press_sequentially("Say when.")
    reviewer.get_by_role("button", name="Whole text").click()
    expect(reviewer.get_by_text("parts unchanged")).to_have_count(0)
    expect(reviewer.get_by_label("Note")).to_have_value("Say when.")
    has_no_faults(reviewer)
    box = reviewer.locator(".decision").bounding_box()
    for button in reviewer.locator(".decision__buttons button").all():
        shown = button.bounding_box()
        assert box["x"] <= shown["x"] and shown["x"] + shown["width"] <= box["x"] + box["width"]


def tab_to(tab, place, most=40):
    """Presses Tab until `place` has the focus."""
    for _ in range(most):
        if place.evaluate("e => e === document.activeElement"):
            return
        tab.keyboard.press("Tab")
    raise AssertionError(f"{place} is not among the next {most} stops")


def test_by_keyboard_alone_a_reviewer_reads_the_change_and_decides(at_work, waiting):
    reviewer = at_work("reviewer")
    reviewer.goto(f"/admin/checking/{waiting[0]}/")
    reviewer.locator("main h1").first.evaluate("e => { e.tabIndex = -1; e.focus() }")
    tab_to(reviewer, reviewer.get_by_role("link", name="See the change"))
    reviewer.keyboard.press("Enter")
    expect(reviewer.locator("#change-1")).to_be_focused()
    tab_to(reviewer, reviewer.locator("#change-1").get_by_role("link", name="To your decision"), most=3)
    reviewer.keyboard.press("Enter")
    expect(reviewer.locator("#decide")).to_be_focused()
    ticked = reviewer.get_by_label("I have checked the sources")
    tab_to(reviewer, ticked, most=3)
    reviewer.keyboard.press("Space")
    expect(ticked).to_be_checked()
    asking = reviewer.get_by_role("button", name="Ask for a change")
    tab_to(reviewer, asking, most=10)
    # Nothing is written yet: the refusal says so, and what was ticked stays.
    reviewer.keyboard.press("Enter")
    expect(reviewer.get_by_role("alert").or_(reviewer.locator(".decision__error")).first).to_be_visible()
    expect(ticked).to_be_checked()


def test_on_a_phone_by_link_the_words_are_found_and_approved(browser, waiting):
    tab = browser.new_page(**PHONE)
    tab.goto(waiting[1])
    finds_the_change(tab)
    has_no_faults(tab)
    enlarged = tab.add_style_tag(content="html { font-size: 200% }")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    enlarged.evaluate("e => e.remove()")
    tab.get_by_role("link", name="Decide", exact=True).click()
    expect(tab.get_by_role("button", name="Approve", exact=True)).to_be_in_viewport()
    work.sign(tab)
    expect(tab.get_by_text("Your approval is recorded")).to_be_visible()
