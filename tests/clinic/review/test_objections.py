"""Who asked for a change of exact words is heard by everybody who would approve or send out these words."""

import pytest

from clinic.review import actions
from clinic.review.content_hash import content_hash
from clinic.review.models import Review
from clinic.review.signers import Signer
from tests.cast import member
from tests.clinic.review.test_signing_off import check_url, draft_by, form_for

pytestmark = pytest.mark.django_db
SAID = "The source says 3 weeks, not 8."


@pytest.fixture
def refused():
    """A draft that a second reviewer sent back, and that nobody has changed since."""
    page = draft_by("writer")
    seen = content_hash(page.get_latest_revision_as_object())
    actions.ask_for_change(page, seen, Signer.of_user(member("admin")), SAID)
    page.refresh_from_db()
    return page


def approvals(page):
    return Review.objects.of(page).approving()


def test_another_reviewer_reads_it_and_does_not_approve_past_it(staff, refused):
    assert SAID in staff("reviewer").get(check_url(refused)).text
    answer = staff("reviewer").post(check_url(refused), form_for(refused))
    assert "write in the note why they stand" in answer.text and not approvals(refused)


def test_an_answer_lets_the_words_stand_and_closes_it(staff, refused):
    staff("reviewer").post(check_url(refused), form_for(refused, note="The 2023 update says 8."))
    assert approvals(refused).get().note == "The 2023 update says 8."
    assert "Whoever approves them all the same" not in staff("reviewer").get(check_url(refused)).text


def test_who_asked_may_approve_after_all(refused):
    seen = content_hash(refused.get_latest_revision_as_object())
    actions.sign_off(refused, seen, Signer.of_user(member("admin")), {"sources_checked": True})
    assert approvals(refused).exists()


def test_whoever_sends_a_link_reads_it(staff, refused):
    assert SAID in staff("publisher").get(f"/admin/checking/{refused.pk}/invite/").text


def test_other_words_have_no_objection(staff, refused):
    refused.title = "Spread, and what was found in 3 weeks"
    refused.save_revision(user=member("writer"))
    assert SAID not in staff("reviewer").get(check_url(refused)).text.partition("Earlier decisions")[0]


def test_the_writer_finds_it_first_and_the_board_does_not_call_it_a_draft(staff):
    page = draft_by("writer", owner=member("writer"))
    seen = content_hash(page.get_latest_revision_as_object())
    actions.ask_for_change(page, seen, Signer.of_user(member("reviewer")), SAID)
    assert SAID in staff("writer").get("/admin/").text
    board = staff("writer").get("/admin/board/").text
    assert "Sent back" in board and "Not sent for clinical review yet" not in board
