"""The findings stand beside the form and follow the writer: they come after a save, and each leads to its place."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.work import begin_topic

DESK, PHONE, NARROW = 1280, 360, 320
SHOWN = "e => e.checkVisibility() && !e.closest('[hidden]') && e.tabIndex >= 0"
STOPS = f"[...document.querySelectorAll('a, button, input, summary, [tabindex]')].filter({SHOWN})"


@pytest.fixture
def writer(at_work, request):
    """A writer's tab with a topic just begun, as wide as a desk's screen unless the test asks for another."""
    tab = at_work("writer", viewport={"width": getattr(request, "param", DESK), "height": 800})
    begin_topic(tab)
    tab.locator("#id_title").press_sequentially(f"We can cure it: {uuid.uuid4()}")
    expect(tab).to_have_url(re.compile(r"/pages/\d+/edit/"), timeout=20_000)
    return tab


def icon(tab):
    return tab.locator("[data-side-panel-toggle=findings]")


def panel(tab):
    """The panel, opened."""
    if icon(tab).get_attribute("aria-expanded") != "true":
        icon(tab).click()
    return tab.locator("[data-findings]")


def retitle(tab):
    """As a person does who goes on to the next field: the address follows the title then, and both are checked."""
    title = f"What CRPS is: {uuid.uuid4()}"
    tab.fill("#id_title", title)
    tab.press("#id_title", "Tab")
    return title


def test_the_title_comes_first_and_closed_findings_are_no_stop_on_the_way_to_it(writer):
    expect(icon(writer)).to_have_attribute(
        "aria-label", re.compile(r"^Claims and checks: \d+ stop approval"), timeout=20_000
    )
    assert writer.locator("#id_title").bounding_box()["y"] < 300
    expect(writer.locator("[data-findings]")).to_be_hidden()
    assert writer.evaluate(f"{STOPS}.filter(e => e.closest('[data-findings]')).length") == 0
    expect(panel(writer).locator("a[data-jump]").first).to_be_visible()


def test_the_icon_counts_what_is_left(writer):
    number = icon(writer).locator("[data-side-panel-toggle-counter]")
    expect(icon(writer)).to_have_attribute("aria-label", re.compile("stop approval"), timeout=20_000)
    before = int(number.inner_text())
    retitle(writer)
    expect(number).to_have_text(str(before - 1), timeout=20_000)


def test_by_keyboard_alone_a_finding_leads_to_its_block(writer):
    icon(writer).press("Enter")
    writer.locator("[data-findings] a[data-jump]", has_text="Promises").or_(
        writer.locator("[data-findings] a[data-jump]", has_text="We can")
    ).first.press("Enter")
    expect(writer.locator("#id_title")).to_be_focused()
    writer.keyboard.press("End")
    writer.keyboard.type(" Mended")
    expect(writer.locator("#id_title")).to_have_value(re.compile(" Mended$"))


def test_nothing_beside_it_says_that_no_issues_were_found(writer):
    writer.locator("[data-side-panel-toggle=checks]").click()
    expect(writer.get_by_role("heading", name="Accessibility problems in the preview")).to_be_visible()
    expect(writer.get_by_text("Issues found")).to_have_count(0)


@pytest.mark.parametrize("writer", [PHONE], indirect=True)
def test_on_a_phone_the_panel_makes_way_for_the_place_it_leads_to(writer):
    panel(writer).locator("a[data-jump]").first.click()
    expect(writer.locator("[data-findings]")).to_be_hidden()
    expect(writer.locator("[data-edit-form] :focus")).to_be_in_viewport()


def test_a_new_topic_is_checked_once_it_is_saved_and_again_after_each_save(writer):
    finding = panel(writer).get_by_text("Promises a cure, or that CRPS goes away for good.")
    expect(finding.first).to_be_attached()
    title = retitle(writer)
    expect(finding).to_have_count(0)
    expect(writer.locator("#id_title")).to_have_value(title)


def test_a_finding_leads_to_its_place_on_another_tab(writer):
    panel(writer).locator("a[data-jump]", has_text="Services this topic leads to").click()
    expect(writer.get_by_role("tab", name="Categories and related")).to_have_attribute("aria-selected", "true")
    place = writer.locator("#panel-child-categories_and_related-services_this_topic_leads_to-section")
    expect(place).to_be_focused()
    expect(place).to_be_in_viewport()


def test_checking_again_leaves_what_is_typed(writer):
    writer.locator("#id_asked_as").fill("crps cure")
    panel(writer).get_by_role("link", name="Check again").click()
    expect(panel(writer).get_by_role("status")).to_have_text("Checked again.")
    expect(writer.locator("#id_asked_as")).to_have_value("crps cure")


@pytest.mark.parametrize("writer", [NARROW, PHONE], indirect=True)
def test_it_does_not_widen_the_form_and_its_links_are_easy_to_hit(writer):
    expect(panel(writer)).to_be_visible()
    assert writer.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert panel(writer).evaluate("e => e.scrollWidth <= e.clientWidth")
    expect(panel(writer).locator("a[data-jump]").first).to_be_visible()
    # All at one moment: the panel is drawn anew when the page has been checked again.
    heights = panel(writer).locator("a, summary").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert min(height for height in heights if height) >= 44
