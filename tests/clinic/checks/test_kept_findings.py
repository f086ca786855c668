"""Findings are kept and judged anew when words or rules change, so that the report opens at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic.checks import kept_findings
from clinic.checks.models import CheckedPage, ClaimRule, KeptFinding
from clinic.meaning.models import Example
from clinic.meaning.recognition import learn
from tests import builders as build
from tests.bulk import many_topics

pytestmark = pytest.mark.django_db
CLAIM = "It has no side effects."


def page_with(text, **fields):
    return build.topic(questions=[build.question("Why?", build.statement(text))], **fields)


def rules_of(page):
    kept_findings.refresh()
    return [one.rule for one in KeptFinding.objects.filter(page=page, severity="BLOCK")]


def test_nothing_is_judged_again_while_nothing_changes():
    page_with(CLAIM, live=False)
    kept_findings.refresh()
    before = set(KeptFinding.objects.values_list("pk", flat=True))
    kept_findings.refresh()
    assert set(KeptFinding.objects.values_list("pk", flat=True)) == before != set()


def test_a_page_that_changes_is_judged_again():
    page = page_with(CLAIM, live=False)
    assert rules_of(page) == ["C01"]
    page.questions = [build.question("Why?", build.statement("Results are guaranteed."))]
    page.save_revision()
    assert rules_of(page) == ["C03"]


def test_every_page_is_judged_again_when_a_rule_changes():
    page = page_with(CLAIM, live=False)
    assert rules_of(page) == ["C01"]
    ClaimRule.objects.filter(code="C01").update(is_on=False)
    assert rules_of(page) == []


def test_and_when_something_new_was_learned():
    page = page_with("The pain leaves and never comes back.", live=False)
    assert rules_of(page) == []
    for text, label in (("The pain goes away and stays away.", "C02"), ("We open at nine.", ""), ("Ask us.", "")):
        Example.objects.create(subject="claim", label=label, should_find=bool(label), text=text)
    learn("claim")
    kept_findings.refresh()
    assert KeptFinding.objects.filter(page=page, rule="C02").exists()


def test_some_at_a_time():
    many_topics(5)
    all_of_them = len(kept_findings.out_of_date())
    kept_findings.refresh(most=3)
    assert CheckedPage.objects.count() == 3
    assert len(kept_findings.out_of_date()) == all_of_them - 3 > 0


def test_the_report_says_how_many_pages_are_still_to_be_read(staff):
    kept_findings.refresh()
    assert "being read again" not in staff("writer").get("/admin/claims/").content.decode()
    page_with(CLAIM, live=False)
    assert "1 page changed" in staff("writer").get("/admin/claims/").content.decode()


def test_they_go_with_their_page():
    page = page_with(CLAIM, live=False)
    kept_findings.refresh()
    page.delete()
    assert not KeptFinding.objects.filter(page_id=page.pk).exists()


def test_the_report_takes_no_more_queries_for_more_pages(staff):
    def opened():
        with CaptureQueriesContext(connection) as counted:
            assert admin.get("/admin/claims/").status_code == 200
        return len(counted)

    admin = staff("admin")
    many_topics(3)
    kept_findings.refresh()
    opened()
    few = opened()
    many_topics(40, name="More")
    kept_findings.refresh()
    assert opened() <= few
