"""Other words for the same thing, kept by staff. Pure words: no Django."""

from collections.abc import Iterable

from home.search.language.words import Language

# The stems of a phrase; a phrase with them; what is typed with what it also stands for.
Said = tuple[str, ...]
Phrase = tuple[str, Said]
Group = tuple[list[str], list[str]]
# A phrase of a question, its stems and its synonyms.
Meant = tuple[str, Said, list[Phrase]]

# A word that stands for what was typed counts less than what was typed.
WEIGHT = 0.8


class Synonyms:
    """`groups`: (phrases that are typed, phrases they also stand for), each phrase as written by staff."""

    def __init__(self, groups: Iterable[Group], language: Language) -> None:
        self.meant: dict[Said, tuple[str, list[Phrase]]] = {}
        for typed, others in groups:
            for phrase in typed:
                said = tuple(language.stems(phrase))
                if said:
                    known = self.meant.setdefault(said, (phrase, []))[1]
                    known += new_to(known, said, [(other, tuple(language.stems(other))) for other in others])
        self.longest = max(map(len, self.meant), default=0)

    def of(self, stems: list[str]) -> list[Meant]:
        """Phrases of the question that have synonyms, the longest first, each as (phrase, its stems, others).

        `others`: [(phrase, its stems), …]. A word belongs to one phrase only.
        """
        found: list[Meant] = []
        taken: set[int] = set()
        for size in range(self.longest, 0, -1):
            for start in range(len(stems) - size + 1):
                places, said = set(range(start, start + size)), tuple(stems[start : start + size])
                if said in self.meant and not places & taken:
                    taken |= places
                    phrase, others = self.meant[said]
                    found.append((phrase, said, others))
        return found


def new_to(known: list[Phrase], said: Said, others: Iterable[Phrase]) -> list[Phrase]:
    """Those of `others` that say neither `said` nor what is known, each once."""
    there = {said, *(stems for _, stems in known)}
    new: list[Phrase] = []
    for phrase, stems in others:
        if stems not in there:
            there.add(stems)
            new.append((phrase, stems))
    return new
