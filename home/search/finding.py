"""From what a visitor typed to what they may read: ranked by the index, looked up in the database at every request."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, Value
from django.utils.timezone import localdate
from wagtail.models import Page

from clinic.review.models import Review
from clinic.site.visibility import for_visitors
from home.models import PinnedAnswer, SearchCard, SearchText
from home.search.index import store
from home.search.index.ranking import MOST_FOUND, Asked, Index
from home.search.language.extracts import Reader, beginning
from home.search.language.synonyms import Synonyms
from home.search.language.words import MOST_WORDS, Language, language, tidy, words_in
from home.search.staff.staff_words import StaffWords

# Of one page so many come before the best of the others.
OF_ONE_PAGE = 1
MOST_ON_TOP = 10
LETTERS_IN_PLACE = 700
MOST_SUGGESTED, MOST_LOOKED_AT = 5, 12


@dataclass
class Found:
    """What a question found: `ids` of the public texts, the best first."""

    typed: str
    language: str
    asked: Asked = field(default_factory=Asked)
    ids: list[int] = field(default_factory=list)
    scores: dict[int, float] = field(default_factory=dict)
    pinned: frozenset[int] = frozenset()
    card: SearchCard | None = None
    index: Index | None = None
    suggestion: str = ""

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, places: Any) -> Any:
        return self.ids[places]

    @property
    def stems(self) -> set[str]:
        return self.asked.stems

    def rarity(self, stem: str) -> float:
        return self.index.rarity(stem) if self.index else 1.0


def find(typed: str, code: str) -> "Found":
    """The Found for the words `typed` in the language `code`."""
    found = Found(tidy(typed), code)
    if found.typed:
        held = store.current()
        words = held.words if held else StaffWords()
        found.index = held.indexes.get(code) if held else None
        if found.index is not None:
            rank(found, found.index, words)
        elif held is None:
            do_without(found)
        found.card = words.card_for(meant_words(found), code)
    return found


def rank(found: "Found", index: Index, staff_words: StaffWords) -> None:
    found.asked = index.understood(found.typed)
    ranked = index.find(found.asked)
    found.scores = {pk: score for pk, _, score in ranked}
    public = public_now(ranked)
    pinned = pinned_texts(staff_words.pins_for(found.asked.words, found.language))
    found.pinned = frozenset(pinned)
    found.ids = pinned + [pk for pk in spread(public) if pk not in found.pinned]
    if can_be_said(found, index):
        found.suggestion = found.asked.suggestion


def can_be_said(found: "Found", index: Index) -> bool:
    """Whether each word that was put in for a slip stands in what was found: it may be of a page that is gone."""
    cut = language(found.language)
    put_in = [cut.stem(word) for words in found.asked.corrected.values() for word in words if word not in cut.stop]
    return bool(found.ids) and all(index.occurs(stem, found.ids) for stem in put_in)


def find_with(found: "Found", index: Index, synonyms: Synonyms) -> "Found":
    """The same question, were these the synonyms."""
    other = Found(found.typed, found.language, index=index, card=found.card)
    other.asked = index.understood(found.typed, synonyms)
    ranked = index.find(other.asked)
    other.scores = {pk: score for pk, _, score in ranked}
    other.ids = spread(public_now(ranked))
    return other


def meant_words(found: "Found") -> list[str]:
    """All words as typed and as corrected: a card is never missed for a correction, nor for a slip or a long story."""
    corrected = [part for parts in found.asked.corrected.values() for part in parts]
    return [*words_in(found.typed), *corrected]


def with_the_best_answered(found: "Found", results: list["Hit"]) -> list["Hit"]:
    """The results; the first with the beginning of its answer in full, where it is certainly what was asked."""
    if results and is_certain(found, results[0]):
        best = results[0]
        best.certain = True
        best.kind, best.passage = beginning(best.text.parts, LETTERS_IN_PLACE)
        best.marked = [(best.passage, False)]
    return results


def public_now(ranked: Collection[tuple[int, int, float]]) -> dict[int, int]:
    """`{id: page}` of those texts whose pages visitors may read at this moment, in the order of Index.find()."""
    pages = Page.objects.filter(pk__in={page for _, page, _ in ranked})
    visible = set(for_visitors(pages).values_list("pk", flat=True))
    return {pk: page for pk, page, _ in ranked if page in visible}


def spread(pages: dict[int, int]) -> list[int]:
    """Ids, with the second and further text of one page behind the first ten of the others."""
    front: list[int] = []
    behind: list[int] = []
    seen: dict[int, int] = {}
    for pk, page in pages.items():
        seen[page] = seen.get(page, 0) + 1
        (front if seen[page] <= OF_ONE_PAGE or len(front) >= MOST_ON_TOP else behind).append(pk)
    return front[:MOST_ON_TOP] + behind + front[MOST_ON_TOP:]


def pinned_texts(pins: list[PinnedAnswer]) -> list[int]:
    """Ids of the texts that staff have pinned and visitors may read."""
    found: list[int] = []
    for pin in pins:
        texts = SearchText.objects.filter(page=pin.page_id, page__in=for_visitors(Page.objects.all())).order_by("place")
        if pin.question:
            texts = texts.filter(title=pin.question) or texts
        found += texts.values_list("pk", flat=True)[:1]
    return [*dict.fromkeys(found)]


def do_without(found: "Found") -> None:
    """While a worker still reads a large index: the words in the titles, as Postgres finds them."""
    words = [word for word in words_in(found.typed, MOST_WORDS) if word not in language(found.language).stop]
    found.asked = Asked(words, {language(found.language).stem(word): 1.0 for word in words})
    if words:
        query = SearchQuery(" | ".join(words), config="clinic_en", search_type="raw")
        titles = SearchText.objects.annotate(said=SearchVector("title", "topic", config="clinic_en"))
        rows = titles.filter(language=found.language, said=query).values_list("pk", "page_id", Value(0.0))
        found.ids = [*public_now(rows[:MOST_FOUND])]


def suggestions(typed: str, code: str) -> list[tuple[str, str]]:
    """Titles that may be meant while somebody is still typing: [(title, address)], the likeliest first."""
    held = store.current()
    index = held.indexes.get(code) if held else None
    if index is None:
        return []
    ids = spread(public_now(index.find(index.understood(tidy(typed), typing=True))[:MOST_LOOKED_AT]))
    texts = SearchText.objects.select_related("page", "page__locale").only(*SHOWN).defer("parts").in_bulk(ids)
    titles = {texts[pk].title: texts[pk].url for pk in reversed(ids) if pk in texts}
    return list(titles.items())[::-1][:MOST_SUGGESTED]


def is_certain(found: "Found", hit: "Hit") -> bool:
    """Whether this first result is what was asked: its question or a name of its topic says the same, word for word."""
    cut = language(found.language)
    asked = told(cut, found.asked.meant)
    names = (hit.text.title, hit.text.topic, *hit.text.names)
    return hit.pinned or (len(asked) > 1 and any(asked == told(cut, words_in(name)) for name in names))


def told(cut: Language, words: list[str]) -> set[str]:
    """What words say: their stems, and what kind of question they ask."""
    return {cut.stem(word) for word in words if word not in cut.stop} | {*cut.asks(words)}


# What is shown of them ------------------------------------------------------------------------------------------


@dataclass
class Hit:
    """One result: `marked` is its passage in pieces, (piece, whether it was asked for)."""

    text: SearchText
    kind: str
    passage: str
    marked: list[tuple[str, bool]]
    checked: date | None
    pinned: bool = False
    certain: bool = False

    @property
    def url(self) -> str:
        return self.text.url

    @property
    def question(self) -> str:
        return self.text.title

    @property
    def topic(self) -> str:
        return self.text.topic


def hits(found: "Found", ids: Iterable[int]) -> list["Hit"]:
    """The Hits of the texts `ids`, in that order, the very question first. What disappeared since is left out."""
    rows = SearchText.objects.filter(pk__in=ids).select_related("page", "page__locale")
    texts = {text.pk: text for text in rows.only(*SHOWN)}
    checked = checks(list(texts.values()))
    cut = language(found.language)
    reader = Reader(found.stems, cut.stem, found.rarity)
    shown = [hit(reader, texts[pk], checked, pk in found.pinned) for pk in ids if pk in texts]
    return sorted(shown, key=lambda one: not (one.pinned or is_the_question(found, one)))


def is_the_question(found: "Found", hit: "Hit") -> bool:
    """Whether a result asks what was typed, in the same words."""
    stem = language(found.language).stem
    return [*map(stem, words_in(hit.question))] == [*map(stem, found.asked.meant)]


OF_PAGE = ("title", "slug", "url_path", "path", "depth", "live", "locale__language_code", "content_type_id")
SHOWN = ("title", "topic", "names", "what", "path", "parts", "live_hash", *(f"page__{name}" for name in OF_PAGE))


def hit(reader: Reader, text: SearchText, checked: dict[tuple[int, str], date], pinned: bool) -> "Hit":
    kind, passage = reader.best_passage(text.parts)
    day = checked.get((text.page_id, text.live_hash))
    return Hit(text, kind, passage, marked=reader.marked(passage), checked=day, pinned=pinned)


def checks(texts: Iterable[SearchText]) -> dict[tuple[int, str], date]:
    """`{(page, hash of its words): the day somebody checked them}` of those that are checked."""
    hashes = {text.live_hash for text in texts if text.live_hash}
    rows = Review.objects.approving().filter(page__in={text.page_id for text in texts}, content_hash__in=hashes)
    days = rows.order_by("created_at").values_list("page_id", "content_hash", F("created_at"))
    return {(page, words): localdate(at) for page, words, at in days}
