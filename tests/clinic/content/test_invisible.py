"""What nobody sees hides no word: in what is typed, written, checked, fed or uploaded."""

import json

import pytest

from clinic.checks.text.sentences import visible
from clinic.content.invisible import without_invisible
from clinic.content.language.plain_words import words_in
from clinic.content.prose import has_words
from clinic.staff.invisible_signs import OnlyWhatIsSeen
from faq.importing.words import tidy as tidy_document
from home.search.language.words import tidy
from tests import builders as build
from tests import forms

UNSEEN = "\0\u00ad\u200b\u200d\u2060\ufeff\u061c\u180e\u202e\u2069\U000e0041\ufe0f\x07\x7f\x9d\u034f\u3164"


def first_word(text):
    return words_in(tidy(text))[0]


@pytest.mark.parametrize("sign", UNSEEN)
@pytest.mark.parametrize("read", [without_invisible, visible, tidy_document, tidy, first_word])
def test_no_reader_of_words_is_stopped_by_one(read, sign):
    assert read(f"infec{sign}tion") == "infection"


def test_line_ends_and_what_parts_words_stay():
    assert without_invisible("one\ntwo\r\nthree\tfour\x0cfive") == "one\ntwo\r\nthree\tfour five"


def test_signs_of_writing_stay():
    assert without_invisible("niño – “sí” 5 °C ½ 👍") == "niño – “sí” 5 °C ½ 👍"


def test_a_paragraph_of_them_alone_is_empty():
    assert not has_words("<p>\u00ad\u200b</p>")


@pytest.mark.django_db
def test_a_word_of_a_page_is_found_and_shown_whatever_is_hidden_in_it(patient):
    said = build.statement("Luke\u00adwarm ba\u200bths are plea\u202esant.")
    build.topic("Bathing", questions=[build.question("Ba\u2060ths?", said)])
    [first, *_] = patient.get("/search/", {"q": "luke\u200bwarm", "format": "json"}).json()["results"]
    assert (first["question"], first["passage"]) == ("Baths?", "Lukewarm baths are pleasant.")


@pytest.mark.django_db
def test_a_feed_can_be_read_whatever_is_hidden_in_a_title(patient):
    build.topic("Ba\x07th\u00ading")
    assert "<title>Bathing</title>" in patient.get("/changes.rss").text


def content(words):
    """As the editor sends rich text."""
    block = {"key": "abcde", "text": words, "type": "unstyled", "depth": 0, "entityRanges": []}
    raised = [{"offset": words.index("none"), "length": 4, "style": "SUPERSCRIPT"}]
    return json.dumps({"entityMap": {}, "blocks": [block | {"inlineStyleRanges": raised}]})


@pytest.mark.django_db
def test_what_staff_save_is_what_they_saw(staff):
    """In plain fields and in rich text, whose marks stay where they were."""
    topic = build.topic("Bathing", live=False)
    hidden = "no side\u200e eff\u00adects, \x0bnone\u202e"
    form = forms.topic(title=hidden, slug="bathing", asked_as="one\r\ntw\u200bo", short_answer=content(hidden))
    staff("writer").post(f"/admin/pages/{topic.pk}/edit/", form | forms.loaded(topic))
    topic = type(topic).objects.get().get_latest_revision_as_object()
    assert (topic.title, topic.asked_as) == ("no side effects,  none", "one\r\ntwo")
    assert topic.short_answer.endswith(">no side effects,  <sup>none</sup></p>")


def test_a_password_is_left_as_it_was_chosen(rf):
    request = rf.post("/", {"password": "a\u200bb", "name": "a\u200bb", "x": ["\u202e1", "2"]})
    OnlyWhatIsSeen(lambda request: None).process_view(request, None, (), {})
    assert (request.POST["password"], request.POST["name"], request.POST.getlist("x")) == ("a\u200bb", "ab", ["1", "2"])
