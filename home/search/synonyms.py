"""Other words for the same thing, kept by staff. Pure words: no Django."""

# A word that stands for what was typed counts less than what was typed.
WEIGHT = 0.7


class Synonyms:
    """`groups`: (phrases that are typed, phrases they also stand for), each phrase as written by staff."""

    def __init__(self, groups, language):
        self.meant = {}
        for typed, others in groups:
            for phrase in typed:
                said = tuple(language.stems(phrase))
                found = [(other, tuple(language.stems(other))) for other in others if other != phrase]
                if said:
                    self.meant.setdefault(said, (phrase, []))[1].extend(found)
        self.longest = max(map(len, self.meant), default=0)

    def of(self, stems):
        """Yield (phrase found in the question, other phrase, its stems)."""
        for size in range(self.longest, 0, -1):
            for start in range(len(stems) - size + 1):
                phrase, others = self.meant.get(tuple(stems[start : start + size]), ("", []))
                for other, their_stems in others:
                    yield phrase, other, their_stems
