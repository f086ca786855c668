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

# What stands above a list of sources, whole: with another word behind an "and" too ("References and further reading").
LISTED = "|".join(
    (
        r"(?:(?:our|the|key|selected|main|medical) )?(?:references?|sources?)(?: (?:cited|used|list|of information))?",
        r"bibliograph(?:y|ie)|(?:literature|works) cited|list of (?:references|sources)|citations",
        r"(?:(?:nuestras|las) )?(?:referencias?|fuentes?)(?: (?:bibliográficas|consultadas|citadas|de información))?",
        r"bibliografía(?: consultada)?|literatura(?: citada)?|obras citadas",
        r"quellen?(?:angaben|verzeichnis)?|literatur(?:verzeichnis|angaben)?|références(?: bibliographiques)?",
    )
)
SOURCES = re.compile(rf"(?:{LISTED})(?: (?:and|y|e|und|et|&) (?:\S+ ?){{1,3}})?", re.IGNORECASE)
# What the list is parted by.
KINDS_OF_SOURCES = re.compile(
    r"(?:(?:further|more|medical|scientific|online) )?(?:books?|web ?sites?|web ?pages?|web|online|articles?|journals?|"
    r"papers?|studies|reviews?|guidelines?|links?|print|reading|leaflets?|libros?|(?:páginas|sitios)(?: web)?|"
    r"artículos?|revistas?|estudios|guías?|enlaces|bücher|artikel|webseiten|studien|leitlinien|livres|sites web)",
    re.IGNORECASE,
)
# What stands above the few words that say it all.
SUMMARIES = re.compile(
    r"(?:the )?(?:short answer|introduction|overview|summary)|in (?:short|brief)|(?:at|in) a (?:glance|nutshell)|"
    r"(?:la )?(?:respuesta (?:corta|breve)|introducción|resumen)|en (?:breve|resumen)|de un vistazo|"
    r"einleitung|einführung|zusammenfassung|kurz gesagt|auf einen blick|en bref|résumé",
    re.IGNORECASE,
)


def is_above_sources(words: str) -> bool:
    return bool(SOURCES.fullmatch(bare(words)))


def is_kind_of_source(words: str) -> bool:
    return is_above_sources(words) or bool(KINDS_OF_SOURCES.fullmatch(bare(words)))


def is_above_summary(words: str) -> bool:
    return bool(SUMMARIES.fullmatch(bare(words)))


def bare(words: str) -> str:
    """Without the number before it and the colon behind it."""
    return NUMBER.sub("", words, count=1).rstrip(" :.")


def is_labelled(words: str) -> bool:
    return bool(ASKED.match(words) or ANSWERED.match(words))


def asks(words: str) -> bool:
    return words.rstrip(' :)”"’').endswith("?")
