"""What a page shows that is no text cannot come along: the report names what it was and where, so that it is missed."""

import pytest

from tests.faq.documents import draft_of, dropped, shape

VIDEO = "https://www.youtube.com/embed/abcdefghijk"
FORM = "https://form.maker.example/forms/7"


def left_out(html):
    draft = draft_of(f"<h1>Knees</h1><h2>Why?</h2><p>Wear.</p>{html}")
    assert shape(draft)[1] == [("Why?", ["<p>Wear.</p>"])]
    return dropped(draft)


@pytest.mark.parametrize(
    ("html", "named"),
    [
        (f"<iframe src='{VIDEO}' title='How to sit'></iframe>", f"a video “How to sit” ({VIDEO})"),
        ("<iframe src='about:blank' data-src='//player.vimeo.com/video/1'></iframe>", "a video (//player.vimeo.com"),
        ("<video controls><source src='sit.mp4'></video>", "a video (sit.mp4)"),
        (f"<iframe src='{FORM}'></iframe>", f"a form ({FORM})"),
        ("<iframe src='https://calendly.com/elm'></iframe>", "a calendar for appointments (https://calendly.com/elm)"),
        ("<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>", "a map (https://www.google.com/maps"),
        ("<object data='sit.mp3'></object>", "a sound recording (sit.mp3)"),
        ("<iframe src='https://odd.example/1'></iframe>", "something shown from another site (https://odd.example/1)"),
    ],
)
def test_it_is_named_by_what_it_is(html, named):
    assert named in left_out(html)


def test_a_form_without_words_of_its_own_is_named_by_its_fields():
    fields = "<input placeholder='Your name'><input type='hidden'><textarea placeholder='Message'></textarea>"
    assert "a form with 2 fields: “Your name; Message”" in left_out(f"<form>{fields}<input type='submit'></form>")


def test_a_form_around_the_whole_page_is_named_and_the_page_is_read():
    text = "<p>" + "Old makers put a page into one form, and it says more than a form would. " * 5 + "</p>"
    draft = draft_of(f"<form><h1>Knees</h1>{text}<input type='text' placeholder='Name'><select></select></form>")
    assert draft.title == "Knees" and draft.questions[0].parts
    assert "a form with 2 fields: “Name”" in dropped(draft)


def test_a_search_box_is_not_missed():
    assert left_out("<form><input type='text' placeholder='Search'></form>") == ""


def test_what_stands_in_a_part_that_is_left_out_is_named_too():
    assert f"a video ({VIDEO})" in left_out(f"<footer>© Elm <iframe src='{VIDEO}'></iframe></footer>")


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ('<div data-settings=\'{"url":"https:\\/\\/youtu.be\\/abcdefghijk"}\'></div>', "a video (https://youtu.be/"),
        ("<script src='https://form.jotform.com/jsform/1'></script>", "a form (https://form.jotform.com/jsform/1)"),
    ],
)
def test_what_a_program_would_show_is_named(html, named):
    assert named in left_out(html)


def test_a_video_is_named_once_and_not_where_a_link_leads_to_it():
    assert left_out(f"<iframe src='{VIDEO}'></iframe><script>play('{VIDEO}')</script>").count("a video") == 1
    draft = draft_of(f"<h1>Knees</h1><p><a href='{VIDEO}'>See how</a>.</p>")
    assert "a video" not in dropped(draft)
