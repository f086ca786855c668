"""The list on which statements get their kind: with the keys, for several at once, and on a phone in the dark."""

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

SCENE = """
import json
from clinic.people.models import User
from django.conf import settings
from faq.models import FaqIndexPage, TopicPage
from tests import builders as build
writer = User.objects.get(username="writer")
page = TopicPage(title="To be labelled", short_answer="<p>In short.</p>", live=False, owner=writer)
said = ["It spreads (Bean 2014).", "This has no side effects.", "Call us.", "Keep it warm.", "Rest first."]
page.questions = [build.question("Does it spread?", *(build.statement(words, kind="") for words in said))]
FaqIndexPage.objects.get(locale__language_code="en").add_child(instance=page)
page.save_revision(user=writer, clean=False)
(settings.VAR_DIR / "labelled.json").write_text(json.dumps(page.pk))
"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture(scope="module")
def address(clinic):
    clinic.manage("shell", "--verbosity=0", "-c", SCENE)
    return f"/admin/pages/{json.loads((Path(clinic.var) / 'labelled.json').read_text())}/kinds/"


def test_on_a_phone_in_the_dark_axe_finds_nothing(at_work, address):
    phone = at_work("writer", viewport={"width": 360, "height": 740}, color_scheme="dark")
    phone.goto(address)
    for kind in ("Published health information", "Established evidence"):
        phone.get_by_label(kind).first.check()
        expect(phone.get_by_text(f"Still missing for “{kind}”").first).to_be_visible()
    assert not phone.evaluate(SIDEWAYS)
    found = Axe().run(phone, context=".choosing-kinds", options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    phone.close(run_before_unload=False)


def test_with_the_keys_and_for_several_at_once(at_work, address):
    tab = at_work("writer")
    tab.goto(address)
    rows = tab.locator("[data-choosing-kinds-row]")
    expect(tab.get_by_text("Keys, inside a statement")).to_be_visible()
    rows.nth(0).locator("[type=radio]:checked").focus()
    tab.keyboard.press("2")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("6")
    for number in (3, 4):
        rows.nth(number).locator("[type=checkbox]").check()
    tab.locator("#choosing-kinds-kind").select_option("plain")
    tab.get_by_role("button", name="Apply to chosen").click()
    expect(tab.get_by_text("is set for 2 statements. Save to keep it.")).to_be_visible()
    with tab.expect_navigation():
        tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.get_by_text("4 statements have a new kind. 1 still without.")).to_be_visible()
    # Only what is left; what is missing leads to its statement in the editor.
    expect(rows.filter(visible=True)).to_have_count(1)
    tab.get_by_role("button", name="All", exact=True).click()
    expect(rows.filter(visible=True)).to_have_count(5)
    rows.nth(0).get_by_role("link", name="Add it in the editor").click()
    expect(tab.locator(".statement-form").first).to_be_in_viewport()
