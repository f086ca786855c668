"""A link that led to a place within an old page leads to the question that stands there now."""

import re

import pytest

from faq.models import TopicPage
from faq.structured_data import anchor
from tests.faq.documents import draft_of
from tests.faq.importing.test_whole_folder import bring_in, folder, topic, words  # noqa: F401

KNEES = (
    "<title>Knees</title><h1>Knees</h1><p>They bend.</p><a name='pain'></a><h2>Why does it hurt?</h2>"
    "<p>Wear is one reason.</p><p id='rest'>A week of rest is enough for most knees.</p>"
    "<div id='shoes'><h2>Which shoes?</h2><p>Wide ones.</p></div><h2>Who helps?</h2><p>We do.</p>"
)
LINKS = (
    "<title>Hands</title><h1>Hands</h1><p><a href='knees.html#pain'>a</a> <a href='knees.html#rest'>b</a> "
    "<a href='knees.html#shoes'>c</a> <a href='knees.html#gone'>d</a> <a href='knees.html'>e</a></p>"
)


def places(html):
    return {name: question.wording for question in draft_of(html).questions for name in question.places}


def test_a_place_is_found_by_the_words_that_begin_there():
    assert places(KNEES) == {"pain": "Why does it hurt?", "rest": "Why does it hurt?", "shoes": "Which shoes?"}


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (
            "<h3><button id='x' aria-expanded='false'>May I drive?</button></h3><div>No, wait a week.</div>",
            "May I drive?",
        ),
        ("<p><a id='x'></a><b>Q: May I drive?</b></p><p>A: No, wait a week.</p>", "May I drive?"),
        ("<h2>May I drive?</h2><ul><li id='x'>Not in the first week</li></ul>", "May I drive?"),
        ("<h2>Why?</h2><p>So.</p><h2>Why not?</h2><p>So.</p><p id='x'>So.</p>", None),
        ("<div id='x'><h1>Knees</h1></div><h2>Why?</h2><p>So.</p>", None),
    ],
)
def test_however_the_question_was_marked_and_never_by_guess(html, found):
    assert places(f"<h1>Knees</h1><p>They bend.</p>{html}").get("x") == found


@pytest.mark.django_db
@pytest.mark.parametrize("turn", [1, -1])
def test_the_link_leads_to_the_question_whichever_page_came_first(folder, turn):  # noqa: F811
    bring_in(folder({"knees.html": KNEES, "hands.html": LINKS})[::turn])
    knees = TopicPage.objects.get(title="Knees")
    at = {question.value["question"]: anchor(question) for question in topic("Knees").questions}
    led = re.findall(rf'<a linktype="page" id="{knees.pk}"(?: place="([\w-]+)")?>(\w)</a>', words("Hands"))
    why, shoes = at["Why does it hurt?"], at["Which shoes?"]
    assert led == [(why, "a"), (why, "b"), (shoes, "c"), ("", "d"), ("", "e")]


@pytest.mark.django_db
def test_a_page_that_comes_another_day_leads_there_too(folder):  # noqa: F811
    knees = KNEES.replace("<title>", "<link rel='canonical' href='https://ash.example/knees.html'><title>")
    hands = LINKS.replace("<title>", "<link rel='canonical' href='https://ash.example/hands.html'><title>")
    bring_in(folder({"knees.html": knees}))
    bring_in(folder({"hands.html": hands}))
    assert words("Hands").count("place=") == 3


WITHIN = (
    "<title>Knees</title><h1>Knees</h1><p>They bend. See <a href='#pain'>pain</a>, "
    "<a href='knees.html#shoes'>shoes</a>, <a href='#gone'>gone</a>"
    "<sup><a href='#pain'>1</a></sup>.</p><h2 id='pain'>Why does it hurt?</h2><p>Wear.</p>"
    "<h2 id='shoes'>Which shoes?</h2><p>Wide ones: <a href='#pain'>less pain</a>.</p>"
)


@pytest.mark.django_db
def test_a_link_within_a_page_leads_to_the_question_of_the_new_page(folder):  # noqa: F811
    files = folder({"knees.html": WITHIN, "feet.html": "<title>Feet</title><h1>Feet</h1><p>They stand.</p>"})
    bring_in(files)
    knees = topic("Knees")
    pain, shoes = (anchor(question) for question in knees.questions)
    own = f'<a linktype="page" id="{knees.pk}" place="{{}}">{{}}</a>'.format
    assert knees.short_answer == (
        f"<p>They bend. See {own(pain, 'pain')}, {own(shoes, 'shoes')}, gone<sup>1</sup>.</p>"
    )
    assert knees.questions[1].value["answer"][0].value["text"].source == f"<p>Wide ones: {own(pain, 'less pain')}.</p>"
    assert "“Knees” is already here, with the same words" in bring_in(files)
