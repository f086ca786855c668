"""Text as a reader meets it: without invisible signs, with one form of every quote and hyphen, cut into sentences."""

import re
import unicodedata

from clinic.content.invisible import without_invisible

# Each sign becomes exactly one other, so that a place in the result is the same place in the text.
ONE_FORM = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
# Dots that end no sentence.
ABBREVIATED = re.compile(
    r"\b(?:Dr|Dra|Drs|Mr|Mrs|Ms|Prof|Profa|Sr|Sra|St|No|Fig|vs|approx|e\.g|i\.e|et al|etc|a\.m|p\.m|U\.S|U\.K)\.$"
)
SENTENCE_END = re.compile(r"[.!?]+[\"')\]”’»]*(?=\s+[\"'(\[“‘«]*[A-Z0-9])")
# No pattern is run on more than this at once; a text without any full stop is cut here.
LONGEST = 1000
WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


def visible(text: str) -> str:
    """`text` in composed letters, invisible signs gone, every run of white space one space."""
    return " ".join(without_invisible(unicodedata.normalize("NFKC", text)).split())


def one_form(text: str) -> str:
    """The same text, of the same length, with straight quotes and plain hyphens."""
    return text.translate(ONE_FORM)


def sentences(text: str) -> list[str]:
    """The sentences of one paragraph.

    >>> sentences("Dr. Ortiz asks first. Then she looks.")
    ['Dr. Ortiz asks first.', 'Then she looks.']
    """
    found, start = [], 0
    for end in [*ends(text), len(text)]:
        sentence = text[start:end].strip()
        found += [sentence[at : at + LONGEST] for at in range(0, len(sentence), LONGEST)]
        start = end
    return found


def ends(text: str) -> list[int]:
    """Where each sentence but the last one ends."""
    return [
        match.end()
        for match in SENTENCE_END.finditer(text)
        if not ABBREVIATED.search(text, max(0, match.start() - 8), match.start() + 1)
    ]


def words(text: str) -> list[str]:
    """The words and numbers of `text`, in order."""
    return WORD.findall(text)
