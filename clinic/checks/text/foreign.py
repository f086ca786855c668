"""Words in a language that a site is not in: its readers could not read them, and nothing here could check them."""

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from pathlib import Path

from django.conf.locale import LANG_INFO

from clinic.checks.text.disguised import is_listed
from clinic.content.language.plain_words import words_in
from clinic.content.language.real_words import LANGUAGES

LATIN = "LATIN"
# Alphabets of languages that are not written in Latin letters, as Unicode names them.
ALPHABETS = {
    **dict.fromkeys(["ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "tg", "mn"], "CYRILLIC"),
    **dict.fromkeys(["ar", "ar-dz", "fa", "ur", "ckb", "ug"], "ARABIC"),
    **dict.fromkeys(["zh-hans", "zh-hant", "zh"], "CJK"),
    **dict.fromkeys(["hi", "ne", "mr"], "DEVANAGARI"),
    "ja": "CJK HIRAGANA KATAKANA",
    "ko": "HANGUL CJK",
    "el": "GREEK",
    "he": "HEBREW",
    "th": "THAI",
    "hy": "ARMENIAN",
    "ka": "GEORGIAN",
    "bn": "BENGALI",
    "ta": "TAMIL",
    "te": "TELUGU",
}
# How a language calls itself may stand anywhere: "We speak 中文".
OWN_NAMES = ("中文", "普通话", "粤语", "العربية", *(info.get("name_local", "") for info in LANG_INFO.values()))
SHORTEST_NAME = 2
LETTERS = {"Lu", "Ll", "Lt", "Lo"}
FEWEST_SMALL = 2
# Names are in none either: Ana do Carmo da Silva.
OF_A_NAME = re.compile(r"\b(?:da|das|do|dos|de|del|della|di|du|van|von|der|den|ter|ten|la|le|les|el|y|e) (?=[A-ZÀ-Þ])")
NAMES = re.compile(r"(?<=[\w,] )[^\W\d_a-z]\w*")
# Addresses are in no language.
WAYS = re.compile(r"\S*(?:[@/]|\w\.\w)\S*")
# Fewer words tell nothing; from this share of known words on they are of one of the two languages.
FEWEST_WORDS, MOSTLY = 4, 0.5
REFUSED = (
    "“{}” is in no language of this site ({}): patients here could not read it, and no check can. "
    "Somebody who translates for the clinic can say it in one of them."
)
LONGEST = 60


def why_foreign(text: str, languages: dict[str, str]) -> list[str]:
    """One sentence for each line that is in none of these languages, `{code: name}`; empty where all can be read."""
    named = ", ".join(languages.values())
    return [REFUSED.format(said, named) for line in text.splitlines() if (said := foreign_in(line, languages))]


def foreign_in(line: str, languages: Collection[str]) -> str:
    """The letters, or else the line, that a reader of these languages does not know."""
    if letters := foreign_letters(line, languages):
        return letters
    # Words tell a language only where those of all others are known.
    known = {*LANGUAGES} >= {code.split("-")[0] for code in languages}
    return line[:LONGEST] if known and is_foreign(line) else ""


def foreign_letters(line: str, languages: Collection[str]) -> str:
    """Words with letters of an alphabet of none of these; a Greek letter alone is a sign, as in TNF-α."""
    alphabets = {LATIN, *(one for code in languages for one in ALPHABETS.get(code, LATIN).split())}
    for name in OWN_NAMES:
        line = line.replace(name, " ") if len(name) >= SHORTEST_NAME and not name.isascii() else line
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", line))
    odd = ["".join(one for one in word if alphabet_of(one) not in alphabets) for word in words]
    found = [word for letters, word in zip(odd, words, strict=True) if letters and not is_sign(letters, word)]
    return " ".join(found)[:LONGEST]


def is_sign(found: str, word: str) -> bool:
    return len(found) == 1 and alphabet_of(found) == "GREEK" and (len(word) == 1 or word in ("μg", "μm", "μl"))


def alphabet_of(letter: str) -> str:
    """Letters without one, as ª, count as Latin."""
    if unicodedata.category(letter) not in LETTERS or letter in "ªº":
        return LATIN
    return unicodedata.name(letter, "?").split()[0].split("-")[0]


@cache
def small_words() -> dict[str, set[str]]:
    lines = Path(__file__).with_name("small_words.txt").read_text(encoding="utf-8").splitlines()
    return {code: {*words} for code, *words in (line.split() for line in lines if not line.startswith("#"))}


def is_foreign(line: str) -> bool:
    """Whether it has more small words of another language than of English and Spanish, or hardly a word of these."""
    line = OF_A_NAME.sub("", WAYS.sub(" ", line))
    words = words_in(line)
    small = {code: sum(word in known for word in words) for code, known in small_words().items()}
    own = max(small.pop(code) for code in LANGUAGES)
    theirs = max(small.values())
    if theirs >= FEWEST_SMALL and theirs > own:
        return True
    told = [word for word in words_in(line if line.isupper() else NAMES.sub(" ", line)) if word.isalpha()]
    return len(told) >= FEWEST_WORDS and not own and known_share(told) < MOSTLY


def known_share(words: list[str]) -> float:
    return sum(map(is_listed, words)) / len(words)
