"""Questions as people mark them without a heading; and what only looks like one."""

import pytest

from faq.importing.draft import Table
from tests.faq.documents import draft_of, shape

EAT, DRIVE = ("May I eat?", ["<p>Yes, soup.</p>"]), ("May I drive?", ["<p>Not for a week.</p>"])


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>May I eat?</b></p><p>Yes, soup.</p><p><b>May I drive? :</b></p><p>Not for a week.</p>",
        "<p><b>May I eat?</b><br>Yes, soup.<br><b>May I drive?</b><br>Not for a week.</p>",
        "<p><b>1. May I eat?</b></p><p>Yes, soup.</p><p><b>2) May I drive?</b> Not for a week.</p>",
        "<p>1. May I eat?</p><p>Yes, soup.</p><p>2. May I drive?</p><p>Not for a week.</p>",
        "<ol><li>May I eat?</li></ol><p>Yes, soup.</p><ol start='2'><li>May I drive?</li></ol><p>Not for a week.</p>",
        "<ol><li><b>May I eat?</b><br>Yes, soup.</li><li>May I drive?<p>Not for a week.</p></li></ol>",
        "<p>Q: May I eat?<br>A: Yes, soup.</p><p>Q: May I drive?</p><p>A: Not for a week.</p>",
        "<p><b>Question 1:</b> May I eat?</p><p><b>Answer:</b> Yes, soup.</p>"
        "<h3>Q2. May I drive?</h3><p>A. Not for a week.</p>",
        "<table><tr><th>Question</th><th>Answer</th></tr><tr><td>May I eat?</td><td>Yes, soup.</td></tr>"
        "<tr><td>May I drive?</td><td>Not for a week.</td></tr></table>",
        "<p><u>May I eat?</u></p><p>Yes, soup.</p><p><u>May I drive?</u></p><p>Not for a week.</p>",
        "<table><tr><td>1.</td><td>May I eat?</td><td>Yes, soup.</td></tr>"
        "<tr><td>2.</td><td>May I drive?</td><td>Not for a week.</td></tr></table>",
        "<table><tr><td>Q</td><td>May I eat?</td></tr><tr><td>A</td><td>Yes, soup.</td></tr>"
        "<tr><td>Q</td><td>May I drive?</td></tr><tr><td>A</td><td>Not for a week.</td></tr></table>",
        "<dl><dt>May I eat?</dt><dd>Yes, soup.</dd><dt>May I drive?</dt><dd>Not for a week.</dd></dl>",
    ],
)
def test_they_are_questions(html):
    assert shape(draft_of(f"<h1>Surgery</h1>{html}"))[1] == [EAT, DRIVE]


def test_labels_in_spanish_go_too():
    text = "Su cirugía\n\nP: ¿Duele?\nR: Poco.\n\nPregunta: ¿Puedo conducir?\nRespuesta: En una semana.\n"
    assert shape(draft_of(text, "a.txt"))[1] == [
        ("¿Duele?", ["<p>Poco.</p>"]),
        ("¿Puedo conducir?", ["<p>En una semana.</p>"]),
    ]


def test_a_letter_alone_is_no_label():
    html = "<p>A. Wash your hands.</p><p>B. Dry them.</p>"
    assert shape(draft_of(f"<h1>Care</h1>{html}"))[1] == [
        ("Care", ["<p>A. Wash your hands.</p>", "<p>B. Dry them.</p>"])
    ]


@pytest.mark.parametrize(
    "line", ["P.S. Thank you.", "F. Scott wrote so.", "Q-tips are for ears.", "A-level pupils too.", "A.M. is best."]
)
def test_where_there_are_labels_other_letters_are_none(line):
    html = f"<p>Q: May I eat?</p><p>A: Yes, soup.</p><p>{line}</p>"
    assert shape(draft_of(f"<h1>Surgery</h1>{html}"))[1] == [("May I eat?", ["<p>Yes, soup.</p>", f"<p>{line}</p>"])]


def test_a_long_bold_line_is_a_question_if_it_asks():
    long = "What should somebody do who takes tablets for the heart every morning and has a scan at eight?"
    html = f"<h1>Scan</h1><p>One.</p><p><b>{long}</b></p><p>Two.</p>"
    assert [question for question, _ in shape(draft_of(html))[1]] == [long]


@pytest.mark.parametrize(
    "lines",
    [
        ["<b>Dr. Ann Lee, DPM</b>", "Podiatrist"],
        ["<b>Name: ____________</b>", "Please sign."],
        ["<b>Date ............</b>", "Please sign."],
        ["<b>Call 555-0100-22</b>", "We answer."],
        ["<b>ask@ash.example</b>", "We answer."],
        ["<b>Yours sincerely</b>", "The team"],
        ["<b>Ash House</b><br>1 Main Street<br>Town", "Come in."],
        ["<b>Bring with you:</b>", "- socks", "- shoes"],
    ],
)
def test_what_only_looks_like_one_is_none(lines):
    html = "<h1>Surgery</h1><p>One.</p>" + "".join(f"<p>{line}</p>" for line in lines)
    assert len(draft_of(html).questions) == 1


def test_a_table_of_facts_stays_a_table():
    html = "<h1>A</h1><table><tr><td>Monday</td><td>8 to 5</td></tr><tr><td>Sunday?</td><td>closed</td></tr></table>"
    assert len(draft_of(html).parts(Table)) == 1


def test_a_table_that_says_so_holds_questions_that_do_not_ask():
    html = "<table><tr><td>Question</td><td>Our answer</td></tr><tr><td>What to bring</td><td>A coat.</td></tr></table>"
    assert shape(draft_of(f"<h1>A</h1>{html}"))[1] == [("What to bring", ["<p>A coat.</p>"])]


def test_numbered_lines_of_a_text():
    text = "Scans\n\n1. Does it hurt?\n\nNo.\n\n2. How long is it?\n\nTen minutes.\n"
    assert shape(draft_of(text, "a.txt"))[1] == [
        ("Does it hurt?", ["<p>No.</p>"]),
        ("How long is it?", ["<p>Ten minutes.</p>"]),
    ]
    titled = "Hips\n\n1. Hip pain\n\nThis is a leaflet.\n\n2. Risks\n\nThey are:\n- bleeding\n"
    assert [question for question, _ in shape(draft_of(titled, "a.txt"))[1]] == ["1. Hip pain", "2. Risks"]
    underlined = "Scans\n\n1. Before\n---------\n\nEat nothing.\n\n2. After\n--------\n\nEat.\n"
    assert shape(draft_of(underlined, "a.txt"))[1] == [
        ("1. Before", ["<p>Eat nothing.</p>"]),
        ("2. After", ["<p>Eat.</p>"]),
    ]


def test_a_list_of_questions_at_the_top_stays_a_list():
    html = "<h1>A</h1><ul><li>Does it hurt?</li><li>Is it far?</li></ul><h2>Does it hurt?</h2><p>No.</p>"
    assert shape(draft_of(html))[1][0] == ("A", ["<ul><li>Does it hurt?</li><li>Is it far?</li></ul>"])
