"""What somebody has to do stands first after logging in and on the board: waiting for them, theirs, due, failed."""

import datetime

import pytest
from django.utils import timezone

from clinic.archive.shared_texts import proposals
from clinic.jobs.models import PublishingFailure
from clinic.review import objections
from clinic.review.models import Review
from clinic.review.newest_words import NewestWords
from clinic.review.page_parts import parts_read
from clinic.review.signers import Signer
from home.board.work_list import MOST
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
# Live since the set-up, and nobody has approved them.
FIRST_PAGES = ["Home", "Answers", "Services"]


@pytest.fixture(scope="module")
def texts(rows_of_a_module):
    for number in range(MOST + 1):
        build.topic(f"Draft {number}", live=False, owner=member("writer"))
    build.topic("Of somebody else", live=False, owner=member("publisher"))
    waits("Waits", "writer")
    waits("Of the reviewer", "reviewer")
    build.signed(waits("Signed", "writer"))
    late = build.topic("Late", owner=member("publisher"))
    Review.objects.of(late).update(next_due=datetime.date(2026, 3, 9))
    stuck = build.topic("Stuck", live=False, owner=member("publisher"))
    what, now = PublishingFailure.What.GO_LIVE, timezone.now()
    PublishingFailure.objects.create(page=stuck, what=what, due_at=now, reason="Nobody approved it.")


def waits(title, by):
    page = build.topic(title, live=False, owner=member(by))
    page.save_revision(user=member(by))
    page.get_workflow().start(page, member(by))
    return page


def boxes(staff, role, address="/admin/board/"):
    """{box: (titles of its items, how many there are in all)} as this person sees them."""
    found = staff(role).get(address).context["boxes"]
    return {box.key: ([item.title for item in box.items], box.count) for box in found}


def test_a_writer_sees_what_is_theirs_and_how_it_stands(staff, texts):
    seen = boxes(staff, "writer")
    assert seen["yours"] == (["Draft 4", "Draft 3", "Draft 2", "Draft 1"], 7)
    assert "for-you" not in seen and seen["due"] == ([], 0)
    assert "Draft, never published. Last saved" in staff("writer").get("/admin/").content.decode()


def test_so_is_a_page_of_somebody_else_while_they_correct_it(staff, texts):
    page = build.topic("Corrected", owner=member("publisher"))
    page.short_answer = "Mostly not."
    page.save_revision(user=member("writer"))
    assert boxes(staff, "writer")["yours"][0][0] == "Corrected"
    listed = staff("writer").get(f"/admin/board/?person={member('writer').pk}").content.decode()
    assert "Corrected" in listed


def test_a_reviewer_sees_what_waits_but_not_what_they_wrote_and_all_that_is_due(staff, texts):
    seen = boxes(staff, "reviewer")
    assert seen["for-you"] == (["Waits"], 1)
    assert seen["unapproved"] == (FIRST_PAGES, 3)
    assert seen["yours"] == (["Of the reviewer"], 1)
    assert seen["due"] == (["Late"], 1)


def test_a_publisher_sees_what_is_approved_and_everybody_what_failed(staff, texts):
    assert boxes(staff, "publisher")["for-you"] == (["Signed"], 1)
    assert all(boxes(staff, role)["failed"] == (["Stuck"], 1) for role in ("writer", "publisher", "admin"))


def test_a_changed_shared_text_waits_for_a_reviewer(staff, texts):
    figure = build.figure()
    figure.value = "about 850"
    figure.save_revision(user=member("writer"))
    titles, count = boxes(staff, "reviewer")["unapproved"]
    assert (titles[1], count) == ("Home", 4) and titles[0].startswith("Key figure: ")
    type(figure).objects.get(pk=figure.pk).get_workflow().start(figure, member("writer"))
    titles, count = boxes(staff, "reviewer")["for-you"]
    assert (titles[1:], count) == (["Waits"], 2) and titles[0].startswith("Key figure: ")


