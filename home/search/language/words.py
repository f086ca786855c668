"""From what people type and write to the stems that are compared. Pure words: no Django."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import Stemmer

from clinic.content.invisible import without_invisible
from clinic.content.language.plain_words import words_in

LONGEST_QUERY = 2000
MOST_WORDS = 60
# Halves of signs, private ones and such as do not exist: Postgres or a font would stumble over them.
UNWRITTEN = {"Cs", "Co", "Cn"}

# Words that say nothing of what is asked, each list as typed without accents.
STOP_LISTS = {
    "en": """a about also am an and any are as ask at be been being but by can cant could did didnt do does doesnt doing
    dont for from get getting give got had has have hello help hi him his her how i id if ill im in into is isnt it its
    ive just know let like many may me mean might much my myself need of on or our out please really said say shall she
    should so some somebody someone tell than thank thanks that the their them then there til theres these they thing
    this those to too us very want was we were what whats when where which while who why will with would you your
    arent bc cos couldnt cuz doesn dunno gonna gotta hadnt hasnt havent pls plz r shouldnt thru tho u ur wanna wasnt wat
    werent wont wouldnt""",
    "es": """a al algo alguien algun alguna ante aqui asi aun aunque cada como con cual cuando cuanto cuanta cuantos
    cuantas de debe debo del desde donde dos el ella ellas ellos en entre era es esa ese eso esta estan estar este esto
    estoy favor fue gracias ha hace hacer hago han hasta hay hola la las le les lo los mas me mi mis mucho muy ni no nos
    nosotros o otra otro para pero por porque pueda puede pueden puedo pues que quiero quien se sea ser si sin sobre son
    soy su sus tambien te tener tengo ti tiene tienen tu un una uno unos unas usted ustedes y ya yo
    nada nadie nunca pq q tmb xq""",
}
STOP = {language: frozenset(words.split()) for language, words in STOP_LISTS.items()}
# Of these, words that say what kind of question it is: with few other words they count in titles.
ASKING_LISTS = {
    "en": """can did does have how is know many may should tell what when where which who why will""",
    "es": """como cual cuando cuanto cuanta cuantos cuantas debo donde puede puedo por quien tengo""",
}
ASKING = {language: frozenset(words.split()) for language, words in ASKING_LISTS.items()}
# Words about whose endings the stemmers err, each cut like the other: "medication" would be found for "medical".
CUT_LIKE = {
    "en": {
        "medication": "medicine",
        "medications": "medicine",
        "diagnosis": "diagnose",
        "diagnoses": "diagnose",
        "diagnostic": "diagnose",
        "children": "child",
        "women": "woman",
        "men": "man",
        "feet": "foot",
        "teeth": "tooth",
        "mice": "mouse",
        "broke": "broken",
        "fell": "fall",
        "felt": "feel",
        "froze": "frozen",
    },
    "es": {"medicacion": "medicamento"},
}
STEMMERS = {"en": "english", "es": "spanish"}
# British endings as Americans write them; the same is done to what is searched, so a wrong change harms nothing.
AMERICAN = [
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|al$|ful$|able$|ite$|ist$|less$)"), "or"),
    (re.compile(r"is(?=(e|ed|es|ing|er|ers|ation|ations)$)"), "iz"),
    (re.compile(r"ys(?=(e|ed|es|ing|er)$)"), "yz"),
    (re.compile(r"([bt])re(?=s?$)"), r"\1er"),
    # "travelling", but not "swelling": its own word has two.
    (re.compile(r"(?<=[aeiouy])([^aeiouy]+[aeiouy])ll(?=(ed|ing|er|ers)$)"), r"\1l"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"sulph"), "sulf"),
    (re.compile(r"mme(?=s?$)"), "m"),
]


def tidy(typed: str) -> str:
    """What was typed on one line, at most LONGEST_QUERY letters, without signs that nobody can see."""
    seen = without_invisible(typed[:LONGEST_QUERY])
    return " ".join("".join(sign for sign in seen if unicodedata.category(sign) not in UNWRITTEN).split())


class Language:
    """What one language does with words: which it leaves out, and how it cuts the rest to their stems."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.stop: frozenset[str] = STOP.get(code, frozenset())
        self.asking: frozenset[str] = ASKING.get(code, frozenset())
        self.cut_like = CUT_LIKE.get(code, {})
        self.cut: Callable[[str], str] = Stemmer.Stemmer(STEMMERS[code]).stemWord if code in STEMMERS else str
        self.known: dict[str, str] = {}

    def stem(self, word: str) -> str:
        """The form in which a word is compared: one for its endings, its capitals and both ways of spelling English."""
        known = self.known.get(word)
        if known is None:
            plain = next(iter(words_in(word)), word)
            known = self.cut(self.one_spelling(self.cut_like.get(plain, plain)))
            # What visitors type is not kept for ever.
            if len(self.known) < 300_000:
                self.known[word] = known
        return known

    def asks(self, words: list[str]) -> list[str]:
        """The words that say what kind of question it is, marked so that they are never taken for others."""
        return [f"?{word}" for word in words if word in self.asking]

    def one_spelling(self, word: str) -> str:
        if self.code == "en":
            return american(word)
        if self.code == "es" and word.endswith(("cion", "sion")):  # its accent tells the stemmer that it is an ending
            return f"{word[:-2]}ón"
        return word

    def stems(self, text: str) -> list[str]:
        """The stems of `text` in order, words that say nothing left out."""
        return [self.stem(word) for word in words_in(text) if word not in self.stop]


def american(word: str) -> str:
    """
    >>> [american(word) for word in ("oedema", "tumours", "centre", "hour", "immunise", "travelled", "swelling")]
    ['edema', 'tumors', 'center', 'hour', 'immunize', 'traveled', 'swelling']
    """
    if len(word) < 6 or not word.isascii():
        return word
    for british, replacement in AMERICAN:
        word = british.sub(replacement, word)
    return word


@lru_cache
def language(code: str) -> "Language":
    """The Language of a code such as "en"; one that is not known is compared word by word."""
    return Language(code)
