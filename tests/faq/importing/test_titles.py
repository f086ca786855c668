"""The title is the page's own, not the clinic's name, a slogan or a call to act."""

import pytest

from tests.faq.documents import draft_of, dropped

SHARED = "<meta content='Heel pain' property='og:title'>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>Heel pain | Ash Clinic</title>", "<h3>Book now</h3><p>Call.</p><h2>Heel pain</h2><p>It hurts.</p>"),
        ("<title>Ash Clinic – Heel pain</title>", "<h1>Ash Clinic</h1><h2>Heel pain</h2><p>It hurts.</p>"),
        ("<title>Ash Clinic :: Heel pain</title>", "<h1>We care for you!</h1><p>x.</p><h2>Why?</h2><p>It hurts.</p>"),
        (f"<title>Home</title>{SHARED}", "<h1>Welcome to Ash</h1><p>It hurts.</p>"),
        (f"<title>Heel pain - Ash Road</title>{SHARED}", "<h1>Ash Road</h1><p>It hurts.</p>"),
        ("<title>Ash Clinic</title>", "<div class='hero'><h1>Heel pain</h1></div><main><p>It hurts.</p></main>"),
        ("<title>Ash</title>", "<header><h1>Heel pain</h1></header><main><h2>Why?</h2><p>It hurts.</p></main>"),
        ("", "<h1>Heel pain | Ash Clinic</h1><p>It hurts.</p>"),
        (
            "<title>Heel pain at Ash Clinic</title>",
            "<h1><a href='/'>Ash Clinic</a></h1><h2>Heel pain</h2><p>It hurts.</p>",
        ),
        ("<title>Heel pain | Ash</title>", "<h1>The first step should not hurt.</h1><p>It hurts.</p>"),
        ("<title>Heel pain · Ash</title>", "<h1>Your feet matter</h1><h1>Heel pain</h1><p>It hurts.</p>"),
        (
            "<title>Heel pain</title>",
            "<h1>Heel pain</h1><p>It hurts.</p><article><h3>News</h3>x.</article>",
        ),
        ("<title>Heel pain: Ash</title>", "<h1>Heel pain</h1><h1>Read too</h1><p>It hurts.</p>"),
    ],
)
def test_the_pages_own_title_wins(head, body):
    draft = draft_of(f"<html><head>{head}</head><body>{body}</body></html>")
    assert draft.title == "Heel pain"


@pytest.mark.parametrize("title", ["Contact dermatitis", "Contact", "Visiting hours", "Order of treatments"])
def test_a_title_may_begin_like_a_call(title):
    assert draft_of(f"<title>Ash Clinic | Page 4</title><h1>{title}</h1><p>x.</p>").title == title


def test_a_home_page_may_be_called_like_the_clinic():
    assert draft_of("<title>Ash Clinic</title><h1>Ash Clinic</h1><p>We are here.</p>").title == "Ash Clinic"


def test_lines_above_the_title_without_words_below_them_are_named():
    html = "<title>Heel pain | Ash</title><h1>Your feet matter!</h1><h2>Heel pain</h2><p>It hurts.</p>"
    draft = draft_of(html)
    assert [question.wording for question in draft.questions] == ["Heel pain"]
    assert "a line above the title: “Your feet matter!”" in dropped(draft)


def test_an_article_that_is_only_a_card_is_not_the_page():
    card = "<article class='card'><h3>From our blog</h3><p>Winter.</p></article>"
    draft = draft_of(f"<h1>Warts</h1><p>Small lumps.</p><h2>Do they hurt?</h2><p>Mostly not, says everyone.</p>{card}")
    assert draft.title == "Warts"
    assert (draft.short_answer, draft.questions[0].wording) == ("<p>Small lumps.</p>", "Do they hurt?")


def test_one_of_several_questions_is_not_the_title_of_a_page_that_has_one():
    draft = draft_of("<title>Heel pain | Ash Clinic</title><h2>Why?</h2><p>Wear.</p><h2>How long?</h2><p>Weeks.</p>")
    assert (draft.title, [question.wording for question in draft.questions]) == ("Heel pain", ["Why?", "How long?"])
