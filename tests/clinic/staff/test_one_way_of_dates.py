"""Dates and times on the screens of staff are written in one way: 29 November 2026, 14:30."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from clinic.review import going_live
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
# As Django writes them for Americans: "Nov. 29, 2026", "2:30 p.m.", "11/29/2026".
OTHERWISE = re.compile(
    r"\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\. \d|\b(?:March|April|May|June|July) \d+, 20|[ap]\.m\.|\d/\d+/20\d\d"
)


@pytest.fixture
def addresses():
    topic = build.topic()
    topic.save_revision(user=member("writer"))
    waiting = build.topic("Waits", live=False)
    waiting.get_workflow().start(waiting, member("writer"))
    figure = build.figure()
    build.image()
    pages = (f"/admin/pages/{topic.pk}/{name}/" for name in ("edit", "history", "usage", "workflow_history"))
    lists = ("", "topics/", "board/", "snippets/content/keyfigure/", f"snippets/content/keyfigure/edit/{figure.pk}/")
    more = ("snippets/faq/reference/", "images/", "documents/", "users/", "record/", "urgent-notices/", "mail/")
    reports = ("reports/site-history/", "reports/aging-pages/", "reports/workflow/", f"pages/{build.faq_index().pk}/")
    return [*pages, *(f"/admin/{name}" for name in (*lists, *more, *reports))]


def test_no_screen_writes_a_date_otherwise(staff, addresses):
    admin = staff("admin")
    pages = {address: admin.get(address) for address in addresses}
    assert {address: page.status_code for address, page in pages.items() if page.status_code not in (200, 404)} == {}
    found = {address: OTHERWISE.findall(page.content.decode()) for address, page in pages.items()}
    assert {address: dates for address, dates in found.items() if dates} == {}


def test_a_page_that_waits_for_its_day_is_called_scheduled(staff):
    topic = build.topic("Waits for spring", live=False)
    build.signed(topic)
    going_live.schedule(topic, member("publisher"), build.seen(topic), timezone.now() + timedelta(days=90))
    shown = staff("writer").get("/admin/topics/").content.decode()
    assert re.search(r"w-status[^>]*>.*?</span>\s*scheduled", shown, re.S)
