"""Words that hold a place until somebody writes what belongs there, in English and Spanish. Pure words: no Django."""

import re

# The whole text is one of these.
ALONE = re.compile(r"\W*(?:(?:n/?a|none|unknown|not known|nothing|nada|ninguno|desconocido|s/d)\W*)?", re.I)
LATER = (
    r"(?:suppl(?:y|ied)|writ(?:e|ten)|add(?:ed)?|count(?:ed)?|confirm(?:ed)?|decide[d]?|given?|say|said|fill(?:ed)?)"
)
INSIDE = re.compile(
    rf"\b(?:tb[acd]|to-?do|fixme|placeholder|lorem ipsum|x{{3,}}|fill (?:this |me )?in|not yet (?:known|{LATER})|"
    rf"(?:still (?:has |have )?to|yet to|to be) (?:be )?{LATER}|aún no (?:está|se|hay)|"
    r"todavía (?:no (?:está|se|hay)|tiene que)|"
    r"por (?:determinar|definir|confirmar|escribir)|pendiente de)\b|\?{2,}|…$|\.{3}$|\[[^\[\]]*\]",
    re.I,
)


def placeholder_in(text: str) -> str:
    """The words in `text` that only hold a place; empty where there are none, and for an empty text."""
    if not text.strip():
        return ""
    found = ALONE.fullmatch(text) or INSIDE.search(text)
    return found.group().strip() if found else ""
