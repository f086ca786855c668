"""A marked word is a link to its entry; its meaning stands at the end of the page, outside every sentence."""

import re

import pytest
from bs4 import BeautifulSoup

from clinic.content.prose import plain
from tests import builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def crps():
    return build.term(
        "CRPS",
        stands_for="complex regional pain syndrome",
        meaning="A condition with lasting pain.",
        also_called="RSD",
        say_it="see-ar-pee-ESS",
    )


def shown(patient, **fields):
    build.topic("Spread", **fields)
    return patient.get("/faq/spread/").content.decode()


def test_a_marked_word_is_a_link_in_a_whole_sentence(patient):
    term = build.term(say_it="al-oh-DIN-ee-uh", also_called="touch pain")
    page = BeautifulSoup(shown(patient, short_answer=f"<p>It hurts: {build.marked(term)}, often.</p>"), "html.parser")
    assert page.select_one(".short-answer p").get_text() == "It hurts: allodynia, often."
    word = page.select_one("a.word")
    assert word["href"] == f"/faq/words/#word-{term.pk}"
    assert word.attrs.keys() == {"class", "href"}
    entry = BeautifulSoup(patient.get("/faq/words/").content, "html.parser").find(id=f"word-{term.pk}")
    assert "Pain from a touch that should not hurt." in entry.get_text()


def test_its_meaning_stands_once_outside_all_sentences(patient):
    term = build.term(say_it="al-oh-DIN-ee-uh", also_called="touch pain")
    twice = f"<p>{build.marked(term)} and {build.marked(term, 'Allodynia')}.</p>"
    page = BeautifulSoup(shown(patient, short_answer=twice), "html.parser")
    [card] = page.select(f"#word-{term.pk}")
    assert card.has_attr("popover") and card.parent["class"] == ["words-explained"]
    for words in ("Pain from a touch that should not hurt.", "Say it like: al-oh-DIN-ee-uh", "Also called: touch pain"):
        assert words in card.get_text()
    assert [word["href"] for word in page.select("a.word")] == [f"/faq/words/#word-{term.pk}"] * 2


def test_letters_are_spelled_out_at_their_first_use_only(patient, crps):
    html = shown(
        patient,
        short_answer=f"<p>{build.marked(crps)} hurts.</p>",
        questions=[build.question("What?", build.statement(f"<p>{build.marked(crps)} lasts.</p>"))],
    )
    assert html.count("</a> (complex regional pain syndrome) hurts") == 1
    assert html.count("complex regional pain syndrome)") == 1
    assert "<abbr" not in html


def test_letters_that_the_author_spelled_out_are_not_spelled_out_again(patient, crps):
    html = shown(patient, short_answer=f"<p>Complex regional pain syndrome ({build.marked(crps)}) hurts.</p>")
    assert "</a> (complex" not in html


def test_a_mark_without_an_entry_is_just_the_words(patient):
    html = shown(patient, short_answer='<p>It is <a linktype="glossary" id="999999">allodynia</a>.</p>')
    assert "It is allodynia." in html


@pytest.mark.parametrize("id", ["", "abc", "-1", "99999999999999999999"])
def test_a_damaged_mark_is_just_the_words(id, patient, staff):
    html = shown(patient, short_answer=f'<p>It is <a linktype="glossary" id="{id}">allodynia</a>.</p>')
    assert "It is allodynia." in plain(html)


def test_an_entry_of_another_language_is_not_shown(patient):
    term = build.term("alodinia", locale=build.locale("es"), meaning="Dolor al tocar.")
    html = shown(patient, short_answer=f"<p>It is {build.marked(term)}.</p>")
    assert "It is alodinia." in html


def test_the_words_of_an_entry_cannot_become_markup(patient):
    term = build.term("<b>x</b>", meaning="<script>alert(1)</script>")
    assert "<script>alert" not in shown(patient, short_answer=f"<p>It is {build.marked(term, 'x')}.</p>")


def test_a_page_without_marked_words_has_no_list_of_them(patient):
    assert "words-explained" not in shown(patient)


@pytest.mark.parametrize("address", ["/changes.rss", "/search/?q=often"])
def test_everywhere_else_a_marked_word_is_just_the_word(patient, address):
    shown(patient, short_answer=f"<p>It hurts: {build.marked(build.term())}, often.</p>")
    html = re.sub("</?mark>", "", patient.get(address).content.decode())
    assert "It hurts: allodynia, often." in html
    assert "should not hurt" not in html


def test_machines_take_the_words_alone(patient):
    term = build.term()
    html = shown(patient, short_answer=f"<p>It is {build.marked(term)}.</p>")
    assert '"description": "It is allodynia."' in html


@pytest.mark.parametrize("make", [build.standard, build.service])
def test_other_pages_explain_words_too(patient, make):
    mark = build.marked(build.term())
    field = {"introduction": f"<p>{mark}</p>"} if make is build.standard else {"what_it_is": f"<p>{mark}</p>"}
    page = make("Here", **field)
    assert 'class="word-card"' in patient.get(page.url).content.decode()
