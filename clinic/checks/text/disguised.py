"""Words written so that people read them and patterns do not: "Ѕtор", "ꜱᴛᴏᴘ", "$t0p", "S t o p", "STOP-THEM"."""

import re
import unicodedata
from functools import lru_cache
from itertools import product
from math import inf

from clinic.content.language.real_words import LANGUAGES, real_words
from clinic.content.lookalikes import lookalikes, unaccented

# What a digit or sign stands for in a word: between two letters always, elsewhere where a real word comes of it.
SIGNS = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i", "|": "l"}
MIXED = re.compile(r"(?<![\w@$!|])(?=[\w@$!|]*[^\W\d_])[\w@$!|]*[\d@$!|][\w@$!|]*")
# Addresses are spelled as they are.
TOKEN = re.compile(r"(?<!\S)(?!\S*(?:\w@[\w-]+\.\w|\w/\w))\S+")
INSIDE = re.compile(r"(?<=[^\W\d_])[0134578@$!|](?=[^\W\d_])")
# "5mg", "10x" and "1st" are a number first.
MEASURE = re.compile(r"\d+(?:[^\W\d_]{1,2}|mcg)", re.IGNORECASE)
MOST_SIGNS, FEWEST_LETTERS = 5, 3
# A letter alone is itself (TNF-α), and so is the one in µg.
WORDS = re.compile(r"(?!μg\b)(?:[^\W\d_]|[\u0300-\u036f]|[🄰-🇿]){2,}")
# "S t o p", "S.t.o.p", "s-t-o-p".
SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ .\-_*·/|~+,]{1,3}[^\W\d_](?!\w)){3,}")
BETWEEN_WORDS = re.compile(r"(?<=[^\W_])[-_./*·~+|]+(?=[^\W_])")
INNER_CAPITAL = re.compile(r"(?<=[^\W\d_A-ZÁÉÍÓÚÑ])(?=[A-ZÁÉÍÓÚÑ][^\W\d_A-ZÁÉÍÓÚÑ])")
RUN_TOGETHER = re.compile(r"[^\W\d_]{8,}")
SHORT = "a i o y to no of it is do my me us we or on in be by at as an up so go de la el tu su si un al"
SHORT_WORDS, LONGEST_SHORT = {*SHORT.split()}, 2
LONGEST_WORD = 20
# So common, as a logarithm, each word of a run has to be, so that names and medicines stay whole.
COMMON = 13.5


def undisguised(text: str) -> str:
    """`text` with Latin letters for those that are taken for them, and with its spaced words joined.

    >>> undisguised("Ѕtор y0ur t4blets: S t o p")
    'Stop your tablets: Stop'
    """
    plain = text if text.isascii() else WORDS.sub(lambda found: latin(found[0]), text)
    plain = TOKEN.sub(lambda found: MIXED.sub(lambda word: spelled(word[0]), found[0]), plain)
    return SPACED.sub(lambda found: joined(found[0]), plain)


def ways_to_read(text: str) -> list[str]:
    """What somebody may read in a text, each once: as it is, undisguised, with words apart that stand together."""
    shown = undisguised(text)
    apart = INNER_CAPITAL.sub(" ", BETWEEN_WORDS.sub(" ", shown))
    return [*dict.fromkeys([text, shown, RUN_TOGETHER.sub(lambda found: taken_apart(found[0]), apart)])]


def latin(word: str) -> str:
    """Marks that belong to no letter, as those that strike through, are left out."""
    return "".join("" if unicodedata.combining(one) else lookalikes().get(ord(one), one) for one in word)


def spelled(word: str) -> str:
    inner = INSIDE.sub(lambda found: SIGNS[found[0]][0], word)
    ending = inner[len(inner.rstrip("!|")) :]
    core = inner[: len(inner) - len(ending)] if ending else inner
    places = [at for at, sign in enumerate(word[: len(core)]) if sign in SIGNS]
    if not 0 < len(places) <= MOST_SIGNS or len(core) < FEWEST_LETTERS or MEASURE.fullmatch(core):
        return inner
    for letters in product(*(SIGNS[word[at]] for at in places)):
        tried = [*word[: len(core)]]
        for at, letter in zip(places, letters, strict=True):
            tried[at] = letter
        if is_listed("".join(tried)):
            return "".join(tried) + ending
    return inner


def joined(letters: str) -> str:
    run = latin("".join(letter for letter in letters if letter.isalpha()))
    return run if is_listed(run) else taken_apart(run)


def is_listed(word: str) -> bool:
    """In one of the languages, in the singular or in the plural."""
    plain = unaccented(word).lower()
    forms = (plain, plain.removesuffix("s"), plain.removesuffix("es"))
    return any(listed.has(form) for form in forms for code in LANGUAGES if (listed := real_words(code)))


@lru_cache(maxsize=1_000)
def taken_apart(run: str) -> str:
    """The common words of which a run of letters is made, with spaces; the run itself where it is a word or none."""
    if is_listed(run):
        return run
    return next((" ".join(words) for code in LANGUAGES if (words := words_of_run(run, code))), run)


def words_of_run(run: str, code: str) -> list[str]:
    """The fewest and most common; none where some part of it is no common word."""
    plain, listed = unaccented(run).lower(), real_words(code)
    if listed is None or len(plain) != len(run):
        return []
    best: list[tuple[float, list[str]]] = [(0.0, []), *((inf, []) for _ in run)]
    for end in range(1, len(run) + 1):
        starts = [one for one in range(max(0, end - LONGEST_WORD), end) if best[one][0] < inf]
        words = [(start, plain[start:end]) for start in starts if may_be_word(plain[start:end])]
        for (start, _), cost in zip(words, listed.rarities([word for _, word in words]), strict=True):
            if cost <= COMMON and (total := best[start][0] + float(cost)) < best[end][0]:
                best[end] = (total, [*best[start][1], run[start:end]])
    return best[-1][1]


def may_be_word(piece: str) -> bool:
    return len(piece) > LONGEST_SHORT or piece in SHORT_WORDS
