"""The clinic's present page, imported as it is, does not get past the checks."""

import pytest

from clinic.checks.runner import blocking, findings_for, still_blocking
from faq.importing.drafting import create
from faq.importing.one_document import plan_for
from tests import builders as build
from tests.faq.documents import RENDITIONS, sample

pytestmark = pytest.mark.django_db


@pytest.fixture(params=RENDITIONS)
def findings(request):
    page = create(plan_for(sample(request.param), request.param, build.faq_index()))
    return findings_for(page.get_latest_revision_as_object())


def saying(findings, rule, words):
    return [one for one in findings if one.rule == rule and words in one.excerpt]


def test_no_side_effects_stops_it(findings):
    (found,) = saying(findings, "C01", "This has no side effects.")
    assert (found.severity, found.overridable) == ("BLOCK", True)


def test_its_number_of_patients_is_for_the_reviewer(findings):
    (found,) = saying(findings, "C10", "approximately 800 CRPS patients")
    assert found.severity == "REVIEW"


def test_its_experience_and_its_beliefs_are_to_be_labelled(findings):
    assert saying(findings, "C20", "in our experience")
    assert saying(findings, "C20", "One thing we have found")
    assert saying(findings, "C27", "It is our belief")
    assert saying(findings, "C27", "We believe that in the future")


def test_its_link_that_says_click_here_is_named(findings):
    assert [one.severity for one in findings if one.rule == "vague-link"] == ["ADVISE"]


def test_no_reason_whatever_lets_its_unlabelled_statements_pass(findings):
    reasons = {one.key: "A reason of more than twenty letters." for one in blocking(findings)}
    left = still_blocking(findings, reasons)
    assert {one.message for one in left} >= {"This statement has no kind of knowledge yet."}
