"""Closed answers in a real browser: a link opens its answer, a key and a tap open it, paper shows it."""

import pytest
from playwright.sync_api import expect

TOPIC = "/faq/does-crps-spread/"
SPANISH = "/es/respuestas/se-extiende-el-sdrc/"
LAST = "details.question:last-of-type"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(request, browser, clinic):
    context = browser.new_context(
        base_url=clinic.site, viewport={"width": 320, "height": 568}, java_script_enabled=request.param
    )
    yield context.new_page()
    context.close()


def test_title_short_answer_and_first_question_are_on_the_first_screen_of_a_phone(phone):
    phone.set_viewport_size({"width": 360, "height": 640})
    for address in ("/faq/is-crps-a-brain-or-spinal-cord-disease/", "/faq/crps-treatment/", SPANISH):
        phone.goto(address)
        for part in phone.locator("h1, .short-answer, .question__title >> nth=0").all():
            box = part.bounding_box()
            assert box["y"] + box["height"] <= 640
        assert phone.locator(".site-header").bounding_box()["height"] <= 110


def test_the_header_leaves_the_screen_to_the_answer_in_the_largest_text_too(visitor):
    visitor.add_init_script("localStorage.setItem('reading', JSON.stringify({ text: 'largest' }))")
    for width, height in [(360, 640), (390, 844), (768, 1024)]:
        visitor.set_viewport_size({"width": width, "height": height})
        for address in (TOPIC, SPANISH):
            visitor.goto(address)
            assert visitor.locator(".site-header").bounding_box()["height"] <= 0.3 * height


def test_back_to_top_brings_the_focus_along(visitor):
    visitor.goto(TOPIC)
    visitor.get_by_role("link", name="Back to top").first.focus()
    visitor.keyboard.press("Enter")
    expect(visitor.locator("header")).to_be_focused()
    assert visitor.evaluate("scrollY") == 0
    visitor.keyboard.press("Tab")
    expect(visitor.locator(".site-header__home")).to_be_focused()


def test_contents_stand_beside_the_text_where_there_is_room(visitor):
    visitor.set_viewport_size({"width": 1200, "height": 800})
    visitor.goto(TOPIC)
    contents, text = (visitor.locator(one).bounding_box() for one in (".jump-list", ".questions"))
    assert contents["x"] >= text["x"] + text["width"]
    visitor.evaluate("document.documentElement.dataset.text = 'largest'")
    assert not visitor.locator(".jump-list").is_visible()


def test_a_link_opens_the_answer_it_leads_to_and_moves_the_focus(phone):
    phone.goto(TOPIC)
    answer = phone.locator(LAST)
    expect(answer).not_to_have_attribute("open", "")
    phone.set_viewport_size({"width": 1200, "height": 700})
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
