"""Closed answers in a real browser: a link opens its answer, a key and a tap open it, paper shows it."""

import pytest
from playwright.sync_api import expect

TOPIC = "/faq/does-crps-spread/"
LAST = "details.question:last-of-type"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(request, browser, clinic):
    context = browser.new_context(
        base_url=clinic.site, viewport={"width": 320, "height": 568}, java_script_enabled=request.param
    )
    yield context.new_page()
    context.close()


def test_the_short_answer_is_on_the_first_screen_of_a_phone(phone):
    for address in ("/faq/is-crps-a-brain-or-spinal-cord-disease/", "/faq/crps-treatment/"):
        phone.goto(address)
        for part in phone.locator("h1, .short-answer").all():
            box = part.bounding_box()
            assert box["y"] + box["height"] <= 568


def test_a_link_opens_the_answer_it_leads_to_and_moves_the_focus(phone):
    phone.goto(TOPIC)
    answer = phone.locator(LAST)
    expect(answer).not_to_have_attribute("open", "")
    phone.locator(".jump-list a").last.click()
    expect(answer).to_have_attribute("open", "")
    expect(answer.locator(".question__answer")).to_be_focused()
    expect(answer.locator("> summary")).to_be_in_viewport()


def test_an_address_with_a_question_opens_its_answer(phone):
    phone.goto(TOPIC)
    anchor = phone.locator(".jump-list a").last.get_attribute("href")
    phone.goto("about:blank")
    phone.goto(TOPIC + anchor)
    expect(phone.locator(LAST)).to_have_attribute("open", "")
    expect(phone.locator(LAST).locator("> summary")).to_be_in_viewport()


def test_all_answers_open_and_close_at_once(phone):
    phone.goto(TOPIC)
    phone.get_by_role("button", name="Open all answers").click()
    expect(phone.locator("details.question:not([open])")).to_have_count(0)
    phone.get_by_role("button", name="Close all answers").click()
    expect(phone.get_by_role("button", name="Open all answers")).to_be_visible()
    expect(phone.locator(LAST)).not_to_have_attribute("open", "")


def test_an_answer_opens_by_key_and_stays_open_after_a_way_out_and_back(visitor):
    visitor.goto(TOPIC)
    visitor.locator(f"{LAST} > summary").focus()
    visitor.keyboard.press("Enter")
    expect(visitor.locator(LAST)).to_have_attribute("open", "")
    visitor.goto("/services/")
    visitor.go_back()
    expect(visitor.locator(LAST)).to_have_attribute("open", "")


def test_a_search_in_the_page_and_paper_reach_what_is_closed(phone):
    phone.goto(TOPIC)
    text = phone.locator(f"{LAST} .statement__text").first
    expect(text).not_to_be_visible()
    words = text.text_content().split()[:4]
    phone.goto("about:blank")
    phone.goto(f"{TOPIC}#:~:text={'%20'.join(words)}")
    expect(phone.locator(LAST)).to_have_attribute("open", "")
    phone.goto(TOPIC)
    phone.emulate_media(media="print")
    expect(phone.locator(f"{LAST} .statement__text").first).to_be_visible()
