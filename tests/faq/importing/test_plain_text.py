"""Plain text has no markup: what is a heading, a list or a paragraph is seen from the words."""

import pytest

from faq.importing.reading.plain_text import html_of_plain_text
from tests.faq.documents import draft_of, shape

LINE = "\nIt is a long condition, and nobody should be alone with it."


def headings(text):
    """The title, and the questions below it."""
    draft = draft_of(text, "a.txt")
    return list(dict.fromkeys([draft.title, *(question.wording for question in draft.questions)]))


def test_each_line_is_a_paragraph_where_lines_are_long():
    draft = draft_of("Sleep\nOne long sentence stands here.\nAnother one stands here.", "a.txt")
    assert shape(draft)[1][0][1] == ["<p>One long sentence stands here.</p>", "<p>Another one stands here.</p>"]


@pytest.mark.parametrize("line", ["Why does it hurt?", "CRPS Treatment", "How It Spreads in the Body"])
def test_a_question_or_a_title_like_line_is_a_heading(line):
    assert headings(f"CRPS{LINE}\n{line}{LINE}") == ["CRPS", line]


@pytest.mark.parametrize(
    "line",
    [
        "The second question we often get is “why does CRPS spread?”",
        "Call us on Monday.",
        "We see this often",
        "but it is not so",
        "Bring with you:",
        "Write to ask@clinic.example",
        "See https://clinic.example/help",
        "word " * 20 + "?",
    ],
)
def test_a_line_that_could_be_a_sentence_stays_one(line):
    assert headings(f"CRPS{LINE}\n{line}{LINE}") == ["CRPS"]


def test_a_title_like_line_at_the_end_is_a_signature_not_a_heading():
    assert headings(f"CRPS{LINE}\nDr Ruth Okafor") == ["CRPS"]


def test_an_underlined_line_is_a_heading():
    assert headings(f"CRPS\n====\n{LINE}\n\nhow it feels\n------------{LINE}") == ["CRPS"]
    assert headings(f"CRPS\n====\n{LINE}\n\nHow it feels\n------------{LINE}") == ["CRPS", "How it feels"]


def test_a_short_line_between_blank_lines_above_a_sentence_is_a_heading():
    assert headings(f"CRPS\n{LINE}\n\nWhat we see here\n{LINE}\n") == ["CRPS", "What we see here"]


def test_lines_wrapped_to_a_width_are_joined():
    text = (
        "Sleep\n\nMany people with this condition sleep badly, and they\nwake up several times in a night because "
        "of the\npain they have.\n\nThat gets better for some, if they find a way to\nrest in the day and to go out."
    )
    assert shape(draft_of(text, "a.txt"))[1][0][1] == [
        "<p>Many people with this condition sleep badly, and they wake up several times in a night because of the pain "
        "they have.</p>",
        "<p>That gets better for some, if they find a way to rest in the day and to go out.</p>",
    ]


def test_lists_are_recognised():
    assert html_of_plain_text("- one\n- two\n1. first\n2. second") == (
        "<ul><li>one</li><li>two</li></ul>\n<ol><li>first</li><li>second</li></ol>"
    )


def test_web_addresses_become_links():
    html = html_of_plain_text("More at https://example.org/a?b=1&c=2.")
    assert html == '<p>More at <a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>.</p>'


def test_signs_of_markup_are_only_signs():
    assert shape(draft_of("Sleep\nIf x < 3 & y > 2, use <b>.", "a.txt"))[1][0][1] == [
        "<p>If x &lt; 3 &amp; y &gt; 2, use &lt;b&gt;.</p>"
    ]