def test_what_came_back_stands_first_for_whoever_wrote_it(staff, texts):
    page = waits("Of a colleague", "publisher")
    page.asked_as = "as the writer heard it"
    page.save_revision(user=member("writer"))
    assert "back" not in boxes(staff, "writer")
    objections.ask_for_change(page, build.seen(page), Signer.of_user(member("reviewer")), "Say it in shorter words.")
    figure = build.figure()
    figure.value = "about 850"
    figure.save_revision(user=member("writer"))
    figure.get_workflow().start(figure, member("writer"))
    proposal = proposals.Proposal(type(figure).objects.get(pk=figure.pk))
    proposals.ask_for_change(figure, proposal.hash, Signer.of_user(member("reviewer")), "Who counted?")
    titles, count = boxes(staff, "writer")["back"]
    assert (titles[1:], count) == (["Of a colleague"], 2) and titles[0].startswith("Key figure: ")
    first = staff("writer").get("/admin/").content.decode()
    assert 0 < first.index("Came back to you") < first.index("Your texts")
    assert "“Say it in shorter words.”" in first


def test_a_change_of_ones_own_does_not_wait_for_oneself(staff):
    figure = build.figure()
    figure.value = "about 850"
    figure.save_revision(user=member("reviewer"))
    figure.get_workflow().start(figure, member("reviewer"))
    titles, _ = boxes(staff, "reviewer")["for-you"]
    assert not any(title.startswith("Key figure") for title in titles)


def test_it_comes_first_after_logging_in(anyone, texts):
    member("writer")
    form = {"username": "writer", "password": "writer-password"}
    first = anyone.post("/admin/login/", form, follow=True)
    assert first.request["PATH_INFO"] == "/admin/"
    page = first.content.decode()
    assert 0 < page.index("Your texts") < page.index("What would you like to do?")
    assert f"/admin/board/?person={member('writer').pk}#draft" in page


def test_a_board_that_is_narrowed_down_begins_with_what_was_asked_for(staff, texts):
    assert "Your texts" not in staff("writer").get("/admin/board/", {"person": member("writer").pk}).content.decode()


def test_what_waits_again_is_not_called_unapproved_and_says_for_whom(staff, texts):
    page = build.topic("Lost its approval")
    Review.objects.of(page).void("A picture is another one")
    assert "Lost its approval" in boxes(staff, "reviewer")["unapproved"][0]
    page = type(page).objects.get(pk=page.pk)
    page.short_answer = "<p>It hurts for long.</p>"
    page.save_revision(user=member("writer"))
    page.get_workflow().start(page, member("writer"))
    assert "Lost its approval" not in boxes(staff, "reviewer")["unapproved"][0]
    assert "Waits for a clinical reviewer. A picture is another one." in staff("writer").get("/admin/board/").text
    build.signed(page)
    assert "Lost its approval" not in boxes(staff, "reviewer")["unapproved"][0]
    assert (
        "Approved again: a publisher puts it live. A picture is another one."
        in staff("admin").get("/admin/board/").text
    )


def test_whoever_wrote_a_text_sees_that_it_went_live(staff, texts):
    page = build.topic("Went live")
    page.short_answer = "<p>It hurts for long.</p>"
    page.save_revision(user=member("writer"))
    build.signed(page)
    page.get_latest_revision().publish(user=member("publisher"))
    assert boxes(staff, "writer")["out"] == (["Went live"], 1)
    assert "out" not in boxes(staff, "reviewer")


def test_what_a_reviewer_asks_is_quoted_by_itself(staff):
    page = build.topic(live=False)
    page.save_revision(user=member("writer"))
    newest = NewestWords.of(page)
    first, second = parts_read(newest.words)[:2]
    asked = {first.key: "Shorter.", second.key: "Say when."}
    objections.ask_for_change(page, newest.hash, Signer.of_user(member("reviewer")), "", asked)
    assert "“Shorter.” and 1 more, beside the words." in staff("writer").get("/admin/").text
