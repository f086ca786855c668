"""How many phrasings the help cards recognise, and how often they come for nothing."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from home.models import SearchCard
from home.search.help_cards.recognising import HelpCard, card_for
from home.search.index.staff_words import StaffWords


@dataclass(frozen=True)
class Phrasing:
    """`card` is what it must show; where that is None, it looks like one of `near` and must show nothing."""

    text: str
    lang: str
    card: str | None
    near: str
    also: tuple[str, ...] = ()

    @property
    def wanted(self) -> set[str]:
        return {self.card, *self.also} if self.card else set()


def phrasings(file: Path) -> list[Phrasing]:
    """One JSON object a line: `{"text", "lang", "card", "near"}`, and `also` where another card would be right too."""
    lines = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Phrasing(one["text"], one["lang"], one["card"], one["near"], tuple(one.get("also", ()))) for one in lines]


def figures(given: Iterable[Phrasing], staff_words: StaffWords) -> Iterator[str]:
    """Lines of a Markdown table: recall, and the share of look-alikes with a card, by card and language."""
    hits: Counter[tuple[str, str, bool]] = Counter()
    all_: Counter[tuple[str, str, bool]] = Counter()
    for one in given:
        shown = level(card_for(one.text, one.lang, staff_words))
        group = (one.near, one.lang, bool(one.card))
        all_[group] += 1
        hits[group] += shown in one.wanted if one.card else shown is not None
    yield "| card | language | found | false alarms |"
    yield "|---|---|---|---|"
    for near, lang in sorted({group[:2] for group in all_}):
        found, wrong = (f"{share(hits, all_, (near, lang, wanted))}" for wanted in (True, False))
        yield f"| {near} | {lang} | {found} | {wrong} |"


def level(card: HelpCard | None) -> str | None:
    return card.level if card and card.level != SearchCard.Level.NOTICE else None


def share(hits: Counter, all_: Counter, group: tuple[str, str, bool]) -> str:
    return f"{hits[group] / all_[group]:.2f} ({hits[group]} of {all_[group]})" if all_[group] else "–"
