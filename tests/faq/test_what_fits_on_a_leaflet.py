"""A leaflet begins every answer before it finishes one, tells evidence before opinions, and leaves out no warning."""

from itertools import combinations

import pytest

from clinic.site.models import ClinicDetails
from faq.blocks import AnswerStream, QuestionStream
from faq.leaflet import FEWEST_LINES, MOST_LINES, Leaflet
from faq.leaflet_lengths import ABOVE, DRAWING, MARGIN_LETTERS, PART, length, lines
from faq.leaflet_order import Turn
from faq.leaflet_parts import Part, part_of
from tests import builders as build

WORDS = "Rest the arm and breathe slowly for a while. "


def leaflet_of(parts):
    return Leaflet("A title", "A short answer.", parts, ClinicDetails())


def parts(lengths):
    return [Part(f"Question {number}?", "<p>word</p>" * many) for number, many in enumerate(lengths)]


def answered(heading, *statements, tells=()):
    """A Part whose statements are `(kind, lines)`; one of "picture" stands for a drawing."""
    answer = [
        build.block("drawing", {"shows": "spread", "lines": ["a", "b", "c"]})
        if kind == "picture"
        else build.statement(f"{kind} {many} " + WORDS * many, kind)
        for kind, many in statements
    ]
    asked = {"question": heading, "answer": answer, "tells": list(tells)}
    return part_of(QuestionStream().to_python([build.block("question", asked)])[0].value)


def kinds(part):
    return [block.value["kind"] if block.block_type == "statement" else "picture" for block in part.blocks]


# The last ones have room only once those before them need no line under "More on our website".
@pytest.mark.parametrize(
    "lengths", [[13, 1, 11, 11, 10, 2], [6, 5, 14, 11, 10, 1], [9, 1, 13, 5, 7, 14, 2], [15] * 6, [3] * 20]
)
def test_what_is_left_out_does_not_fit(lengths):
    leaflet = leaflet_of(parts(lengths))
    assert leaflet.told
    assert not [part for part in leaflet.untold if leaflet.fits({**leaflet.chosen, part: 1})]


def test_every_answer_is_begun_before_one_is_finished():
    page = [answered(f"Question {number}?", *[("established", 6)] * 5) for number in range(6)]
    told = leaflet_of(page).told
    assert [part.heading for part in told] == [part.heading for part in page]
    # What room is left goes to the first of the page, and whoever reads the others is told that they say more.
    assert len(told[0].blocks) > 1 and not told[0].is_cut
    assert len(told[-1].blocks) == 1 and told[-1].is_cut


def test_what_the_clinic_thinks_waits_until_all_evidence_has_its_room():
    longest = [("established", 12)] * 4
    page = [
        answered("First?", ("clinic_thinks", 3), *longest),
        answered("Second?", *longest),
        answered("Third?", *longest),
    ]
    told = leaflet_of(page).told
    assert any(part.is_cut for part in told)
    assert not [part for part in told if "clinic_thinks" in kinds(part)]


def test_with_room_for_all_an_opinion_stands_where_it_stands_on_the_page():
    [part] = leaflet_of([answered("Why?", ("clinic_thinks", 1), ("established", 1))]).told
    assert kinds(part) == ["clinic_thinks", "established"] and not part.is_cut


@pytest.mark.django_db
@pytest.mark.parametrize(("design", "first"), [("case", 1), ("animal", 1), ("cohort", 0)])
def test_one_person_s_story_and_animals_come_after_what_was_found_in_many(design, first):
    few, many = build.reference("Few", design=design), build.reference("Many", doi="10.1000/2", design="cohort")
    answer = [build.statement("One.", "early", references=[few]), build.statement("Two.", "early", references=[many])]
    stream = QuestionStream().to_python([build.block("question", {"question": "?", "answer": answer})])
    assert part_of(stream[0].value).units[0][1] == first


def test_a_drawing_is_told_only_with_the_statement_that_it_shows():
    part = answered("Where?", ("clinic_thinks", 1), ("picture", 1), ("established", 1))
    assert [kinds(part.cut(many)) for many in (1, 2)] == [["established"], ["clinic_thinks", "established"]]


