"""The report says what was kept, what was dropped and why, and what is still to do."""

import pytest

from faq.importing.targets import Topics
from faq.importing.words import sentences
from tests.faq.documents import draft_of, picture
from tests.faq.importing.test_pictures import inside

PAGE = f"""
<nav>Home</nav><main><h1>Sleep</h1><p>Rest helps. Noise does not, e.g. Music at night.</p><p>Signs are:</p>
<ul><li>one</li><li>Two of them. And a third.</li></ul><h2>Why?</h2>
<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td><a href="tel:1">2</a></td></tr></table>
<img src="{inside(picture())}"><h2>How?</h2></main>
"""


@pytest.fixture
def report():
    return Topics(None).report(draft_of(PAGE), "page.html", [])


def test_what_was_kept_is_counted(report):
    assert report.kept == ["1 short answer", "3 questions", "1 statement", "1 list", "1 table", "1 picture", "1 link"]


def test_what_was_dropped_says_why(report):
    assert report.dropped == [("a menu: “Home”", "not part of the text itself")]


def test_every_sentence_without_a_kind_is_listed_by_question(report):
    assert report.unlabelled == [
        (
            "Sleep",
            [
                "Signs are:",
                "one",
                "Two of them.",
                "And a third.",
            ],
        )
    ]


def test_what_is_still_to_do_is_complete(report):
    assert report.to_do == [
        "Look at the short answer and choose the subject.",
        "Choose at least one service: no link in the document leads to one of ours.",
        "Choose a kind of knowledge for 1 statement.",
        "Write what is to be seen: 1 picture came without words.",
        "Answer “How?”: nothing stood below it.",
    ]


def test_it_can_be_printed(report):
    lines = list(report.lines())
    assert lines[0] == "Kept: 1 short answer, 3 questions, 1 statement, 1 list, 1 table, 1 picture, 1 link."
    assert "  - a menu: “Home” (not part of the text itself)" in lines
    assert lines[-1] == "    - And a third."


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? “Four.” Five", 5),
        ("Dr. Okafor saw 3.5 percent, i.e. few, vs. others.", 1),
        ("She asked “why does it spread?” and left. It ended.", 2),
        ("", 0),
    ],
)
def test_sentences_are_told_apart_with_care(text, parts):
    assert len(sentences(text)) == parts
