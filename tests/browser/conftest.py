"""The real thing: `manage.py up` with example content, driven in Chromium. Started once."""

from pathlib import Path

import pytest
from django.test import RequestFactory, override_settings
from playwright.sync_api import expect

from clinic.website import floods, unavailable
from home.search import without_database
from home.search.help_cards.shown import ShownCard
from tests.browser.shown import AWAY, BROKEN, REMEMBERED, SCENE, TOO_FAST
from tests.database import DEMO, copy, url_of
from tests.mail_server import MailServerOfTest
from tests.running import RunningClinic

BROWSED = "clinic_browsed"
CARD = ShownCard(
    "danger", "en", "Is this an emergency?", "Do not wait.", "911", "Call 911", ["You cannot breathe well."]
)
TITLES = [without_database.Remembered("Does CRPS spread?", "/faq/does-crps-spread/")]
# A busy machine is no fault of the clinic.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="package")
def post_office():
    """Takes what the clinic sends; `post_office.box` is what arrived."""
    server = MailServerOfTest()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="package")
def clinic(post_office, kept_demo):
    copy(DEMO, BROWSED)
    asked = {
        "DATABASE_URL": url_of(BROWSED),
        "SITE_DATABASE_URL": url_of(BROWSED, "clinic_site"),
        "STAFF_DATABASE_URL": url_of(BROWSED, "clinic_staff"),
        "EMAIL_URL": f"smtp://127.0.0.1:{post_office.port}",
        # What one tab has changed another shows at once, not within a second.
        "PAGES_FROM_MEMORY": "0",
    }
    with RunningClinic(kept_demo.folder, **asked) as running:
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
            self.faults[TOO_FAST] = floods.asked_to_wait(request, 1)
            self.faults[REMEMBERED] = without_database.as_page(request, "spread", TITLES, CARD)

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


@pytest.fixture(scope="package")
def known():
    """{role: cookies} of those who have logged in before."""
    return {}


@pytest.fixture
def at_work(browser, clinic, known):
    """`at_work("writer")`: a tab of the staff admin in which that role is logged in."""
    contexts = []

    def tab_of(role, **options):
        context = browser.new_context(base_url=clinic.staff, **options)
        contexts.append(context)
        context.add_cookies(known.get(role, []))
        tab = context.new_page()
        tab.set_default_timeout(20_000)
        clinic.log_in(tab, role)
        known[role] = context.cookies()
        return tab

    yield tab_of
    for context in contexts:
        context.close()
