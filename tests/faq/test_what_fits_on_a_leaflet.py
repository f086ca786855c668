"""A leaflet leaves out no answer that there is room for, and no warning while it tells anything else."""

from itertools import combinations

import pytest

from clinic.site.models import ClinicDetails
from faq.blocks import AnswerStream, QuestionStream
from faq.leaflet import DRAWING, FEWEST_LINES, Leaflet, Part, length, part_of
from faq.leaflet_order import Turn
from tests import builders as build


def parts(lengths):
    return [Part(f"Question {number}?", "<p>word</p>" * lines) for number, lines in enumerate(lengths)]


# The last ones have room only once those before them need no line under "More on our website".
@pytest.mark.parametrize(
    "lengths", [[13, 1, 11, 11, 10, 2], [6, 5, 14, 11, 10, 1], [9, 1, 13, 5, 7, 14, 2], [15] * 6, [3] * 20]
)
def test_what_is_left_out_does_not_fit(lengths):
    leaflet = Leaflet("A title", "A short answer.", parts(lengths), ClinicDetails())
    assert leaflet.told
    assert not [part for part in leaflet.untold if leaflet.fits({*leaflet.told, part}, FEWEST_LINES)]


LENGTHS = [13, 1, 30, 11, 28, 8]


@pytest.mark.parametrize("warning", [chosen for many in (1, 2, 3) for chosen in combinations(range(6), many)])
def test_a_warning_is_left_out_only_where_nothing_else_is_told(warning):
    page = parts(LENGTHS)
    for place in warning:
        page[place].turn = Turn.WARNING
    leaflet = Leaflet("A title", "A short answer.", page, ClinicDetails())
    assert leaflet.told
    assert not leaflet.warnings or all(part.warns for part in leaflet.told)
    assert not [part for part in leaflet.warnings if leaflet.fits({*leaflet.told, part}, 0)]


def test_warnings_take_the_room_to_write():
    page = parts([30, 27])
    page[0].turn = page[1].turn = Turn.WARNING
    leaflet = Leaflet("A title", "A short answer.", page, ClinicDetails())
    assert leaflet.told == page and len(leaflet.own_lines) < FEWEST_LINES


def test_help_and_what_nobody_knows_come_before_the_rest():
    page = parts([20, 20, 20, 20])
    page[2].turn, page[3].turn = Turn.NOT_KNOWN, Turn.HELP
    assert Leaflet("A title", "A short answer.", page, ClinicDetails()).told == page[2:]


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
