"""Which language a question or a sentence is in, where that is plain to see. Pure words: no Django."""

from collections.abc import Collection

from clinic.content.language.plain_words import words_in
from clinic.content.language.real_words import real_words

# So much likelier, as a logarithm a word, the other language has to be: names and words of both say nothing.
MUCH_LIKELIER = 2.0
MOST_READ = 30


def language_of(typed: str, own: str, others: Collection[str]) -> str:
    """`own`, or the one of `others` that is plainly likelier."""
    words = [word for word in words_in(typed, MOST_READ) if word.isalpha()]
    listed = real_words(own)
    if not words or (len(words) == 1 and listed and listed.within_a_slip(words[0])):
        return own  # one word, and it may be a slip in this language
    scores = {code: likelihood(words, code) for code in {own, *others} if real_words(code)}
    best = max(scores, key=lambda code: (scores[code], code == own), default=own)
    return best if own in scores and scores[best] - scores[own] >= MUCH_LIKELIER else own


def likelihood(words: list[str], code: str) -> float:
    listed = real_words(code)
    return -float(listed.rarities(words).mean()) if listed else 0.0
