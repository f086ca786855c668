"""The findings follow the writer: they come after a save by themselves, and each leads to its place in the form."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.work import begin_topic

DESK, PHONE = 1280, 320


@pytest.fixture
def writer(at_work, request):
    """A writer's tab with a topic just begun, as wide as a desk's screen unless the test asks for another."""
    tab = at_work("writer", viewport={"width": getattr(request, "param", DESK), "height": 800})
    begin_topic(tab)
    tab.locator("#id_title").press_sequentially(f"We can cure it: {uuid.uuid4()}")
    expect(tab).to_have_url(re.compile(r"/pages/\d+/edit/"), timeout=20_000)
    return tab


def panel(tab):
    return tab.locator("[data-findings]")


def test_a_new_topic_is_checked_once_it_is_saved_and_again_after_each_save(writer):
    finding = panel(writer).get_by_text("Promises a cure, or that CRPS goes away for good.")
    expect(finding.first).to_be_visible()
    writer.fill("#id_title", "What CRPS is")
    expect(finding).to_have_count(0)
    expect(writer.locator("#id_title")).to_have_value("What CRPS is")


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


@pytest.mark.parametrize("writer", [PHONE], indirect=True)
def test_it_does_not_widen_the_form_and_its_links_are_easy_to_hit(writer):
    assert writer.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(panel(writer).locator("a[data-jump]").first).to_be_visible()
    links = [link for link in panel(writer).locator("a, summary").all() if link.is_visible()]
    assert min(link.bounding_box()["height"] for link in links) >= 44
