"""A slip is put right; a word of the language, a short word and a name never become another."""

import pytest

from home.search.index.ranking import Index
from home.search.index.segment import Entry
from home.search.language.spelling import Vocabulary

# Words that the texts have, each near to one below.
WEIGHTS = {
    word: 20
    for line in (
        "want whether dano part across chance smoking shaking stability ketamine gabapentin remission insurance",
        "weak swelling infection rabson vdrr prednisone second media espinal ahora going",
    )
    for word in line.split()
}


REAL = {
    "en": [
        "went",
        "weather",
        "park",
        "cancel",
        "growing",
        "week",
        "smoking",
        "vdrl",
        "pian",
        "adress",
        "mano",
        "hablan",
    ],
    "es": ["seguro", "medico", "abren", "hablan", "espanol", "mano", "vdrl", "weather", "smoking", "cancel"],
}


@pytest.mark.parametrize(("code", "word"), [(code, word) for code, words in REAL.items() for word in words])
def test_a_word_of_any_language_or_a_short_one_never_becomes_another(code, word):
    assert Vocabulary(WEIGHTS, 3, code=code).corrected(word) == [word]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ketmaine", "ketamine"),
        ("gabapenten", "gabapentin"),
        ("remision", "remission"),
        ("insurence", "insurance"),
        ("sweling", "swelling"),
    ],
)
def test_a_slip_is_put_right(typed, meant):
    assert Vocabulary(WEIGHTS, 3).corrected(typed) == [meant]


def test_a_slip_of_a_word_that_the_texts_do_not_have_is_not_bent_to_one_that_they_have():
    assert Vocabulary({"stability": 20}, 3).corrected("disabilty") == ["disabilty"]


@pytest.mark.parametrize(("name", "written"), [("dupuytrim", "by Dupuytrim"), ("westergreb", "a WESTERGREB test")])
def test_a_name_that_one_text_has_is_no_slip_however_rare_it_is(name, written):
    """Among many texts a word that occurs once may be a writer's slip; one with a capital is somebody's name."""
    nearest = f"{name[:-1]}n"
    texts = [f"About {nearest} and others." for _ in range(3001)] + [f"It was told {written} long ago."]
    index = Index([Entry(pk, pk, "What is it?", "It", (), body) for pk, body in enumerate(texts)], "en")
    assert index.understood(name).corrected == {}
    lower = index.understood(name.replace("u", "o", 1) if "u" in name else name.replace("e", "a", 1))
    assert lower.corrected
