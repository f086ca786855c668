"""Whether words are the name of one person: nobody else's is in it, and no second person, group or sentence."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile

from clinic.content.lookalikes import folded
from clinic.people.namesakes import at_a_glance, bare, mixed_alphabets, plain_words, untitled

NO_NAME = "“{}” is no name: write first and last name before any comma, beside titles."
# Whoever signs so signs for somebody who does not.
ON_BEHALF = re.compile(
    r"\b(?:on\s+behalf\s+of|in\s+the\s+name\s+of|in\s+place\s+of|representing|per\s+pro|signed\s+for|en\s+nombre\s+de"
    r"|de\s+parte\s+de|por\s+orden\s+de|en\s+representaci[oó]n\s+de)\b|\bp\.\s?p\.",
    re.I,
)
LENT = "Nobody signs for somebody else, nor under another's name: say only what this person is and has learned."
HELD = (
    "“{}” has the name of somebody else here in it, or an initial in place of it. Write the first name in full; "
    "tell the two apart, for example by a middle name."
)
NOT_ONE = "“{}” is not the name of one person (“{}”). Name one, with first and last name; titles may stand beside it."
# Words of more than one person, and of none. What is somebody's name, too, counts in small letters only: Con Murphy.
JOIN = "and with for und et avec pour aka alias"
JOIN_IN_SMALL = "y e o con por para or plus by via mit fur from of the"
GROUP = (
    "team teams staff department dept clinic clinics hospital hospitals practice doctors physicians clinicians nurses "
    "consultants experts specialists therapists surgeons researchers committee association society foundation "
    "university institute faculty center centre council everyone everybody colleagues our your "
    "equipo equipos departamento clinica medicos medicas doctores doctoras enfermeras enfermeros especialistas "
    "expertos expertas terapeutas grupo asociacion sociedad fundacion universidad instituto facultad colegas "
    "nuestro nuestra nuestros nuestras todos"
)
JOINS, JOINS_IN_SMALL, GROUPS = ({*words.split()} for words in (JOIN, JOIN_IN_SMALL, GROUP))
# A word with a space, dash, dot or quote around it; whatever else stands there belongs to no name.
OF_NAMES = " '’ʼ‘`´-‐‑.,()\"“”·"
# Between the two surnames of one person: Ramón y Cajal.
IN_A_SURNAME = {"y", "e", "i"}
# Where another name may begin, beside the words that join.
NEXT_NAME = re.compile(r"[,()/&+;|]")
# So long a name may stand inside a word: "WrenWolfeCleoCrane".
LONG_ENOUGH = 8


def why_no_name(name: str, others: Iterable[str]) -> str:
    """Why nobody is called so, whoever it is: `others` are the names of everybody else. Empty where somebody may be."""
    if not name:
        return ""
    if not bare(name):
        return NO_NAME.format(name)
    if mixed := mixed_alphabets(name):
        return mixed
    others = [*others]
    if said := word_of_more(name, others):
        return NOT_ONE.format(name, said)
    if ON_BEHALF.search(name):
        return LENT
    return HELD.format(name) if name_held_in(name, others) or is_half_of(name, others) else ""


def lends_a_name(title: str, names: Iterable[str]) -> str:
    """Why these are no role and qualifications: they name somebody else, of `names`, or sign for them. Else empty."""
    return LENT if ON_BEHALF.search(title) or name_held_in(title, names) else ""


def word_of_more(name: str, others: Iterable[str]) -> str:
    """The first word or sign that makes of a name that of several people, of a group, or none."""
    person, *rest = name.split(",")
    odd = (sign for sign in unicodedata.normalize("NFKC", person) if not (is_letter(sign) or sign in OF_NAMES))
    joined = (word for word in written(person) if is_join(word, name))
    begun = (word for part in rest for word in written(part)[:1] if is_join(word, name))
    groups = (word for word in written(person) if folded(word) in GROUPS)
    said = [*odd, *groups, *joined, *begun]
    return "" if len(said) == 1 and is_surname_of_two(person, others) else next(iter(said), "")


def is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM"


def written(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def is_join(word: str, name: str) -> bool:
    # In a name written in capitals one letter is an initial, or what stands before an apostrophe.
    small = word.islower() or name.isupper() and len(word) > 1
    return folded(word) in JOINS or small and folded(word) in JOINS_IN_SMALL


def is_surname_of_two(person: str, others: Iterable[str]) -> bool:
    """First name, surname, "y", surname; the last is no colleague's."""
    words = plain_words(person)
    known = {word for other in others for word in plain_words(other)}
    return words[2:-1] in ([word] for word in IN_A_SURNAME) and words[-1] not in known


def name_held_in(text: str, names: Iterable[str]) -> bool:
    """Whether one of `names` stands in `text`, in either order, as part of other words, or with an initial."""
    words = plain_words(text.replace(",", " "))
    ends = range(1, len(words) + 1)
    said = {at_a_glance("".join(words[start:end])) for end in ends for start in range(end)}
    short = {*shortened_names(text)}
    return any(is_held(known, words, said, short) for known in known_in_words(names))


def known_in_words(names: Iterable[str]) -> Iterator[list[str]]:
    """Of those with a first and a last name: one alone may be a word."""
    yield from (words for name in names if len(words := plain_words(name)) > 1)


def is_held(known: list[str], words: list[str], said: set[str], short: set[tuple[str, str]]) -> bool:
    first, *rest = known
    whole = at_a_glance("".join(known))
    if whole in said or at_a_glance("".join([known[-1], *known[:-1]])) in said:
        return True
    if len(whole) >= LONG_ENOUGH and any(whole in at_a_glance(word) for word in words):
        return True
    return any((at_a_glance(first[0]), at_a_glance(surname)) in short for surname in rest)


def shortened_names(text: str) -> Iterator[tuple[str, str]]:
    """Initials with the surname that they stand beside: of "C. M. Crane" and "Crane C. M." both with Crane."""
    for piece in NEXT_NAME.split(text):
        for words in between_joins(plain_words(piece)):
            for turned in (words, words[::-1] if words and len(words[0]) > 1 else []):
                initials = [*takewhile(lambda word: len(word) == 1, turned)]
                surname = turned[len(initials) : len(initials) + 1]
                yield from ((at_a_glance(one), at_a_glance(surname[0])) for one in initials if surname)


def between_joins(words: list[str]) -> Iterator[list[str]]:
    for joins, between in groupby(words, lambda word: len(word) > 1 and word in JOINS | JOINS_IN_SMALL):
        if not joins:
            yield [*between]


def is_half_of(name: str, others: Iterable[str]) -> bool:
    """A first or a last name alone, of somebody who is known by both."""
    halves = {at_a_glance(word) for known in known_in_words(others) for word in known}
    return " " not in untitled(name) and bare(name) in halves
