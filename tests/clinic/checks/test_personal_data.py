"""The screen for personal data: what it points at, as which kind, and what it lets pass."""

import json
from pathlib import Path

import pytest

from clinic.checks.personal.screen import found_in

SENTENCES = Path(__file__).with_name("personal_sentences.jsonl")


def kinds(text, own=""):
    return [(one.kind.value, one.words) for one in found_in(text, own)]


def sentences():
    return [json.loads(line) for line in SENTENCES.read_text().splitlines()]


def test_of_our_own_sentences_hardly_one_is_missed_or_wrongly_stopped():
    wrong = [row["text"] for row in sentences() if bool(found_in(row["text"])) != bool(row["personal"])]
    assert len(wrong) <= 0.02 * len(sentences()), wrong


def test_every_word_that_is_personal_is_pointed_at():
    missed = []
    for row in sentences():
        pointed_at = [one.words for one in found_in(row["text"])]
        missed += [words for words in row["personal"] if not any(one in words or words in one for one in pointed_at)]
    assert len(missed) <= 0.02 * len(sentences()), missed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My name is Karen Whitfield.", [("name", "Karen Whitfield")]),
        ("me yamo jose luis peralta", [("name", "jose luis peralta")]),
        ("My daughter Ann is 12", [("name", "Ann"), ("age", "12")]),
        ("my mother is 93", [("age", "93")]),
        ("I fell on 03/14/2022", [("date", "03/14/2022")]),
        ("me operaron el 3 de octubre", [("date", "3 de octubre")]),
        ("I live at 412 Maple Street", [("address", "412 Maple Street")]),
        ("mi código postal es 28013", [("address", "28013")]),
        ("my number is (971) 555 0182", [("phone", "(971) 555 0182")]),
        ("write to kw81 at gmail dot com", [("mail", "kw81 at gmail dot com")]),
        ("my insta is @olivia.brandt88", [("web", "@olivia.brandt88")]),
        ("I am Ann from Coos Bay", [("name", "Ann"), ("place", "Coos Bay")]),
        ("My MRN is 00482913", [("number", "00482913")]),
        ("Mi DNI es 48291734K", [("number", "48291734K")]),
    ],
)
def test_each_kind_is_named_with_its_words(text, found):
    assert kinds(text) == found


def test_the_place_of_the_words_is_told_as_typed():
    text = "¿Está bien que María José nade?"
    (one,) = found_in(text)
    assert text[one.start : one.end] == one.words == "María José"


def test_signs_that_nobody_sees_hide_nothing():
    assert kinds("Call 503\u200b-555\u00ad-0147") == [("phone", "503\u200b-555\u00ad-0147")]
    assert kinds("Ask for Kar\u00aden Whit\u200bfield") == [("name", "Kar\u00aden Whit\u200bfield")]


def test_what_the_clinic_says_of_itself_is_not_personal():
    own = "Dr Maya Ortiz\n(555) 555-0100\n12 Elm Street, Springfield"
    assert kinds("Is Dr. Ortiz in? I call 555 555 0100, at 12 Elm Street", own) == []
    assert kinds("Is Dr. Ortega in? I call 555 555 0101", own) == [("name", "Ortega"), ("phone", "555 555 0101")]


@pytest.mark.parametrize("letters", ["a.a.", "1-", "A", "9", "calle ", "my name is ", "x1-", "(", "á́"])
def test_any_letters_are_read(letters):
    assert isinstance(found_in(letters * 3000), list)


@pytest.mark.parametrize("text", ["", " ", "?", "\0", "☃️", "\u200b"])
def test_nothing_is_found_in_nothing(text):
    assert found_in(text) == []
