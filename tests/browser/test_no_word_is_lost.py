"""A login that ends while somebody writes: they are told where they are, log in in another tab, and go on."""

import pytest
from playwright.sync_api import expect

from tests.browser import work

TYPED = "Written while the login had ended."
LOGGED_OUT = "You were logged out"


@pytest.fixture
def writing(at_work, known):
    """A tab in which a topic is open. Whatever logs it out is forgotten by the tests after it."""
    tab = at_work("writer")
    tab.add_init_script(work.WATCHED)
    tab.goto("/admin/topics/?q=why+spread")
    tab.get_by_role("main").get_by_role("link", name="Why does CRPS spread?", exact=True).first.click()
    tab.locator("html[data-form-is-watched]").wait_for()
    yield tab
    known.pop("writer", None)


def write(tab):
    tab.locator("#id_asked_as").press("Control+End")
    tab.locator("#id_asked_as").press_sequentially(f"\n{TYPED}")


def log_in_elsewhere(clinic, tab):
    other, login = tab.context.new_page(), clinic.logins["writer"]
    other.goto("/admin/login/")
    other.fill("#id_username", login["username"])
    other.fill("#id_password", login["password"])
    other.click("button[type=submit]")
    other.wait_for_url("**/admin/")


def is_saved(tab):
    tab.goto(tab.url)
    return TYPED in tab.locator("#id_asked_as").input_value()


def take_back(tab):
    """For the next test."""
    field = tab.locator("#id_asked_as")
    field.fill(field.input_value().replace(f"\n{TYPED}", ""))
    work.save(tab)


def test_when_the_login_ends_it_is_said_in_place_and_what_was_written_is_saved_after_the_next(clinic, writing):
    writing.context.clear_cookies()
    write(writing)
    writing.get_by_role("button", name="Save draft").first.click()
    expect(writing.get_by_role("heading", name=LOGGED_OUT)).to_be_visible()
    expect(writing.get_by_text("What you wrote is still on this page").first).to_be_visible()
    with writing.expect_navigation():
        log_in_elsewhere(clinic, writing)
    assert is_saved(writing)
    take_back(writing)
