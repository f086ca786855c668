"""What the editor opens or the keys lead to is never under the header or the bar with the buttons."""

import pytest
from playwright.sync_api import expect

from tests.browser.work import begin_topic

# The field that has the focus, between what lies over the form: {top, bottom, from, to}.
PLACE = """() => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  const footer = document.querySelector('footer.footer');
  const header = document.querySelector('.w-slim-header').getBoundingClientRect();
  const isOver = ['fixed', 'sticky'].includes(getComputedStyle(footer).position);
  return { top, bottom, from: header.bottom, to: isOver ? footer.getBoundingClientRect().top : innerHeight };
}"""
IS_FREE = f"""() => {{
  const {{ top, bottom, from, to }} = ({PLACE})();
  const settled = window.before === top;
  window.before = top;
  return settled && top >= from && (bottom <= to || bottom - top > 200);
}}"""


@pytest.fixture(params=[(1280, 800), (360, 740)], ids=["desk", "phone"])
def new_topic(at_work, request):
    width, height = request.param
    tab = at_work("writer", viewport={"width": width, "height": height})
    begin_topic(tab)
    return tab


def is_free(tab):
    """Waits: a block opens slowly."""
    tab.wait_for_function(IS_FREE, polling=100)


def test_no_new_block_opens_under_a_bar(new_topic):
    questions = new_topic.locator("[id$=questions-section]")
    for number in range(3):
        questions.locator(".c-sf-add-button").last.click()
        expect(new_topic.locator(f"#questions-{number}-value-question")).to_be_focused()
        is_free(new_topic)
    for kind in ("Statement", "Steps", "Care card", "Table"):
        questions.locator(".c-sf-add-button").nth(1).click()
        is_free(new_topic)
        new_topic.get_by_role("option", name=kind).first.click()
        expect(questions.locator(":focus")).to_have_count(1)
        is_free(new_topic)
    # Up again: nothing under the header.
    for _ in range(12):
        new_topic.keyboard.press("Shift+Tab")
    is_free(new_topic)


def test_a_table_starts_small(new_topic):
    questions = new_topic.locator("[id$=questions-section]")
    questions.locator(".c-sf-add-button").last.click()
    questions.locator(".c-sf-add-button").nth(1).click()
    new_topic.get_by_role("option", name="Table").click()
    cells = new_topic.locator(".typed-table-block td input[aria-label^='Row']")
    expect(cells).to_have_count(4)
