"""Words are explained where they stand, by tap and by key; the editor offers to explain them."""

import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.work import begin_topic

TOPIC = "/faq/is-crps-a-brain-or-spinal-cord-disease/"


@pytest.fixture
def phone(browser, clinic):
    context = browser.new_context(base_url=clinic.site, viewport={"width": 320, "height": 640}, has_touch=True)
    yield context.new_page()
    context.close()


def test_without_scripts_a_tap_leads_to_the_entry_and_the_meanings_stand_at_the_end(browser, clinic):
    phone = browser.new_page(base_url=clinic.site, viewport={"width": 320, "height": 640}, java_script_enabled=False)
    phone.goto(TOPIC)
    expect(phone.locator(".words-explained")).to_contain_text("The parts of the body that fight germs")
    phone.get_by_role("link", name="immune system", exact=True).click()
    expect(phone.locator(":target")).to_contain_text("The parts of the body that fight germs")
    phone.close()


def test_a_tap_opens_the_card_and_a_tap_elsewhere_or_on_close_closes_it(phone):
    phone.goto(TOPIC)
    word = phone.get_by_role("button", name="immune system", exact=True)
    card = phone.get_by_role("note", name="immune system")
    word.tap()
    expect(card).to_contain_text("The parts of the body that fight germs")
    close = card.get_by_role("button", name="Close")
    assert close.bounding_box()["height"] >= 44
    assert card.get_by_role("link").bounding_box()["height"] >= 44
    assert card.bounding_box()["y"] + card.bounding_box()["height"] == pytest.approx(640, abs=1)
    close.tap()
    expect(card).to_be_hidden()
    word.tap()
    word.tap()
    expect(card).to_be_hidden()
    word.tap()
    phone.touchscreen.tap(160, 20)
    expect(card).to_be_hidden()


def test_the_keyboard_opens_the_card_goes_through_it_and_comes_back(visitor):
    visitor.goto(TOPIC)
    word = visitor.get_by_role("button", name="spinal cord", exact=True)
    card = visitor.get_by_role("note", name="spinal cord")
    word.focus()
    visitor.keyboard.press("Enter")
    expect(card).to_be_visible()
    assert Axe().run(visitor, context={"include": [[".word-card:popover-open"]]}).response["violations"] == []
    visitor.keyboard.press("Tab")
    expect(card.get_by_role("button", name="Close")).to_be_focused()
    visitor.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(word).to_be_focused()
    for key in ("Enter", "Tab", "Tab", "Enter"):
        visitor.keyboard.press(key)
    expect(visitor.locator(":target")).to_contain_text("The thick bundle of nerves inside the backbone.")


def test_paper_has_the_meanings_at_the_end(visitor):
    visitor.goto(TOPIC)
    listed = visitor.locator(".words-explained")
    expect(listed.get_by_text("The thick bundle")).to_be_hidden()
    visitor.emulate_media(media="print")
    expect(listed).to_contain_text("The thick bundle of nerves inside the backbone.")


def test_the_editor_offers_to_explain_a_word_at_its_first_use(at_work):
    tab = at_work("writer")
    begin_topic(tab)
    tab.locator("#id_title").press_sequentially(f"Touch {uuid.uuid4()}")
    section = tab.locator("[id$=short_answer-section]")
    section.locator("[contenteditable=true]").first.click()
    tab.keyboard.type("Allodynia hurts. So does allodynia after a flare-up.")
    expect(section.get_by_role("button", name="Explain “")).to_have_text(["Explain “Allodynia”", "Explain “flare-up”"])
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(section.get_by_role("status")).to_have_text("“Allodynia” is explained here now.")
    expect(section.get_by_role("button", name="Explain “flare-up”")).to_be_focused()
    findings = tab.locator("[data-findings]")
    expect(findings.get_by_text("“flare-up” is in the glossary").first).to_be_attached(timeout=20_000)
    expect(findings.get_by_text("“Allodynia” is in the glossary")).not_to_be_attached()
    tab.goto(tab.url)
    expect(section.locator(".TooltipEntity")).to_have_text(["Allodynia"])
