"""A formula in one line of text with raised and lowered letters: what MathML and Word draw is never lost."""

import re
from xml.etree.ElementTree import Element

# Words, and how they stand: "sup", "sub" or on the line.
Part = tuple[str, str]
NOT_SHOWN = {"annotation", "annotation-xml", "mphantom", "none", "mprescripts"}
FRACTIONS = {"mfrac", "f"}
RAISED, LOWERED = {"msup", "sSup"}, {"msub", "sSub"}
BOTH = {"msubsup", "sSubSup"}
ROOTS = {"msqrt", "mroot", "rad"}
ROWS = {"mtr", "mr"}
BETWEEN = set("=<>≤≥≠≈±×·→+")
ALONE = re.compile(r"[\w.,]*")
# Elsewhere white space is that of the file, where a space that is meant does not break.
TEXTS = {"mtext", "t"}
LINE = " \t\r\n"


def in_line(element: Element) -> list[Part]:
    """The parts of a formula. A fraction is `1/2`, or `(a + b)/c` where it has to be."""
    name = name_of(element)
    inner = [child for child in element if name_of(child) not in NOT_SHOWN and not name_of(child).endswith("Pr")]
    if name in FRACTIONS and len(inner) == 2:
        return [(f"{as_one(inner[0])}/{as_one(inner[1])}", "")]
    if name in ROOTS and inner:
        return [(f"√({words(inner[-1] if name == 'rad' else inner[0])})", "")]
    if name in RAISED | LOWERED | BOTH and len(inner) > 1:
        return [*in_line(inner[0]), *beside(name, inner[1:])]
    if name == "d":
        return [("(", ""), *joined(inner), (")", "")]
    if name in ROWS:
        return [("; ".join(words(cell) for cell in inner) + "; ", "")]
    own = (element.text or "") if not inner else ""
    own = own if name in TEXTS else own.strip(LINE)
    return [(f" {own} " if own in BETWEEN else own, "")] if own else joined(inner)


def joined(elements: list[Element]) -> list[Part]:
    """Side by side; between a number and its fraction there is a space: `1 1/2`."""
    parts: list[Part] = []
    for element in elements:
        if name_of(element) in FRACTIONS and parts and parts[-1][0][-1:].isdigit():
            parts.append((" ", ""))
        parts += in_line(element)
    return parts


def beside(name: str, elements: list[Element]) -> list[Part]:
    """What stands high or low at a letter."""
    marks = ("sub", "sup") if name in BOTH else ("sup" if name in RAISED else "sub",)
    return [(words(element), mark) for element, mark in zip(elements, marks, strict=False)]


def as_one(element: Element) -> str:
    """
    >>> from xml.etree.ElementTree import fromstring
    >>> as_one(fromstring("<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"))
    '(a + b)'
    """
    said = words(element)
    return said if ALONE.fullmatch(said) else f"({said})"


def words(element: Element) -> str:
    """All of it on the line: `10^9` for a power inside a fraction."""
    return "".join(f"^{said}" if mark == "sup" else said for said, mark in in_line(element)).strip()


def name_of(element: Element) -> str:
    return element.tag.rpartition("}")[2]
