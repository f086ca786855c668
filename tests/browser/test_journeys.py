"""From the front door to the telephone: with the keys only, with one finger, without scripts, without movement."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.shown import TOPIC

# From a corner of the page to any other.
MOST_TABS = 150
STATE = "[location.href, ...[...document.querySelectorAll('details')].map((one) => one.open)].join()"


def journey(page, use):
    """Home, a topic, an answer in it, how we know it, a service, its telephone number; `use(control)` each time."""
    page.goto("/")
    use(page.get_by_role("main").get_by_role("link", name="Does CRPS spread?").first)
    expect(page).to_have_url(re.compile(f"{TOPIC}$"))
    answer = page.locator("details.question").nth(1)
    expect(answer.locator(".statement").first).not_to_be_visible()
    use(answer.locator("summary").first)
    expect(answer.locator(".statement").first).to_be_visible()
    use(answer.locator(".sources > summary").first)
    expect(answer.locator(".sources__list").first).to_be_visible()
    use(page.get_by_role("main").locator("a[href*='/services/']:not([href$='/services/'])").first)
    expect(page).to_have_url(re.compile("/services/.+/$"))
    use(page.get_by_role("main").locator("a[href^='tel:']").first)


def is_number(control):
    """The last step: a browser of tests has no telephone to hand it to."""
    return (control.get_attribute("href") or "").startswith("tel:")


def middle(control):
    control.scroll_into_view_if_needed()
    box = control.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.fixture
def travels(browser, clinic):
    """`travels(java_script_enabled=False)`: a phone with which somebody goes on the journey."""
    contexts = []

    def phone(**options):
        contexts.append(browser.new_context(base_url=clinic.site, viewport={"width": 360, "height": 640}, **options))
        return contexts[-1].new_page()

    yield phone
    for context in contexts:
        context.close()


def test_the_keys_are_enough(travels):
    page = travels()

    def reach_and_press(control):
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            if control.evaluate("(one) => one === document.activeElement"):
                break
        else:
            raise AssertionError(f"The Tab key did not come to {control} in {MOST_TABS} steps.")
        expect(control).to_be_in_viewport()
        if not is_number(control):
            page.keyboard.press("Enter")

    journey(page, reach_and_press)


def test_one_finger_is_enough_and_may_change_its_mind(travels):
    """Nothing happens when the finger comes down, nor when it slides away before it leaves the glass."""
    page = travels(reduced_motion="reduce")

    def press(control):
        before = page.evaluate(STATE)
        page.mouse.move(*middle(control))
        page.mouse.down()
        assert page.evaluate(STATE) == before
        page.mouse.move(2, 2)
        page.mouse.up()
        assert page.evaluate(STATE) == before
        assert page.evaluate("document.getAnimations().length") == 0
        if not is_number(control):
            page.mouse.click(*middle(control))

    journey(page, press)


def test_scripts_are_not_needed(travels):
    journey(travels(java_script_enabled=False), lambda control: control.click(no_wait_after=True))
