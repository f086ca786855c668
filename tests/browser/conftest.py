"""The real thing: `manage.py up` with example content on a private Postgres, driven in Chromium. Started once."""

from pathlib import Path

import pytest
from django.test import RequestFactory, override_settings

from clinic.website import unavailable
from tests.browser.shown import AWAY, BROKEN, SCENE
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


@pytest.fixture(scope="package")
def scene(clinic):
    """The clinic with what its example content does not have: pages taken down, and faults."""
    clinic.manage("shell", "--verbosity=0", "-c", SCENE)
    return Scene(clinic)


class Scene:
    def __init__(self, clinic):
        self.site = clinic.site
        with override_settings(VAR_DIR=Path(clinic.var)):
            request = RequestFactory().get("/")
            self.faults = {AWAY: unavailable.unavailable(request), BROKEN: unavailable.server_error(request)}

    def answer_faults(self, context):
        """In this browser context the addresses of the faults answer as the clinic does when it has them."""
        for address, page in self.faults.items():
            context.route(self.site + address, answering(page))


def answering(page):
    return lambda route: route.fulfill(status=page.status_code, content_type="text/html", body=page.content)


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
