"""A number that two pages show: changed by a writer, seen on a phone by a reviewer, approved by keyboard, live."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


def numbers(visitor):
    """Of the pages in both languages that show the figure."""
    visitor.goto("/about/")
    spanish = visitor.locator('link[rel=alternate][hreflang="es"]').get_attribute("href")
    shown = [visitor.locator(".key-figure").first.inner_text()]
    visitor.goto(spanish)
    return [*shown, visitor.locator(".key-figure").first.inner_text()]


def test_a_number_is_changed_on_all_pages_by_one_approval(at_work, visitor):
    writer = at_work("writer")
    writer.goto("/admin/snippets/content/keyfigure/?locale=en")
    writer.get_by_role("link", name="People we have cared for so far").first.click()
    writer.get_by_label("Value").fill("about 850")
    writer.get_by_role("button", name="Send for clinical review").click()
    expect(writer.get_by_role("heading", name="Where patients will read it: 2 pages")).to_be_visible()
    assert all("800" in shown for shown in numbers(visitor))

    found = [(one["id"], [node["target"] for node in one["nodes"]]) for one in Axe().run(writer).response["violations"]]
    assert found == []

    reviewer = at_work("reviewer", java_script_enabled=False, viewport={"width": 360, "height": 740})
    reviewer.goto("/admin/board/")
    reviewer.get_by_role("link", name="People we have cared for so far").first.press("Enter")
    expect(reviewer.locator("del", has_text="800").first).to_be_visible()
    assert reviewer.locator("html").evaluate("page => page.scrollWidth") <= 360
    approve = reviewer.get_by_role("button", name="Approve and publish on 2 pages")
    reviewer.get_by_label("Note").focus()
    reviewer.keyboard.press("Tab")
    expect(approve).to_be_focused()
    reviewer.keyboard.press("Enter")
    expect(reviewer.get_by_text("Patients read it now on 2 pages: ")).to_be_visible()
    assert all("850" in shown for shown in numbers(visitor))
