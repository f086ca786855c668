"""Tables of facts become tables, with their header row if they have one."""

import pytest

from faq.importing.draft import Refused, Table
from tests.faq.documents import draft_of, notes


def table(inside):
    return draft_of(f"<h1>A</h1><p>x.</p><table>{inside}</table>").parts(Table)[0]


def test_header_row_caption_and_marks_are_kept():
    made = table("<caption>Times</caption><tr><th>When</th><th>What</th></tr><tr><td>8</td><td><b>Tea</b></td></tr>")
    assert (made.caption, made.heading, made.rows) == ("Times", ["When", "What"], [["<p>8</p>", "<p><b>Tea</b></p>"]])


def test_an_empty_corner_is_part_of_a_header_row():
    made = table("<tr><td></td><th>Adults</th></tr><tr><th>Hand</th><td>8</td></tr>")
    assert (made.heading, made.rows) == (["", "Adults"], [["<p><b>Hand</b></p>", "<p>8</p>"]])


HOURS = "<tr><{0}>Monday</{0}><td>8</td></tr><tr><{0}>Tuesday</{0}><td>9</td></tr>"


@pytest.mark.parametrize(
    ("inside", "first"),
    [
        (HOURS.format("td"), ["<p>Monday</p>", "<p>8</p>"]),
        (HOURS.format("th"), ["<p><b>Monday</b></p>", "<p>8</p>"]),
        (HOURS.format("td").replace("<td>8", "<td>"), ["<p>Monday</p>", ""]),
        (HOURS.format("th").replace("<td>8", "<td>"), ["<p><b>Monday</b></p>", ""]),
        (HOURS.format("th").replace("td>", "th>"), ["<p><b>Monday</b></p>", "<p><b>8</b></p>"]),
        (f"<thead><tr><th></th><th></th></tr></thead>{HOURS.format('td')}", ["<p>Monday</p>", "<p>8</p>"]),
    ],
)
def test_a_table_without_header_row_is_kept_without_one(inside, first):
    made = table(inside)
    assert (made.heading, len(made.rows), made.rows[0]) == (["", ""], 2, first)


def test_one_row_with_its_name_is_a_table_too():
    assert table("<tr><th>Phone</th><td>555 0100</td></tr>").rows == [["<p><b>Phone</b></p>", "<p>555 0100</p>"]]


def test_the_head_of_a_table_is_its_header_row_however_its_cells_are_called():
    assert table(f"<thead><tr><td>Day</td><td>From</td></tr></thead>{HOURS.format('td')}").heading == ["Day", "From"]


def test_one_cell_across_the_first_row_is_the_caption():
    made = table(f"<tr><th colspan='2'>Opening hours</th></tr>{HOURS.format('td')}")
    assert (made.caption, made.heading, len(made.rows)) == ("Opening hours", ["", ""], 2)


def test_merged_cells_repeat_their_words_in_every_place():
    made = table(
        "<tr><th>A</th><th>B</th><th>C</th></tr><tr><td rowspan='2'>x</td><td colspan='2'>y</td></tr>"
        "<tr><td>1</td><td>2</td></tr>"
    )
    assert made.rows == [["<p>x</p>", "<p>y</p>", "<p>y</p>"], ["<p>x</p>", "<p>1</p>", "<p>2</p>"]]


def test_short_rows_are_filled_up():
    assert table("<tr><th>A</th><th>B</th></tr><tr><td>1</td></tr><tr><td>1</td><td>2</td></tr>").rows[0] == [
        "<p>1</p>",
        "",
    ]


def test_lists_and_links_in_cells_survive():
    made = table("<tr><th>A</th><th>B</th></tr><tr><td><ul><li>x</li></ul></td><td><a href='tel:1'>1</a></td></tr>")
    assert made.rows == [["<ul><li>x</li></ul>", '<p><a href="tel:1">1</a></p>']]


def test_a_table_of_senseless_size_is_refused():
    with pytest.raises(Refused, match="larger than a page can show"):
        table("<tr>" + "<td colspan='50' rowspan='9999'>x</td>" * 90 + "</tr>" + "<tr><td>x</td></tr>" * 60)


DOT = "<td><img src='dot.gif'></td>"
LISTED = {
    "a picture of a dot": f"<tr>{DOT}<td>Tea</td></tr><tr>{DOT}<td>Milk</td></tr>",
    "a typed dot": "<tr><td>•</td><td></td><td>Tea</td></tr><tr><td>•</td><td></td><td>Milk</td></tr>",
    "two columns": "<tr><td>*</td><td>Tea</td><td>*</td><td>Milk</td></tr>",
}


@pytest.mark.parametrize("rows", LISTED.values(), ids=LISTED)
def test_a_table_of_signs_and_items_is_a_list(rows):
    draft = draft_of(f"<h1>A</h1><p>Bring:</p><table>{rows}</table>")
    assert draft.questions[0].parts[0].html == "<p>Bring:</p><ul><li>Tea</li><li>Milk</li></ul>"
    assert "begins with “Tea” was a list" in notes(draft)


def test_a_table_of_numbers_and_steps_is_a_list_with_numbers():
    draft = draft_of(
        "<h1>A</h1><table><tr><td>1.</td><td>Sit</td></tr><tr><td>2.</td><td>Eat<br>slowly</td></tr></table>"
    )
    assert draft.questions[0].parts[0].html == "<ol><li>Sit</li><li>Eat<br/>slowly</li></ol>"


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>0</td><td>None</td></tr><tr><td>1</td><td>Some</td></tr>",
        "<tr><td>Monday</td><td>–</td></tr><tr><td>Tuesday</td><td>–</td></tr>",
        "<tr><td><img src='a.gif'></td><td>Bean</td></tr><tr><td><img src='b.gif'></td><td>Cole</td></tr>",
        "<tr><th>•</th><td>Tea</td></tr><tr><th>•</th><td>Milk</td></tr>",
    ],
)
def test_a_table_of_facts_is_none(rows):
    assert draft_of(f"<h1>A</h1><p>Words.</p><table>{rows}</table>").parts(Table)
