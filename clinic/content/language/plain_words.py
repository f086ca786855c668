"""A text as plain words: lower case, without accents."""

import re
import unicodedata

from clinic.content.invisible import without_invisible

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
APOSTROPHE = re.compile(r"['’]")


def words_in(text: str, most: int | None = None) -> list[str]:
    """The words of `text`, lower case, without accents; of the query only the first `most`.

    >>> words_in("Sudeck’s (CRPS-I): naïve?")
    ['sudecks', 'crps', 'i', 'naive']
    """
    found = WORD.findall(plain_letters(text))[:most]
    return [APOSTROPHE.sub("", word) for word in found] if APOSTROPHE.search(text) else found


def plain_letters(text: str) -> str:
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", without_invisible(text).lower())
    return "".join(sign for sign in split if not unicodedata.combining(sign))
