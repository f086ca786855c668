"""Topics whose titles look most like what was typed, for a search that found nothing: a last guess, said as one."""

from collections.abc import Hashable, Iterable, Sequence

from rapidfuzz import fuzz, process

from clinic.content.language.plain_words import words_in
from home.models import SearchText
from home.search.finding import Found
from home.search.help_cards.rules import CRISIS
from home.search.index.public_texts import public_texts
from home.search.language.words import language

What = SearchText.What
MOST_NEAR, MOST_LOOKED_AT = 3, 12
# Comparing costs the same at any number of titles: these take about a tenth of a second.
TITLES_COMPARED = 5000
# Three letters look like something in every title; a story of many words like nothing.
SHORTEST, LONGEST = 4, 100
# Of 100. Tried on misspelt searches: below 70 titles come that have only some letters in common.
NEAR_ENOUGH = 70


def nearest_topics(found: "Found") -> list[SearchText]:
    """Up to three SearchTexts of different pages that visitors may read now, the nearest first; in two queries.

    Never beside help in a crisis: a wrong guess would mock it.
    """
    if found.card and found.card.level == CRISIS:
        return []
    near = near_titles(found.typed, found.language)
    texts = public_texts().with_addresses().in_bulk(near)
    of_pages: dict[int, SearchText] = {}
    for pk in near:
        if pk in texts:
            of_pages.setdefault(texts[pk].page_id, texts[pk])
    return list(of_pages.values())[:MOST_NEAR]


def near_titles(typed: str, code: str) -> list[int]:
    """Ids of the texts with the nearest titles."""
    asked = content_words(typed, code)[:LONGEST]
    if len(asked) < SHORTEST:
        return []
    titles = {pk: content_words(title, code) for pk, title in titles_in(code)}
    near = process.extract(asked, titles, scorer=likeness, score_cutoff=NEAR_ENOUGH, limit=MOST_LOOKED_AT)
    return [pk for _, _, pk in near]


def likeness(asked: Sequence[Hashable], title: Sequence[Hashable], score_cutoff: float | None = 0) -> float:
    """From 0 to 100. A part of a longer title may be what was meant; a short title in a long question is chance."""
    whole = fuzz.WRatio(asked, title, score_cutoff=score_cutoff)
    part = fuzz.partial_ratio(asked, title, score_cutoff=score_cutoff) if len(title) > len(asked) else 0
    return max(whole, part)


def titles_in(code: str) -> Iterable[tuple[int, str]]:
    """[(id, title)] of what was written last; of one page the topic before its questions."""
    texts = public_texts().filter(language=code, what__in=[What.TOPIC, What.QUESTION, What.SERVICE])
    return reversed(texts.order_by("-pk").values_list("pk", "title")[:TITLES_COMPARED])


def content_words(text: str, code: str) -> str:
    return " ".join(word for word in words_in(text) if word not in language(code).stop)
