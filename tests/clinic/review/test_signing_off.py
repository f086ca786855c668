"""Signing is an act on exact words: nobody signs their own, and any later change takes the signature away."""

import datetime
import json

import pytest

from clinic.review import approving, going_live
from clinic.review.authors import snippet_authors
from clinic.review.content_hash import content_hash
from clinic.review.models import Review
from clinic.review.publishing_gate import NotPublishable
from clinic.review.signers import Signer
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
DUE = build.TODAY + datetime.timedelta(days=200)


def draft_by(role, **fields):
    """A complete topic draft whose newest words are this member's, in the workflow."""
    page = build.topic(live=False, **fields)
    page.asked_as = f"as the {role} heard it"
    page.save_revision(user=member(role))
    page.get_workflow().start(page, member(role))
    return page


def form_for(page, **changes):
    seen = content_hash(page.get_latest_revision_as_object())
    fields = {"seen": seen, "outcome": "sign", "sources_checked": "on", "next_due": DUE.isoformat(), "note": ""}
    return fields | changes


def check_url(page):
    return f"/admin/checking/{page.pk}/"


def test_a_reviewer_signs_what_a_writer_wrote(staff):
    page = draft_by("writer")

    staff("reviewer").post(check_url(page), form_for(page))

    review = Review.objects.of(page).get()
    assert (review.outcome, review.reviewer, review.next_due) == ("approved", member("reviewer"), DUE)
    assert review.content_hash == content_hash(page.get_latest_revision_as_object())
    assert review.reviewer_name == member("reviewer").display_name


def test_the_record_keeps_the_title_of_that_day(staff):
    page, reviewer = draft_by("writer"), member("reviewer")
    reviewer.role_title = "pain consultant"
    reviewer.save()
    staff("reviewer").post(check_url(page), form_for(page))
    reviewer.role_title = "medical director"
    reviewer.save()

    assert Review.objects.of(page).get().signed_by.endswith("pain consultant")


def test_nobody_signs_their_own_words(staff):
    page = draft_by("reviewer")

    answer = staff("reviewer").post(check_url(page), form_for(page))

    assert approving.OWN_WORDS in answer.content.decode()
    assert not Review.objects.of(page).exists()


def test_an_earlier_author_of_the_same_draft_cannot_sign_either(staff):
    page = draft_by("reviewer")
    page.asked_as = "another wording"
    page.save_revision(user=member("writer"))

    staff("reviewer").post(check_url(page), form_for(page))

    assert not Review.objects.of(page).exists()


def test_whoever_changed_a_key_figure_in_the_text_cannot_sign(staff):
    figure = build.figure()
    page = draft_by("writer", short_answer=f"<p>We have seen {build.inline(figure)}.</p>")
    staff("reviewer").post(
        f"/admin/snippets/content/keyfigure/edit/{figure.pk}/", figure_form(figure, value="about 900")
    )
    figure.refresh_from_db()
    assert figure.value == "about 900"

    staff("reviewer").post(check_url(page), form_for(page))

    assert not Review.objects.of(page).exists()


def test_many_sources_are_asked_about_at_once(django_assert_max_num_queries):
    def citing(*numbers):
        references = [build.reference(f"Study {number}", doi=f"10.1000/{number}") for number in numbers]
        said = [build.statement("It can.", kind="established", references=[one]) for one in references]
        return draft_by("writer", title=f"Cites {len(numbers)}", questions=[build.question("Does it spread?", *said)])

    one, four = citing(1), citing(2, 3, 4, 5)
    snippet_authors(one, None)
    with django_assert_max_num_queries(100) as few:
        snippet_authors(type(one).objects.get(pk=one.pk), None)
    with django_assert_max_num_queries(len(few)):
        snippet_authors(type(four).objects.get(pk=four.pk), None)


def figure_form(figure, **changes):
    names = ["name", "value", "unit", "counted_who", "counted_by", "counted_how", "period", "as_of", "check_by"]
    filled = {name: str(getattr(figure, name)) for name in names}
    return filled | {"loaded": json.dumps(filled)} | changes


def test_a_practice_of_one_may_sign_and_the_page_says_so(staff, patient):
    build.details(one_person_signs=True)
    page = draft_by("reviewer")
    staff("reviewer").post(check_url(page), form_for(page))
    going_live.publish(page, member("publisher"), build.seen(page))

    assert Review.objects.of(page).get().one_person
    assert "the same person wrote and checked it" in patient.get(f"/faq/{page.slug}/").content.decode()


