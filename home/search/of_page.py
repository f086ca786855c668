"""Which text of a page is shown of it: all have the names of their topic, and the answer is in one."""

from collections.abc import Callable, Sequence
from itertools import groupby

from home.models import SearchText
from home.search.index.asked import Asked
from home.search.language.words import Language, words_in

# Of so many pages, the first ones.
MOST_PAGES = 3
# So much more than what was found first another text has to say of what was asked.
MORE = 1.25
OF_A_TOPIC = (SearchText.What.TOPIC, SearchText.What.QUESTION)

Rarity = Callable[[str], float]


def saying_most(ids: Sequence[int], pages: dict[int, int], asked: Asked, cut: Language, rarity: Rarity) -> list[int]:
    """The ids, where the first text of each of the first pages is the one that says most of what was asked."""
    first = [next(of_page) for _, of_page in groupby(ids[:MOST_PAGES], key=pages.get)]
    rows = SearchText.objects.filter(page__in={pages[pk] for pk in first}, what__in=OF_A_TOPIC).order_by("place")
    said: dict[int, dict[int, float]] = {}
    for pk, page, title, topic, parts in rows.values_list("pk", "page", "title", "topic", "parts"):
        words = {*words_in("\n".join([title, topic, *(text for _, text in parts)]))}
        said.setdefault(page, {})[pk] = worth(asked, {*map(cut.stem, words)}, rarity)
    best = {pk: better(pk, said.get(pages[pk], {})) for pk in first}
    return [*dict.fromkeys(best.get(pk, pk) for pk in ids)]


def worth(asked: Asked, there: set[str], rarity: Rarity) -> float:
    """How much of what was asked the stems `there` say: of a phrase and its synonyms one is enough."""
    alone = {*asked.weights} - {stem for _, stems, _ in asked.synonyms for stem in stems}
    total = sum(map(rarity, alone & there))
    for _, stems, others in asked.synonyms:
        if any({*phrase} <= there for phrase in (stems, *(other for _, other in others)) if phrase):
            total += sum(map(rarity, stems)) or max(rarity(stem) for _, other in others for stem in other)
    return total


def better(pk: int, said: dict[int, float]) -> int:
    """The one that says most, if clearly more than `pk`."""
    most = max(said, key=lambda other: said[other], default=pk)
    return most if said.get(most, 0.0) > MORE * said.get(pk, 0.0) else pk
