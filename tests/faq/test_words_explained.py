"""A marked word is explained where it stands: by a press, without a script, and once only to a screen reader."""

import re
from html.parser import HTMLParser

import pytest

from clinic.content.prose import plain
from tests import builders as build

pytestmark = pytest.mark.django_db


class Ids(HTMLParser):
    """Every id and every target of a button in a page."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.targets, self.labels = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += filter(None, [found.get("id")])
        self.targets += filter(None, [found.get("popovertarget")])
        if found.get("class") == "word__open":
            self.labels.append(found.get("aria-label", ""))


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


def test_pressing_a_marked_word_opens_its_card(patient):
    term = build.term(say_it="al-oh-DIN-ee-uh", also_called="touch pain")
    html = shown(patient, short_answer=f"<p>It hurts: {build.marked(term, 'allodynia')}, often.</p>")
    button = f'<button class="word__open" type="button" popovertarget="word-{term.pk}">allodynia</button>'
    card = f'<span class="word-card" id="word-{term.pk}" popover'
    assert f'It hurts: <span class="word">{button}{card}' in html
    for words in ("Pain from a touch that should not hurt.", "Say it like: al-oh-DIN-ee-uh", "Also called: touch pain"):
        assert words in html
    assert f'href="/faq/words/#word-{term.pk}"' in html
    assert "</span></span></span>, often.</p>" in html


def test_a_word_marked_twice_has_ids_and_names_of_its_own(patient):
    term = build.term()
    twice = f"<p>{build.marked(term)} and {build.marked(term, 'Allodynia')}.</p>"
    page = Ids(shown(patient, short_answer=twice))
    assert [found for found in page.ids if page.ids.count(found) > 1] == []
    assert {f"word-{term.pk}", f"word-{term.pk}-2"} == set(page.targets) & set(page.ids)
    assert page.labels == ["", "Allodynia (2)"]


def test_letters_are_spelled_out_at_their_first_use_only(patient, crps):
    html = shown(
        patient,
        short_answer=f"<p>{build.marked(crps)} hurts.</p>",
        questions=[build.question("What?", build.statement(f"<p>{build.marked(crps)} lasts.</p>"))],
    )
    assert html.count("</button> (complex regional pain syndrome)<span") == 1
    assert "<abbr" not in html


def test_letters_that_the_author_spelled_out_are_not_spelled_out_again(patient, crps):
    html = shown(patient, short_answer=f"<p>Complex regional pain syndrome ({build.marked(crps)}) hurts.</p>")
    assert "</button> (complex" not in html


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


def test_paper_shows_each_meaning_once_at_the_end(patient):
    term = build.term()
    html = shown(patient, short_answer=f"<p>{build.marked(term)} and {build.marked(term)}.</p>")
    listed = re.search(r'<section class="words-explained print-only">.*?</section>', html, re.S)[0]
    assert listed.count("<dd>Pain from a touch that should not hurt.</dd>") == 1


def test_a_page_without_marked_words_has_no_list_of_them(patient):
    assert "words-explained" not in shown(patient)


@pytest.mark.parametrize("address", ["/changes.rss", "/search/?q=often"])
def test_everywhere_else_a_marked_word_is_just_the_word(patient, address):
    shown(patient, short_answer=f"<p>It hurts: {build.marked(build.term())}, often.</p>")
    html = re.sub("</?mark>", "", patient.get(address).content.decode())
    assert "It hurts: allodynia, often." in html
    assert "should not hurt" not in html


def test_machines_and_names_of_buttons_take_the_words_alone(patient):
    term = build.term()
    rests = build.statement(f"<p>{build.marked(term)} is real.</p>", "established", references=[build.reference()])
    html = shown(
        patient, short_answer=f"<p>It is {build.marked(term)}.</p>", questions=[build.question("Is it?", rests)]
    )
    assert '"description": "It is allodynia."' in html
    assert ">: allodynia is real.</span>" in html


@pytest.mark.parametrize("make", [build.standard, build.service])
def test_other_pages_explain_words_too(patient, make):
    mark = build.marked(build.term())
    field = {"introduction": f"<p>{mark}</p>"} if make is build.standard else {"what_it_is": f"<p>{mark}</p>"}
    page = make("Here", **field)
    assert 'class="word-card"' in patient.get(page.url).content.decode()