def test_a_text_that_moved_on_is_not_signed(staff):
    page = draft_by("writer")
    seen = form_for(page)
    page.asked_as = "a later wording"
    page.save_revision(user=member("writer"))

    answer = staff("reviewer").post(check_url(page), seen)

    assert approving.MOVED_ON in answer.content.decode()
    assert not Review.objects.of(page).exists()


def test_an_edit_after_signing_takes_the_signature_away():
    page = draft_by("writer")
    build.signed(page)
    page.short_answer = "<p>Something else.</p>"
    page.save_revision(user=member("publisher"))

    with pytest.raises(NotPublishable):
        going_live.publish(page, member("publisher"), build.seen(page))
    page.refresh_from_db()
    assert not page.live


def test_an_autosave_over_the_signed_revision_takes_the_signature_away():
    page = draft_by("writer")
    build.signed(page)
    revision = page.get_latest_revision()
    page.short_answer = "<p>Something else.</p>"
    page.save_revision(user=revision.user, overwrite_revision=revision)

    with pytest.raises(NotPublishable):
        going_live.publish(page, member("publisher"), build.seen(page))


def test_saving_again_without_a_change_keeps_the_signature():
    page = draft_by("writer")
    build.signed(page)
    page.get_latest_revision_as_object().save_revision(user=member("publisher"))

    going_live.publish(page, member("publisher"), build.seen(page))

    page.refresh_from_db()
    assert page.live


def test_a_change_can_be_asked_for_with_a_note(staff):
    page = draft_by("writer")

    staff("reviewer").post(check_url(page), form_for(page, outcome="change", note="Say how many people."))

    page = type(page).objects.get(pk=page.pk)
    assert page.current_workflow_state.status == "needs_changes"
    assert Review.objects.of(page).get().note == "Say how many people."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sources_checked": ""}, "Tick this once you have checked the sources."),
        ({"next_due": ""}, "Choose the day by which this is to be reviewed again."),
        ({"next_due": "2099-01-01"}, "this page is to be reviewed every 36 months"),
        ({"next_due": "2001-01-01"}, "Choose a day in the future."),
        ({"outcome": "change"}, "Write what should change."),
        ({"outcome": ""}, "Press Approve or Ask for a change."),
    ],
)
def test_the_form_asks_for_what_is_missing(staff, changes, said):
    page = draft_by("writer")

    answer = staff("reviewer").post(check_url(page), form_for(page, **changes))

    assert said in answer.content.decode()
    assert not Review.objects.of(page).exists()


@pytest.mark.parametrize("role", ["writer", "publisher", "admin"])
def test_only_reviewers_reach_the_screen(staff, role):
    page = draft_by("writer")

    staff(role).post(check_url(page), form_for(page))

    assert not Review.objects.of(page).exists()


def test_a_deputy_who_may_not_approve_does_not_while_the_reviewer_is_away(staff):
    page, reviewer = draft_by("writer"), member("reviewer")
    reviewer.deputy, reviewer.away_until = member("publisher"), build.TODAY
    reviewer.save()

    assert staff("publisher").post(check_url(page), form_for(page)).status_code in (302, 403)

    assert not Review.objects.of(page).exists()
    told = staff("writer").get("/admin/who-may-do-what/").content.decode()
    assert "deputy: Pablo Marsh, who may not approve" in told and "they named" not in told


def test_the_change_is_marked_where_it_stands_and_the_rest_is_folded(staff):
    asked = build.question(
        "Does it spread?", build.statement("It can spread."), id="11111111-1111-4111-8111-111111111111"
    )
    page = build.topic(questions=[asked])
    asked["value"]["answer"] = [build.statement("It can sometimes spread.")]
    page.questions = [("question", {})]
    page.questions = type(page)._meta.get_field("questions").to_python([asked])
    page.save_revision(user=member("writer"))

    shown = staff("reviewer").get(check_url(page)).content.decode()

    assert '<p>It can <ins><span class="vh">Added: </span>sometimes<span' in shown
    assert "3 parts unchanged" in shown


def test_a_signer_by_hand_is_held_to_the_same_rules():
    page = draft_by("reviewer")
    with pytest.raises(NotPublishable):
        approving.sign_off(
            page,
            content_hash(page.get_latest_revision_as_object()),
            Signer.of_user(member("reviewer")),
            {"next_due": DUE},
        )


def test_who_doubts_chooses_a_day_soon_and_the_last_one_is_said(staff):
    page = draft_by("writer")
    assert f"{build.check_by(page):%-d %B %Y} at the latest" in staff("reviewer").get(check_url(page)).text
    soon = build.TODAY + datetime.timedelta(days=1)
    staff("reviewer").post(check_url(page), form_for(page, next_due=soon.isoformat()))
    assert Review.objects.of(page).first().next_due == soon
