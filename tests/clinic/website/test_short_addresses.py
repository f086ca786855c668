"""An address typed from a leaflet leads to the page, wherever it is now, and says nothing of what is not public."""

import pytest
from django.utils.http import int_to_base36
from wagtail.models import Page, PageViewRestriction

from clinic.pages.models import Withdrawal
from clinic.pages.withdrawing import withdraw
from tests import builders as build

pytestmark = pytest.mark.django_db


def short(page):
    return f"/p/{int_to_base36(page.pk)}/"


def test_it_leads_to_the_page_for_now(patient):
    """For now only: a browser that took it for good would not see the page move."""
    answer = patient.get(short(build.topic()))
    assert (answer.status_code, answer["Location"]) == (302, "/faq/what-is-crps/")


def test_it_is_what_the_page_prints(patient, settings):
    settings.SITE_URL = "https://clinic.example"
    topic = build.topic()
    assert topic.short_url == f"https://clinic.example{short(topic)}"


def test_it_holds_when_the_page_gets_another_address(patient):
    topic = build.topic()
    build.changed(topic, slug="crps")
    assert patient.get(short(topic))["Location"] == "/faq/crps/"


def test_it_may_be_typed_in_capitals_and_without_the_last_slash(patient):
    topic = build.topic()
    assert patient.get(short(topic).upper().replace("/P/", "/p/"))["Location"] == topic.url
    assert patient.get(short(topic).rstrip("/"), follow=True).status_code == 200


def test_drafts_private_pages_and_what_never_was_are_not_found(patient):
    draft, private = build.topic("Draft", live=False), build.topic("Private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    unknown = Page(pk=36**6 - 1)
    assert [patient.get(short(page)).status_code for page in (draft, private, unknown)] == [404, 404, 404]


@pytest.mark.parametrize("code", ["-1", "%00", "ü", "zzzzzzzzzzzz", "", "a/b"])
def test_what_is_no_such_address_is_not_found(patient, code):
    assert patient.get(f"/p/{code}/").status_code in (400, 404)


def test_it_tells_of_a_page_that_is_no_longer_true(patient, staff):
    topic = build.topic()
    withdraw(topic, staff("publisher").user, Withdrawal.How.NO_LONGER_TRUE, "The guideline changed.", notice="Ask us.")
    assert patient.get(short(topic), follow=True).status_code == 410


def test_a_withdrawn_page_that_was_private_stays_unknown(patient, staff):
    topic = build.topic()
    withdraw(topic, staff("publisher").user, Withdrawal.How.ERROR, "Published in error.")
    PageViewRestriction.objects.create(page=topic, restriction_type=PageViewRestriction.LOGIN)
    assert patient.get(short(topic)).status_code == 404
