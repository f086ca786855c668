"""The words that staff keep for search: synonyms, pinned answers, help cards; with the glossary's other names."""

from clinic.checks.claims.seed import lines
from faq.models import GlossaryTerm
from home.models import PinnedAnswer, SearchCard, Synonym
from home.search.cards import called_for
from home.search.language.synonyms import Group
from home.search.language.words import Language, language, words_in


class StaffWords:
    """All of them, read once."""

    def __init__(self) -> None:
        self.groups = [(one.language, one.group) for one in Synonym.objects.all()]
        terms = GlossaryTerm.objects.select_related("locale")
        self.groups += [(term.locale.language_code, (term.all_words,) * 2) for term in terms if len(term.all_words) > 1]
        self.pins = list(PinnedAnswer.objects.all())
        self.cards = list(SearchCard.objects.filter(is_on=True))

    def synonyms(self, code: str) -> list[Group]:
        return [group for language_code, group in self.groups if language_code == code]

    def all_words(self, code: str) -> list[str]:
        """Every phrase, so that a slip in one of them is put right too."""
        phrases = [phrase for typed, meant in self.synonyms(code) for phrase in {*typed, *meant}]
        return phrases + [line for card in self.cards if card.language == code for line in card_words(card)]

    def pins_for(self, words: list[str], code: str) -> list[PinnedAnswer]:
        """The PinnedAnswers for exactly these words."""
        cut = language(code)
        typed = [cut.stem(word) for word in words]
        return [
            pin
            for pin in self.pins
            if pin.language == code and any(same(line, typed, cut) for line in lines(pin.typed))
        ]

    def card_for(self, words: list[str], code: str) -> SearchCard | None:
        """The first help card that `words` call for: crisis comes first. None when none does."""
        called = [
            card
            for card in self.cards
            if card.language == code and called_for(lines(card.typed), words, language(code))
        ]
        return min(called, key=lambda card: list(SearchCard.Level.values).index(card.level), default=None)


def card_words(card: SearchCard) -> list[str]:
    """The words that must be typed; those after a minus are left out."""
    return [part for line in lines(card.typed) for part in line.split() if not part.startswith("-")]


def same(line: str, typed: list[str], cut: Language) -> bool:
    return [cut.stem(word) for word in words_in(line)] == typed
