"""Words by which a line is known: labels of questions and answers, calls to act. No Django."""

import re

SEPARATOR = r"(?:\s*(?:no\.?\s*)?#?\s*\d{1,2})?(?:\s*:\s*|\s*[.)]\s+|\s+[-–—]\s+)(?=\S)"
ASKED = re.compile(rf"(?:q|p|f|question|pregunta|frage){SEPARATOR}", re.IGNORECASE)
ANSWERED = re.compile(rf"(?:a|r|answer|ans|respuesta|antwort|réponse|reply|response){SEPARATOR}", re.IGNORECASE)
# The number before a question, as people type it.
NUMBER = re.compile(r"\(?\d{1,2}[.):]\s*(?=\D)|\d{1,2}\s+[-–]\s+(?=\S)")
LONGEST_QUESTION = 120
# What a site wants of its readers.
ACTS = """
    book call click contact donate find get join make meet order refer register request schedule shop
    sign subscribe talk visit pida pide reserve reserva llame llámenos solicite contacte contáctenos
"""
AIMS = "appointment now today us here online newsletter visit consultation team doctor doctors up cita ahora hoy"
CALLS = re.compile(
    rf"^(?:please )?(?:{'|'.join(ACTS.split())})\b.{{0,60}}(?:\b(?:{'|'.join(AIMS.split())})\b)", re.IGNORECASE
)


def is_labelled(words: str) -> bool:
    return bool(ASKED.match(words) or ANSWERED.match(words))


def asks(words: str) -> bool:
    return words.rstrip(' :)”"’').endswith("?")
