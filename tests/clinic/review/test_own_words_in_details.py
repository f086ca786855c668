"""Whoever made the clinic's details say something approves no page that says it, unless a colleague read it first."""

import pytest
from wagtail.log_actions import LogContext

from clinic.review import approving
from clinic.review.newest_words import NewestWords
from clinic.review.publishing_gate import NotPublishable
from clinic.review.signers import Signer
from tests import builders as build
from tests.cast import member
from tests.clinic.review.test_own_words_in_any_order import second_reviewer

pytestmark = pytest.mark.django_db
NIGHT, DAY = "Go to the night clinic.", "Our nurse calls you on the next working day."


@pytest.fixture
def page():
    build.details(when_closed=NIGHT, phone="(555) 555-0100")
    return build.topic(questions=[build.question("When?", build.care_card("The hand turns blue"))])


def said_by(role, **details):
    with LogContext(user=member(role)):
        build.details(**details)


def approve(page, person):
    newest = NewestWords.of(type(page).objects.get(pk=page.pk))
    decision = {"sources_checked": True, "note": "", "answer": "", "next_due": build.check_by(page)}
    return approving.sign_off(page, newest.seen, Signer.of_user(person), decision)


@pytest.mark.parametrize("details", [{"when_closed": DAY}, {"phone": "(555) 555-0199"}])
def test_they_are_refused_and_a_colleague_is_not(page, details):
    said_by("reviewer", **details)
    with pytest.raises(NotPublishable, match="You wrote some of this text yourself"):
        approve(page, member("reviewer"))
    assert approve(page, second_reviewer()).signed_by == "Dr Dina Second"


def test_so_on_a_page_that_nobody_approved_before():
    build.details(when_closed=NIGHT)
    card = build.question("When?", build.care_card("The hand turns blue"))
    draft = build.topic("Draft", live=False, questions=[card])
    said_by("reviewer", when_closed=DAY)
    with pytest.raises(NotPublishable):
        approve(draft, member("reviewer"))


def test_what_the_clinic_said_before_the_page_was_begun_is_nobodys_here():
    said_by("reviewer", when_closed=NIGHT)
    card = build.question("When?", build.care_card("The hand turns blue"))
    draft = build.topic("Draft", live=False, questions=[card])
    assert approve(draft, member("reviewer"))


def test_once_a_colleague_has_read_it_they_approve_what_others_write(page):
    said_by("reviewer", when_closed=DAY)
    approve(page, second_reviewer())
    page = type(page).objects.get(pk=page.pk)
    page.title = "When to call"
    page.save_revision(user=member("writer"), clean=False)
    assert approve(page, member("reviewer"))


def test_what_a_page_does_not_quote_makes_nobody_its_author(page):
    said_by("reviewer", about="We are a clinic.")
    page.title = "When to call"
    page.save_revision(user=member("writer"), clean=False)
    assert approve(page, member("reviewer"))
