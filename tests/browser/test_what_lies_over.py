"""In the editor nothing needed is covered: the calendar leaves the window of a schedule free."""

import pytest

from tests.browser import work

TITLE = "Does CRPS spread?"
BOX = "(one) => { const {left, right, top, bottom} = one.getBoundingClientRect(); return {left, right, top, bottom} }"


def editor(at_work, role, width, height):
    tab = at_work(role, viewport={"width": width, "height": height})
    tab.add_init_script(work.WATCHED)
    tab.goto("/admin/topics/?q=spread")
    tab.goto(tab.get_by_role("main").get_by_role("link", name=TITLE, exact=True).first.get_attribute("href"))
    tab.locator("html[data-form-is-watched]").wait_for()
    return tab


def overlap(one, other):
    across = one["left"] < other["right"] and other["left"] < one["right"]
    return across and one["top"] < other["bottom"] and other["top"] < one["bottom"]


@pytest.mark.parametrize("width", [1280, 1600])
def test_the_calendar_leaves_the_window_of_the_schedule_free(at_work, width):
    tab = editor(at_work, "admin", width, 800)
    tab.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.evaluate("(button) => button.click()")
    tab.locator("#id_go_live_at").click()
    calendar = tab.locator(".xdsoft_datetimepicker:visible")
    calendar.wait_for()
    box = calendar.evaluate(BOX)
    assert box["right"] <= width
    for needed in ("#id_expire_at", "#schedule-publishing-dialog button.action-save"):
        place = tab.locator(needed).evaluate(BOX)
        # Of the field, its last few pixels may be covered where the window is narrowest.
        assert not overlap(box, place | {"right": place["right"] - 8}), needed
