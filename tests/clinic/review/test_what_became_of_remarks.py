"""What was asked for reads as dealt with when those words changed or were answered, not when others did."""

import html

import pytest

from clinic.content.prose import cut
from clinic.review import objections
from clinic.review.models import Remark, Review
from clinic.review.remarks import asked_about, unmended
from clinic.review.signals import let_publishers_sign
from clinic.review.signers import Signer
from clinic.review.what_changed import meant, some_left, told
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member
from tests.clinic.review.test_remarks import ask, remarks, screen
from tests.clinic.review.test_signing_off import check_url, form_for

pytestmark = pytest.mark.django_db
TABLE = "questions:q1:t1"


def counts(who="27", of="1,138"):
    rows = build.table(["Who", "People"], ["In the arm", who], ["Asked", of])
    return [build.question("How many?", rows | {"id": "t1"}, id="q1")]


def draft(**fields):
    page = build.topic(live=False, **fields)
    page.save_revision(user=member("writer"))
    page.get_workflow().start(page, member("writer"))
    return TopicPage.objects.get(pk=page.pk)


def saved(page, **fields):
    newest = TopicPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(newest, name, value)
    newest.questions = TopicPage._meta.get_field("questions").to_python(fields.get("questions", newest.questions))
    newest.save_revision(user=member("writer"), clean=False)


def states(page):
    return [one.state_in_words for one in asked_about(TopicPage.objects.get(pk=page.pk))]


def test_a_change_of_another_cell_does_not_meet_it_and_says_which_it_was(staff):
    page = draft(questions=counts())
    ask(staff("reviewer"), screen(page), page, **{f"remark_{TABLE}": "Source says 1,183. Typo?"})
    saved(page, questions=counts(who="72"))
    assert states(page) == ["Changed in part since: “27” became “72”."]
    [found] = remarks(page)
    assert "“27” became “72”" in found.message
    shown = html.unescape(staff("reviewer").get(screen(page)).text)
    assert "Changed in part since: “27” became “72”." in shown and "Not answered." in shown


@pytest.mark.parametrize(
    ("then", "now", "left"),
    [
        ("It hurts.\n[Finding]", "It may hurt.\n[Finding]", False),
        ("It hurts. It is rare.", "It hurts. It is not rare.", True),
        ("It hurts. It is rare.", "It may hurt. It is not rare.", False),
        ("Arm\n27\nLeg\n9", "Arm\n72\nLeg\n9", True),
    ],
)
def test_only_what_stands_as_it_did_may_still_be_meant(then, now, left):
    assert some_left(then, now) == left


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("Lift is British. Say ride.", ["Take the lift up."]),
        ("“Leave time” is not clear.", ["Leave time to rest."]),
        ("Say this in fewer words, please.", []),
        ("Is that enough time to walk?", ["Leave time to rest.", "Walk slowly."]),
    ],
)
def test_a_request_about_one_item_of_a_list_means_that_one(said, about):
    assert meant(said, "Take the lift up.\nLeave time to rest.\nWalk slowly.\n[Steps]") == about


def test_words_of_a_request_in_spanish_mean_nothing_in_the_text_either():
    assert meant("Cambie esta frase, por favor.", "Esta es la mano.\nDescanse a su favor.\nCamine.") == []


@pytest.mark.parametrize(
    ("item", "begins"),
    [
        (("Take the lift up.", "Allow time."), "Not changed there: “Take the lift up.” Elsewhere in it: "),
        (("Take a ride up.", "Leave time."), "Changed since: "),
    ],
)
def test_it_is_judged_by_that_one(staff, item, begins):
    def steps(*said):
        return [build.question("How?", build.steps(*said, "Sit down.") | {"id": "s1"}, id="q1")]

    page = draft(questions=steps("Take the lift up.", "Leave time."))
    ask(staff("reviewer"), screen(page), page, **{"remark_questions:q1:s1": "Lift is British. Say ride."})
    saved(page, questions=steps(*item))
    [state] = states(page)
    assert state.startswith(begins)


def test_what_changed_is_told_with_the_words_around_it():
    then = "Of all who came to us in 2019 and 2020 we have asked 27 people in the first year."
    now = then.replace("27", "72")
    assert told(then, now) == "“… have asked 27 people in …” became “… have asked 72 people in …”"
    assert told("A b.", "A b.\nC d.") == "“C d.” was added"
    assert told("1\n2\n3\n4\n5", "6\n7\n8\n9\n0").endswith(" and 2 more")


def test_nothing_is_cut_inside_a_word():
    assert cut("a part of the body", 14) == "a part of the …"
    assert cut("a part", 14) == "a part"


def test_a_figure_kept_elsewhere_changes_no_passage_that_shows_it(staff):
    figure = build.figure()
    said = build.block("statement", build.statement(f"<p>We have seen {build.inline(figure)} here.</p>")["value"], "s1")
    page = draft(questions=[build.question("How many?", said, id="q1")])
    ask(staff("reviewer"), screen(page), page, **{"remark_questions:q1:s1": "Since when?"})
    type(figure).objects.filter(pk=figure.pk).update(value="about 900")
    assert states(page) == ["Not changed since."] and remarks(page)


# Of a whole page ----------------------------------------------------------------------------------------------------


@pytest.fixture
def taken_back():
    """A live page with a number of the clinic, whose reviewer stands behind it no more."""
    build.details(phone="555 0100")
    page = build.topic(questions=[build.question("What now?", build.care_card("It is blue"), id="q1")])
    objections.ask_for_change(page, build.seen(page), Signer.of_user(member("reviewer")), "Name a day.")
    return TopicPage.objects.get(pk=page.pk)


def test_a_number_of_the_clinic_answers_nobody(taken_back, staff):
    let_publishers_sign(True)
    build.details(phone="555 0199")
    assert states(taken_back) == ["Nothing has changed since."]
    shown = html.unescape(staff("admin").get(check_url(taken_back)).text)
    assert "asked for a change of these words" in shown
    said = staff("admin").post(check_url(taken_back), form_for(taken_back))
    assert "write in the note why they stand" in said.text
    assert not Review.objects.of(taken_back).permitting().approving().exists()
    staff("admin").post(check_url(taken_back), form_for(taken_back, note="It names one below."))
    assert Review.objects.of(taken_back).permitting().approving().exists()
    assert not Remark.objects.open().exists()


def test_its_writers_words_do_and_are_named(taken_back, staff):
    let_publishers_sign(True)
    saved(taken_back, short_answer="<p>Come within a day.</p>")
    assert states(taken_back) == ["The text has changed since: Short answer."]
    shown = html.unescape(staff("admin").get(check_url(taken_back)).text).partition("Earlier decisions")[0]
    assert "Your decision" in shown and "asked for a change of these words" not in shown


def test_what_is_asked_of_a_text_kept_elsewhere_waits_until_all_of_it_changed_or_is_answered(staff):
    word = build.term(meaning="A hot towel. It is wet.")
    word.save_revision(user=member("publisher"))
    page = draft(short_answer=f"<p>It is {build.marked(word)}.</p>")
    ask(staff("reviewer"), screen(page), page, **{f"remark_faq.GlossaryTerm:{word.pk}": "It is no towel."})
    word.meaning = "A hot towel. It is dry."
    word.save_revision(user=member("publisher"))
    [one] = unmended()
    assert "Not changed there: “A hot towel.” Elsewhere in it: “It is wet.” became" in one.state_in_words
    word.meaning = "Pain from a touch."
    word.save_revision(user=member("publisher"))
    assert unmended() == []
