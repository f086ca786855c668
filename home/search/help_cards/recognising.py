"""Which help card stands above the results: by the rules that staff wrote, and by what the words mean."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clinic.checks.claims.seed import lines
from clinic.content.language.plain_words import words_in
from clinic.meaning.encoder import Vectors
from clinic.meaning.models import ALONE
from home.models import SearchCard
from home.search.help_cards.rules import ANY_MEDICINE, called_for, pieces
from home.search.index.staff_words import StaffWords
from home.search.language.words import language

# Recognised in every language at once, the most urgent first.
BY_MEANING = (SearchCard.Level.CRISIS, SearchCard.Level.DANGER, SearchCard.Level.TODAY, SearchCard.Level.MEDICINE)
# How much more the worse of two weighs where words may mean either.
IN_DOUBT = {SearchCard.Level.CRISIS: 1.3, SearchCard.Level.DANGER: 1.2}
# So much plainer than danger the same day has to be, where words have something of both.
PLAINLY_TODAY = 1.1
# How much more plainly a piece of a message must say it than all of it: torn from the rest, words look worse.
PLAINER = 0.2


@dataclass(frozen=True)
class Recognised:
    """A level that words call for, and why: `score` and `threshold` where it was their meaning.

    `stands_alone`: so plainly a crisis that nothing to read is beside its card.
    """

    level: SearchCard.Level
    by_rule: bool = False
    score: float = 0.0
    threshold: float = 1.0
    stands_alone: bool = False

    @property
    def sure(self) -> float:
        """How far above what is needed; a rule is as sure as meaning ever is. In doubt it is the worse one."""
        return IN_DOUBT.get(self.level, 1.0) * max(self.score, float(self.by_rule)) / max(self.threshold, 0.01)

    @property
    def holds(self) -> bool:
        return self.by_rule or self.score >= self.threshold


@dataclass(frozen=True)
class HelpCard:
    """The card that `typed` calls for; `stands_alone` as it was recognised."""

    card: SearchCard
    typed: str
    stands_alone: bool = False

    @property
    def level(self) -> str:
        return self.card.level


def card_for(typed: str, code: str, staff_words: StaffWords, corrected: Sequence[str] = ()) -> HelpCard | None:
    """The help card that what was typed calls for, in the language `code` where there is one. None when none does."""
    words = [*words_in(typed), *corrected]
    for found in most_urgent_first(recognised(typed, words, staff_words)):
        if card := staff_words.card(found.level, code):
            return HelpCard(card, typed, found.stands_alone)
    notices = [card for card in staff_words.cards if card.level == SearchCard.Level.NOTICE and card.language == code]
    notice = next((card for card in notices if rules_hold(card, words)), None)
    return HelpCard(notice, typed) if notice else None


def most_urgent_first(found: Sequence[Recognised]) -> list[Recognised]:
    """Those that hold, the surest first; never the same day before an ambulance."""
    holding = sorted((one for one in found if one.holds), key=lambda one: -one.sure)
    is_danger = SearchCard.Level.DANGER in [one.level for one in holding]
    return [one for one in holding if not (is_danger and one.level == SearchCard.Level.TODAY)]


def recognised(typed: str, words: list[str], staff_words: StaffWords) -> list[Recognised]:
    """One Recognised for each of BY_MEANING, whether it holds or not."""
    if staff_words.medicines.named(words):
        words = [*words, *ANY_MEDICINE]
    scores = meant(typed, staff_words)
    is_plain = scores.get(ALONE, 0.0) >= staff_words.threshold(ALONE)
    ruled = {card.level for card in staff_words.cards if rules_hold(card, words)}
    return [
        Recognised(
            level,
            level in ruled,
            scores.get(level, 0.0),
            staff_words.threshold(level),
            level == SearchCard.Level.CRISIS and (level in ruled or is_plain),
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
    scores = weighed(known.scores([staff_words.prepared(piece) for piece in pieces(typed)]), known.labels)
    scores[1:] -= PLAINER
    return dict(zip(known.labels, map(float, scores.max(axis=0)), strict=True))


def weighed(scores: Vectors, labels: Sequence[str]) -> Vectors:
    """`scores` (sentences × labels) in which signs of danger and of the same day speak for one of the two together.

    What may be either is no less urgent for that: it is the same day only where that is plainer than danger.
    """
    if not {SearchCard.Level.DANGER, SearchCard.Level.TODAY} <= {*labels}:
        return scores
    danger, today = (labels.index(level) for level in (SearchCard.Level.DANGER, SearchCard.Level.TODAY))
    own = scores[:, [danger, today]].clip(min=0)
    rather = np.where(own[:, 1] > PLAINLY_TODAY * own[:, 0], today, danger)
    together: Vectors = scores.copy()
    together[:, [danger, today]] = 0
    together[np.arange(len(scores)), rather] = own.sum(axis=1)
    return together
