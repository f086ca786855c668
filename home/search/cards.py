"""Which help card stands above the results: by the rules that staff wrote, and by what the words mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from clinic.checks.claims.seed import lines
from home.models import SearchCard
from home.search.index.staff_words import StaffWords
from home.search.language.help_cards import ANY_MEDICINE, called_for, pieces
from home.search.language.words import language, words_in

# Recognised in every language at once, the most urgent first.
BY_MEANING = (SearchCard.Level.CRISIS, SearchCard.Level.DANGER, SearchCard.Level.MEDICINE)
# How much more a crisis weighs where words may mean two things.
IN_DOUBT = 1.3
# How much more plainly a piece of a message must say it than all of it: torn from the rest, words look worse.
PLAINER = 0.2


@dataclass(frozen=True)
class Recognised:
    """A level that words call for, and why: `score` and `threshold` where it was their meaning."""

    level: SearchCard.Level
    by_rule: bool = False
    score: float = 0.0
    threshold: float = 1.0

    @property
    def sure(self) -> float:
        """How far above what is needed; a rule is as sure as meaning ever is. In doubt it is a crisis."""
        weight = IN_DOUBT if self.level == SearchCard.Level.CRISIS else 1
        return weight * max(self.score, float(self.by_rule)) / max(self.threshold, 0.01)

    @property
    def holds(self) -> bool:
        return self.by_rule or self.score >= self.threshold


def card_for(typed: str, code: str, staff_words: StaffWords, corrected: Sequence[str] = ()) -> SearchCard | None:
    """The help card that what was typed calls for, in the language `code` where there is one. None when none does."""
    words = [*words_in(typed), *corrected]
    holding = [found for found in recognised(typed, words, staff_words) if found.holds]
    for found in sorted(holding, key=lambda one: -one.sure):
        if card := staff_words.card(found.level, code):
            return card
    notices = [card for card in staff_words.cards if card.level == SearchCard.Level.NOTICE and card.language == code]
    return next((card for card in notices if rules_hold(card, words)), None)


def recognised(typed: str, words: list[str], staff_words: StaffWords) -> list[Recognised]:
    """One Recognised for each of BY_MEANING, whether it holds or not."""
    if staff_words.medicines.named(words):
        words = [*words, *ANY_MEDICINE]
    scores = meant(typed, staff_words)
    return [
        Recognised(
            level,
            any(rules_hold(card, words) for card in staff_words.cards if card.level == level),
            scores.get(level, 0.0),
            staff_words.threshold(level),
        )
        for level in BY_MEANING
    ]


def rules_hold(card: SearchCard, words: list[str]) -> bool:
    return called_for(lines(card.typed), words, language(card.language))


def meant(typed: str, staff_words: StaffWords) -> dict[str, float]:
    """`{level: the score of what was typed}`: as a whole, or of a piece of it that says it more plainly."""
    known = staff_words.known
    if known is None or not typed:
        return {}
    scores = known.scores([staff_words.prepared(piece) for piece in pieces(typed)])
    scores[1:] -= PLAINER
    return dict(zip(known.labels, map(float, scores.max(axis=0)), strict=True))
