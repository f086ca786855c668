"""Raised and lowered letters in a field that has no marks for them: 10⁹ is never 109."""

import re

RAISED = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
# What means the same when it stands on the line: 1st, 2.º, ™, a note's sign.
SAME_ON_THE_LINE = re.compile(r"(?:st|nd|rd|th|er|o|a|os|as|tm|sm)|\W+|\[\w+\]", re.IGNORECASE)
MARKED = re.compile(r"<(sup|sub)>(.*?)</\1>")
STYLES = {"sup": "SUPERSCRIPT", "sub": "SUBSCRIPT"}


def without_raised(html: str, can: frozenset[str]) -> str:
    """Rich text with each mark that the field cannot show written with letters that stand high or low by themselves."""
    return MARKED.sub(lambda found: found[0] if STYLES[found[1]] in can else in_letters(found[1], found[2]), html)


def in_letters(mark: str, words: str) -> str:
    table = RAISED if mark == "sup" else LOWERED
    if all(ord(letter) in table or letter.isspace() for letter in words):
        return words.translate(table)
    if mark == "sub" or SAME_ON_THE_LINE.fullmatch(words.strip()):
        return words
    return f"^{words}" if len(words) == 1 else f"^({words})"
