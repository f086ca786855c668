"""The list of all words: under their letters, each with its meaning and some of the topics that use it."""

import re

import pytest

from clinic.archive.shared_texts.voiding import void
from tests import builders as build

pytestmark = pytest.mark.django_db


def words(patient):
    answer = patient.get("/faq/words/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_words_stand_under_their_letters_whatever_accent_they_have(patient):
    for word in ("edema", "CRPS", "Ödem", "éclat", "24-hour", "allodynia"):
        build.term(word)
    html = words(patient)
    assert re.findall(r'<h2 id="letter-[^"]+" tabindex="-1">([^<]+)</h2>', html) == ["A", "C", "E", "O", "0-9"]
    assert re.findall(r'class="word-entry__word"[^>]*>([^<]+)<', html) == [
        "allodynia", "CRPS", "éclat", "edema", "Ödem", "24-hour",
    ]  # fmt: skip


def test_an_entry_says_all_there_is_to_say_and_has_an_address(patient):
    term = build.term("CRPS", stands_for="complex pain", say_it="see-ar-pee-ESS", also_called="RSD\nSudeck")
    html = words(patient)
    assert f'id="word-{term.pk}"' in html
    for said in ("Short for: complex pain", "Say it like: see-ar-pee-ESS", "Also called: RSD, Sudeck", term.meaning):
        assert said in html


def test_an_entry_leads_to_three_topics_that_use_it(patient):
    term, unused = build.term(), build.term("nerve")
    for number in range(5):
        build.topic(f"Topic {number}", short_answer=f"<p>{build.marked(term)}</p>")
    build.topic("Draft", live=False, short_answer=f"<p>{build.marked(unused)}</p>")
    html = words(patient)
    assert len(re.findall(r'<a href="/faq/topic-\d/">', html)) == 3
    assert "Draft" not in html


def test_a_word_that_no_signed_page_shows_says_that_nobody_has_checked_it(patient):
    shown, unused = build.term(), build.term("nerve")
    page = build.topic(short_answer=f"<p>{build.marked(shown)}</p>")
    assert re.findall(r"<h3[^>]*>([^<]+)|(No clinician has checked this word yet)", words(patient)) == [
        ("allodynia", ""), ("nerve", ""), ("", "No clinician has checked this word yet"),
    ]  # fmt: skip
    shown.meaning = "Other words, by a script."
    shown.save()
    void([page], "A test")
    html = words(patient)
    assert "No clinician has checked these words yet." in html
    assert "this word" not in html
    assert unused.meaning in html


def test_it_names_only_words_of_its_own_language(patient):
    build.term("alodinia", locale=build.locale("es"))
    assert "alodinia" not in words(patient)


def test_it_says_what_it_is_to_search_engines(patient):
    html = words(patient)
    assert re.search(r'<link rel="canonical" href="[^"]+/faq/words/">', html)
    assert '<meta name="description" content="Medical words' in html
    assert "No words are explained here yet." in html


def test_the_topics_page_leads_to_it(patient):
    assert 'href="/faq/words/"' in patient.get("/faq/").content.decode()


def test_no_topic_can_take_its_address():
    with pytest.raises(Exception, match="is an address of the site itself"):
        build.topic("Words", live=False).full_clean()
