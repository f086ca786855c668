"""The real thing: `manage.py up` with example content on a private Postgres, driven in Chromium. Started once."""

import pytest

from tests.mail_server import MailServerOfTest
from tests.running import RunningClinic


@pytest.fixture(scope="package")
def post_office():
    """Takes what the clinic sends; `post_office.box` is what arrived."""
    server = MailServerOfTest()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="package")
def clinic(post_office):
    with RunningClinic(EMAIL_URL=f"smtp://127.0.0.1:{post_office.port}") as running:
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
