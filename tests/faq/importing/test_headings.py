"""Which heading becomes the topic, which become questions, and what stands under which."""

import pytest

from tests.faq.documents import draft_of, notes, shape

LONG = "What can I do at home when my hand or my foot swells, burns and changes colour during the night?"


def test_the_leading_heading_is_the_topic_and_its_text_the_short_answer():
    draft = draft_of("<h1>Sleep</h1><p>One.</p><h2>Why?</h2><p>Two.</p>")
    assert (draft.short_answer, shape(draft)) == ("<p>One.</p>", ("Sleep", [("Why?", ["<p>Two.</p>"])]))


def test_without_text_below_the_leading_heading_the_next_heading_is_the_first_question():
    assert shape(draft_of("<h1>Sleep</h1><h2>Why?</h2><p>Two.</p>")) == ("Sleep", [("Why?", ["<p>Two.</p>"])])


def test_headings_of_one_rank_make_the_first_the_topic():
    draft = draft_of("<h2>Sleep</h2><p>One.</p><h2>Why?</h2><p>Two.</p>")
    assert (draft.title, [question.wording for question in draft.questions]) == ("Sleep", ["Why?"])


def test_text_above_the_headline_belongs_to_it():
    draft = draft_of("<p>Before.</p><h1>Sleep</h1><p>After.</p>")
    assert shape(draft) == ("Sleep", [("Sleep", ["<p>Before.</p>", "<p>After.</p>"])])


def test_a_page_without_headings_is_named_after_its_title():
    draft = draft_of("<title>Sleep at night | The Clinic</title><p>One.</p>")
    assert draft.title == "Sleep at night"
    assert "No heading names the page" in notes(draft)


def test_a_text_without_headings_is_named_after_its_file():
    assert draft_of("A first sentence.\nA second one.", "sleep-at_night.txt").title == "Sleep at night"


def test_deeper_headings_become_questions_of_their_own():
    draft = draft_of("<h1>A</h1><h2>Ketamine</h2><p>x.</p><h3>Risks</h3><p>y.</p>")
    assert [question.wording for question in draft.questions] == ["Ketamine", "Risks"]
    assert "“Risks” stood below “Ketamine”" in notes(draft)


def test_the_same_deeper_heading_twice_is_told_apart_by_the_heading_above_it():
    draft = draft_of("<h1>A</h1><h2>B</h2><h3>Risks</h3><p>x.</p><h2>C</h2><h3>Risks</h3><p>y.</p>")
    assert [question.wording for question in draft.questions] == ["B", "Risks", "C", "C: Risks"]


def test_a_short_bold_line_above_text_is_taken_for_a_heading():
    draft = draft_of("<h1>Sleep</h1><p>One.</p><p><b>Side effects</b></p><p>Two.</p>")
    assert [question.wording for question in draft.questions] == ["Side effects"]
    assert "The line “Side effects” was taken for a heading." in notes(draft)


@pytest.mark.parametrize("bold", ["Please call us first.", "Important:", "word " * 20])
def test_a_bold_paragraph_is_not_a_heading_when_it_reads_like_text(bold):
    assert len(draft_of(f"<h1>Sleep</h1><p><b>{bold}</b></p><p>Two.</p>").questions) == 1


def test_a_bold_line_with_nothing_below_it_stays_a_statement():
    assert shape(draft_of("<h1>Sleep</h1><p>One.</p><p><b>The end</b></p>"))[1][0][1][-1] == "<p><b>The end</b></p>"


def test_a_folded_part_becomes_a_question():
    draft = draft_of("<h1>A</h1><details><summary>Does it hurt?</summary><p>No.</p></details>")
    assert shape(draft)[1] == [("Does it hurt?", ["<p>No.</p>"])]


def test_a_question_written_as_a_button_in_a_heading_is_kept():
    assert (
        draft_of("<h1>A</h1><h3><button>Does it hurt?</button></h3><p>x.</p>").questions[0].wording == "Does it hurt?"
    )


def test_a_title_too_long_is_cut_at_a_word_and_the_whole_is_a_question():
    draft = draft_of(f"<h1>{LONG}</h1><p>Rest.</p>")
    assert draft.title == "What can I do at home when my hand or my foot swells, burns and"
    assert draft.questions[0].wording == LONG
    assert f"the whole of it, “{LONG}”" in notes(draft)


def test_a_title_too_long_with_no_text_of_its_own_is_kept_as_a_way_to_ask():
    draft = draft_of(f"<h1>{LONG}</h1><h2>First</h2><p>Rest.</p>")
    assert (draft.asked_as, [question.wording for question in draft.questions]) == (LONG, ["First"])


def test_a_heading_too_long_for_a_question_stands_below_it_in_full():
    heading = "Does " + "really " * 30 + "help?"
    question = draft_of(f"<h1>A</h1><h2>{heading}</h2><p>x.</p>").questions[0]
    assert len(question.wording) <= 120
    assert question.parts[0].html == f"<p>{heading}</p>"


def test_a_document_of_headings_only_is_an_outline_of_questions():
    assert shape(draft_of("# Sleep\n\n## Why?\n\n## How?\n", "a.md")) == ("Sleep", [("Why?", []), ("How?", [])])
