"""What stands left of the fields of a statement (add, fold, the mark of its kind) is drawn whole, not cut off."""

import pytest

from tests.browser import work

TITLE = "Does CRPS spread?"
# What begins before the box that is drawn: that much of it is cut off while nobody points there.
CUT_OFF = """(form) => [...form.querySelectorAll('button, svg')]
  .filter((sign) => sign.checkVisibility({opacityProperty: true, visibilityProperty: true})
    && sign.getBoundingClientRect().left < form.getBoundingClientRect().left)
  .map((sign) => sign.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("width", [1280, 390])
def test_a_statement_with_its_sources_shows_them_whole(at_work, width):
    tab = at_work("writer", viewport={"width": width, "height": 900})
    tab.add_init_script(work.WATCHED)
    tab.goto("/admin/topics/?q=spread")
    tab.goto(tab.get_by_role("main").get_by_role("link", name=TITLE, exact=True).first.get_attribute("href"))
    tab.locator("html[data-form-is-watched]").wait_for()
    statement = tab.locator(".statement-form").first
    statement.scroll_into_view_if_needed()
    tab.mouse.move(5, 5)
    assert statement.locator(".c-sf-add-button:visible").count() > 2
    assert statement.evaluate(CUT_OFF) == []
