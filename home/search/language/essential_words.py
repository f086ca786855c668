"""Which words of a question carry it: those without which it would be another question. Pure words: no Django."""

import re
from collections.abc import Collection, Mapping

from rapidfuzz.distance import OSA

from clinic.content.language.plain_words import words_in
from clinic.content.language.real_words import real_words
from home.search.language.words import language

# Below this a word is of every day ("weird", "hope"): it carries a question only where it is one of those below.
EVERYDAY = 3.1
# Words of every day that patients ask about.
ASKED_ABOUT = {
    "en": """baby babies bath beach bike boat brother bus car child children cold dance dancing dad dog drive driving
    father fly flying food game games garden horse job kid kids kiss milk mom mother music parents party plane plastic
    ride run running school sex sister ski sport sports sun swim tea teacher train walk wine winter work working""",
    "es": """aire alcohol avion baile bebe bebes bici bicicleta bus cafe calor carro coche colegio comer comida conducir
    correr deporte deportes embarazada embarazo escuela frio hijo hijos invierno jefe manejar musica nino ninos padres
    perro playa sexo sol tomar trabajar trabajo tren vino viajar viaje volar vuelo""",
}
LISTED = {code: frozenset(words.split()) for code, words in ASKED_ABOUT.items()}
SHORTEST = 3
# What Spanish hangs on the end of a verb.
PRONOUN = re.compile(r"(?<=[aei]r)(?:me|te|se|nos)?(?:lo|la|le|los|las|les)?$")


def weights(words: Collection[str], code: str, own_names: Collection[str] = ()) -> dict[str, float]:
    """`{word: what it says}`; nothing for the names of the condition itself, which are in every question here."""
    cut, listed = language(code), real_words(code)
    left_out = {cut.stem(word) for name in own_names for word in words_in(name)}
    return {
        word: min(listed.weight(word), listed.weight(without_pronoun(word, code))) if listed else 1.0
        for word in words
        if word not in cut.stop
        and not is_slip_of_a_stop(word, code)
        and cut.stem(word) not in left_out
        and len(word) >= SHORTEST
        and word.isalpha()
    }


def is_slip_of_a_stop(word: str, code: str) -> bool:
    """Whether `word`, which is none, is a slip of one that says nothing: "dosnt", "wil"."""
    listed = real_words(code)
    if listed is None or listed.has(word):
        return False
    return any(within_one(word, stop) for stop in language(code).stop if len(stop) > SHORTEST)


def within_one(word: str, other: str) -> bool:
    return abs(len(word) - len(other)) < 2 and OSA.distance(word, other, score_cutoff=1) < 2


def without_pronoun(word: str, code: str) -> str:
    """
    >>> without_pronoun("hacerme", "es")
    'hacer'
    """
    return PRONOUN.sub("", word) if code == "es" else word


def carrying(words: Collection[str], said: Mapping[str, float], code: str) -> list[str]:
    """Those of the `words` that carry a question with `weights` said."""
    listed = LISTED.get(code, ())
    return [word for word in words if word in listed or said.get(word, 0) >= EVERYDAY]
