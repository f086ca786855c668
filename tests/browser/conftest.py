"""The real thing: `manage.py up` with example content on a private Postgres, driven in Chromium. Started once."""

import pytest

from tests.running import RunningClinic


@pytest.fixture(scope="session")
def clinic():
    # Each test that types into the editor saves by its own buttons; saving by itself has tests of its own.
    with RunningClinic() as running:
        yield running


@pytest.fixture
def visitor(browser, clinic):
    """A visitor's tab on the public site."""
    context = browser.new_context(base_url=clinic.site)
    yield context.new_page()
    context.close()


@pytest.fixture
def at_work(browser, clinic):
    """`at_work("writer")`: a tab of the staff admin in which that role is logged in."""
    contexts = []

    def tab_of(role, **options):
        contexts.append(browser.new_context(base_url=clinic.staff, **options))
        tab = contexts[-1].new_page()
        tab.set_default_timeout(20_000)
        clinic.log_in(tab, role)
        return tab

    yield tab_of
    for context in contexts:
        context.close()
