"""The end that a draft plans is never dropped unasked: whoever publishes is asked, or told where."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
NEXT_MONTH = timezone.now().replace(microsecond=0) + timedelta(days=30)


@pytest.fixture
def draft():
    page = build.topic(live=False)
    page.expire_at = NEXT_MONTH
    page.save_revision(user=member("writer"))
    build.signed(page)
    return page


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def test_publishing_many_names_the_page_that_is_to_come_down(draft, staff):
    address = f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}&next=/admin/"
    browser = staff("publisher")
    assert "It is to come down" in browser.get(address).content.decode()
    said = browser.post(address, {"seen": f"{draft.pk}:{build.seen(draft)}"}, follow=True).content.decode()
    assert "Publish it on its own screen" in said
    assert not fresh(draft).live


def test_approving_and_publishing_at_once_leads_to_the_question(draft, staff):
    build.details(one_person_signs=True)
    due = (timezone.localdate() + timedelta(days=90)).isoformat()
    fields = {"seen": build.seen(draft), "outcome": "sign", "sources_checked": "on", "next_due": due, "publish": "1"}
    answer = staff("admin").post(f"/admin/checking/{draft.pk}/", fields)
    assert answer.url == f"/admin/publishing/{draft.pk}/"
    assert not fresh(draft).live


def test_the_end_that_was_shown_is_kept(draft, staff):
    browser = staff("publisher")
    shown = browser.get(f"/admin/publishing/{draft.pk}/").content.decode()
    end = timezone.localtime(NEXT_MONTH).strftime("%Y-%m-%dT%H:%M")
    assert end in shown
    browser.post(f"/admin/publishing/{draft.pk}/", {"go_live_at": "", "expire_at": end, "seen": build.seen(draft)})
    assert fresh(draft).expire_at == NEXT_MONTH.replace(second=0)
