"""Which words of a passage are others by now, told in one line. Pure words: no Django models."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import takewhile, zip_longest

from django.utils.text import get_text_list

from clinic.content.prose import cut
from clinic.review.diff import Part, tokens

# So many changes are told, and so many words around each of them.
MOST, AROUND, LONGEST = 3, 2, 80
WORD = re.compile(r"\w+(?:[.,]\d+)*")
QUOTED = re.compile('[“"‘«]([^”"’»]{2,})[”"’»]')
# Said of a text, not in it.
SAID_OF_IT = """about also been change could does from have here instead into item leave like line make more only part
please rather say says sentence should than that their them then there they this what when where which with word words
would write your"""
DICHO_DE_ELLO = """aquí cambiar cambiarse cambie cambio como debe debería donde dónde dice decir escriba esta este está
esto favor frase hacer línea más otra otro palabra palabras para parte pero poner ponga porque puede quitar quite solo
sólo sobre texto también tiene"""
COMMON = {*SAID_OF_IT.split(), *DICHO_DE_ELLO.split()}
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^a-záéíóúñü])")


def changed_keys(then: list[Part], now: list[Part]) -> list[str]:
    """Keys of the parts that say something else now, in the order of today; of those that are gone last."""
    before, after = ({part.key: part.words.split() for part in parts if part.words} for parts in (then, now))
    return [key for key in dict.fromkeys([*after, *before]) if before.get(key) != after.get(key)]


def units(words: str) -> list[str]:
    """Its sentences, cells and lines: each may be what somebody asked to change."""
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return [unit for line in lines for unit in SENTENCE_END.split(line) if unit]


def some_left(then: str, now: str, name: str = "") -> bool:
    """Whether a sentence, cell or line of it stands as it did: maybe the one that was to change; not its `name`."""
    return bool({unit for unit in units(then) if not is_choice(unit) and unit != name} & {*units(now)})


def meant(said: str, words: str) -> list[str]:
    """The sentences, cells or items of `words` that a request names: by a word that stands in one of them alone.

    Where it quotes, by what it quotes. Nothing where it may mean any of them.
    """
    each = [unit for unit in units(words) if not is_choice(unit)]
    known = [bare_words(unit) for unit in each]
    quoted = " ".join(QUOTED.findall(said))
    named = bare_words(quoted or said)
    alone = {word for word in named if sum(word in one for one in known) == 1}
    return [unit for unit, one in zip(each, known, strict=True) if one & alone] if len(each) > 1 else []


def bare_words(text: str) -> set[str]:
    """Without those that any sentence may have."""
    return {word for word in WORD.findall(text.lower()) if len(word) > 3 or word[0].isdecimal()} - COMMON


def is_choice(unit: str) -> bool:
    """What was chosen beside the words, such as the kind of a statement: see clinic.review.page_parts."""
    return unit.startswith("[") and unit.endswith("]")


def told(then: str, now: str) -> str:
    """ "“27 people” became “72 people”", with a few words around each change."""
    pairs = [*changed_pairs(units(then), units(now))]
    said = [in_words(*narrowed(tokens(old), tokens(new))) for old, new in pairs[:MOST]]
    more = len(pairs) - MOST
    return get_text_list([*said, f"{more} more"] if more > 0 else said, "and")


def changed_pairs(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from zip_longest(old[i:j], new[k:m], fillvalue="")


def narrowed(old: list[str], new: list[str]) -> tuple[str, str]:
    """Both without most of what they begin and end with alike."""
    begin = alike(old, new)
    end = alike([*reversed(old[begin:])], [*reversed(new[begin:])])
    start, end = max(0, begin - AROUND), max(0, end - AROUND)
    return around(old, start, end), around(new, start, end)


def alike(old: list[str], new: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def around(words: list[str], start: int, end: int) -> str:
    if not words:
        return ""
    return "… " * bool(start) + " ".join(words[start : len(words) - end]) + " …" * bool(end)


def in_words(old: str, new: str) -> str:
    old, new = cut(old, LONGEST), cut(new, LONGEST)
    if old and new:
        return f"“{old}” became “{new}”"
    return f"“{new}” was added" if new else f"“{old}” was taken away"
