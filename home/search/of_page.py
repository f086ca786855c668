"""Which text of a page is shown of it: all have the names of their topic, and the answer is in one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from clinic.content.language.plain_words import words_in
from home.models import SearchText
from home.search.index.typed_question import Asked
from home.search.language.extracts import ALL_WORDS, ANOTHER_MEDICINE, NAME, Near, said_in
from home.search.language.words import Language

# Of so many pages, the first ones.
MOST_PAGES = 3
# So much more than what was found first another text has to say of what was asked, where only words are compared.
MORE = 1.25
# What counts beside the nearest sentence of a text: what it asks, and that it is the short answer, which misleads
# nobody. Chosen on 24 questions for which somebody had said where on its page the answer stands.
TITLE, SHORT_ANSWER = 1.3, 0.1
READ = ("pk", "page", "what", "title", "asked_as", "topic", "parts")
OF_A_TOPIC = (SearchText.What.TOPIC, SearchText.What.QUESTION)

Rarity = Callable[[str], float]


@dataclass(frozen=True)
class Weighing:
    """By what the texts of a page are weighed. `near(texts)`: how near each is in meaning, where that is compared."""

    asked: Asked
    cut: Language
    rarity: Rarity
    near: Near | None
    is_of_another: Callable[[str], bool]


def saying_most(ids: Sequence[int], pages: dict[int, int], by: Weighing) -> tuple[list[int], dict[int, int]]:
    """The ids, where the first text of each of the first pages is the one that says most of what was asked; and, for
    each of these that is a short answer, the question of its page that says most.
    """
    first = [next(of_page) for _, of_page in groupby(ids[:MOST_PAGES], key=pages.get)]
    rows = SearchText.objects.filter(page__in={pages[pk] for pk in first}, what__in=OF_A_TOPIC).order_by("place")
    said: dict[int, dict[int, float]] = {}
    questions: dict[int, dict[int, float]] = {}
    for pk, page, what, title, asked_as, topic, parts in rows.values_list(*READ):
        read = "\n".join([title, topic, *(text for _, text in parts)])
        words = {*words_in("\n".join([read, *asked_as]))}
        words_there = worth(by.asked, {*map(by.cut.stem, words)}, by.rarity)
        said.setdefault(page, {})[pk] = words_there
        if by.near:
            share = words_there / (sum(map(by.rarity, by.asked.weights)) or 1.0)
            said[page][pk] = fit(by.near, what, [title, *asked_as], parts) + ALL_WORDS * min(share, 1.0)
            said[page][pk] -= ANOTHER_MEDICINE * by.is_of_another(read)
        if what == SearchText.What.QUESTION and said[page][pk] > 0:
            questions.setdefault(page, {})[pk] = said[page][pk]
    best = {pk: better(pk, said.get(pages[pk], {}), 1.0 if by.near else MORE) for pk in first}
    beside = {}
    for pk in first:
        of_page = questions.get(pages[pk], {})
        if of_page and best[pk] not in of_page:
            beside[best[pk]] = max(of_page, key=of_page.__getitem__)
    return [*dict.fromkeys(best.get(pk, pk) for pk in ids)], beside


def fit(near: Near, what: str, asks: Sequence[str], parts: Sequence[Sequence[str]]) -> float:
    """How near a text is to the question: the nearest way to ask it, and the nearest of its sentences.

    What only names something, as a row of a table begins, says nothing of it.
    """
    sentences = [said for _, text in parts for said in said_in(text) if len(said.split()) > NAME]
    told = near([*asks, *sentences])
    return (
        TITLE * max(told[: len(asks)])
        + max(told[len(asks) :], default=0.0)
        + SHORT_ANSWER * (what == SearchText.What.TOPIC)
    )


def worth(asked: Asked, there: set[str], rarity: Rarity) -> float:
    """How much of what was asked the stems `there` say: of a phrase and its synonyms one is enough."""
    alone = {*asked.weights} - {stem for _, stems, _ in asked.synonyms for stem in stems}
    total = sum(map(rarity, alone & there))
    for _, stems, others in asked.synonyms:
        if any({*phrase} <= there for phrase in (stems, *(other for _, other in others)) if phrase):
            total += sum(map(rarity, stems)) or max(rarity(stem) for _, other in others for stem in other)
    return total


def better(pk: int, said: dict[int, float], more: float) -> int:
    """The one that says most, if so much more than `pk`."""
    most = max(said, key=lambda other: said[other], default=pk)
    return most if said.get(most, 0.0) > more * said.get(pk, 0.0) else pk
