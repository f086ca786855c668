"""Which part of the words read before became which part of those read now, whatever their ids are. Pure words."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from clinic.review.diff import Part, tokens

# From this share of words in common a part without its old key counts as the same one, changed.
ALIKE = 0.5
LONGEST_NAME = 80


def paired(before: list[Part], after: list[Part]) -> dict[str, Part]:
    """`{key now: the part before}`. By key, then by equal words, then by most words in common in the same field."""
    old, new = {part.key: part for part in before}, {part.key: part for part in after}
    found = {key: old.pop(key) for key in new if key in old}
    left = [part for key, part in new.items() if key not in found and part.words]
    for alike in (same_words, much_in_common):
        for part in left:
            if part.key not in found and (match := alike(part, old.values())):
                found[part.key] = old.pop(match.key)
    return found


def same_words(part: Part, others: Iterable[Part]) -> Part | None:
    told = tokens(part.words)
    return next((other for other in others if field_of(other) == field_of(part) and tokens(other.words) == told), None)


def much_in_common(part: Part, others: Iterable[Part]) -> Part | None:
    """The most alike, if any is; only within streams, where ids may be given anew."""
    if ":" not in part.key:
        return None
    shares = [(share(part, other), other) for other in others if field_of(other) == field_of(part) and other.words]
    best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= ALIKE else None


def share(one: Part, other: Part) -> float:
    compared = SequenceMatcher(None, tokens(one.words), tokens(other.words), autojunk=False)
    return compared.ratio() if compared.quick_ratio() >= ALIKE else 0.0


def field_of(part: Part) -> str:
    return part.key.partition(":")[0]


def moved(before: list[Part], after: list[Part], pairs: dict[str, Part]) -> set[str]:
    """Keys of parts that stand elsewhere among those beside them now, or in another part.

    What stands in a part goes where that goes: a question that moved is one change, whatever it holds.
    """
    back = {part.key: key for key, part in pairs.items()}
    within = {key: back.get(above(part.key), above(part.key)) for key, part in pairs.items()}
    away = {key for key in pairs if within[key] != above(key)}
    for holder in {above(key) for key in pairs}:
        now = [part.key for part in after if part.key in pairs.keys() - away and above(part.key) == holder]
        kept = set(now)
        then = [back[part.key] for part in before if back.get(part.key) in kept]
        away |= kept - in_order(then, now)
    return away


def in_order(then: list[str], now: list[str]) -> set[str]:
    """Those of `now` that follow each other as they did."""
    blocks = SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks()
    return {key for _, start, size in blocks for key in now[start : start + size]}


def above(key: str) -> str:
    """The key of the part, or the name of the field, in which this one stands."""
    return key.rpartition(":")[0]


def place_of(part: Part, parts: list[Part]) -> str:
    """Where it stands among those beside it, in words."""
    beside = [one for one in parts if above(one.key) == above(part.key) and one.words]
    at = next((at for at, one in enumerate(beside) if one.key == part.key), 0)
    return f"after “{name_of(beside[at - 1])}”" if at else "first"


def name_of(part: Part) -> str:
    line = part.words.partition("\n")[0]
    return line if len(line) <= LONGEST_NAME else line[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"