LENGTHS = [13, 1, 30, 11, 28, 8]


@pytest.mark.parametrize("warning", [chosen for many in (1, 2, 3) for chosen in combinations(range(6), many)])
def test_a_warning_is_left_out_only_where_nothing_else_is_told(warning):
    page = parts(LENGTHS)
    for place in warning:
        page[place].turn = Turn.WARNING
    leaflet = leaflet_of(page)
    assert leaflet.told
    assert not leaflet.warnings or all(part.warns for part in leaflet.told)
    assert not [part for part in leaflet.warnings if leaflet.fits({**leaflet.chosen, part: 1})]


def test_a_warning_is_told_whole_or_not_at_all():
    harms = answered("Harms?", *[("established", 6)] * 3, tells=["harms"])
    page = [*(answered(f"{number}?", *[("established", 6)] * 4) for number in range(5)), harms]
    assert leaflet_of(page).told[-1] is harms


def test_lines_to_write_on_take_no_room_from_answers():
    assert len(leaflet_of(parts([3])).own_lines) == MOST_LINES
    for lengths in ([26, 30, 30], [30, 27, 9], [30, 27]):
        leaflet = leaflet_of(parts(lengths))
        assert not leaflet.untold or not leaflet.own_lines
        assert len(leaflet.own_lines) == 0 or len(leaflet.own_lines) >= FEWEST_LINES


def test_help_and_what_nobody_knows_come_before_the_rest_and_after_the_first():
    page = parts([15] * 5)
    page[3].turn, page[4].turn = Turn.NOT_KNOWN, Turn.HELP
    told = leaflet_of(page).told
    assert told == [page[0], *page[3:]]


@pytest.mark.parametrize(
    ("answer", "tells", "turn"),
    [
        ([build.statement("It can hurt.")], ["harms", "benefits"], Turn.WARNING),
        ([build.care_card("weakness", level="non_urgent")], [], Turn.WARNING),
        ([build.statement("Call us when it swells.")], ["benefits"], Turn.HELP),
        ([build.statement("Nobody has looked.")], ["benefits", "not_known"], Turn.NOT_KNOWN),
        ([build.statement("It helps some.")], ["benefits"], Turn.REST),
        ([build.statement("It is a nerve.")], [], Turn.REST),
    ],
)
def test_what_an_answer_tells_says_when_it_gets_its_room(answer, tells, turn):
    stream = QuestionStream().to_python([build.block("question", {"question": "?", "answer": answer, "tells": tells})])
    assert part_of(stream[0].value).turn is turn


def test_a_drawing_takes_room():
    stream = AnswerStream().to_python([{"type": "drawing", "value": {"shows": "spread", "lines": ["a", "b", "c"]}}])
    assert length(stream[0]) > DRAWING


def test_the_address_that_is_printed_beside_a_link_takes_room():
    words = "word " * 13
    assert lines(f'<p>{words}<a linktype="page" id="3">help</a></p>') == lines(f"<p>{words}help</p>") + 1


def long_question(many):
    """As a heading: it takes so many lines of the margin."""
    return ("x" * MARGIN_LETTERS) * many


def test_a_heading_in_the_margin_takes_no_room_beside_a_longer_answer():
    short, long = (sum(answered(long_question(many), ("plain", 8)).pieces(1)) for many in (1, 4))
    assert short == long == PART + length(answered("?", ("plain", 8)).blocks[0])


def test_a_heading_with_more_lines_than_its_answer_takes_them():
    assert sum(answered(long_question(5), ("plain", 1)).pieces(1)) == PART + 5


def test_a_heading_above_a_care_card_takes_a_line():
    card = build.care_card("weakness", level="emergency")
    asked = {"question": "When to call?", "answer": [card], "tells": []}
    part = part_of(QuestionStream().to_python([build.block("question", asked)])[0].value)
    assert part.pieces(1) == [PART + ABOVE + length(part.blocks[0])]
