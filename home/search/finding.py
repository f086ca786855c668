"""From what a visitor typed to what they may read: ranked by the index, looked up in the database at every request."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Value
from django.utils.text import get_text_list
from django.utils.translation import gettext
from wagtail.models import Page

from clinic.content.language.guessing import language_of
from clinic.content.language.plain_words import words_in
from clinic.content.language.real_words import LANGUAGES
from clinic.site.models import ClinicDetails
from clinic.site.visibility import for_visitors
from home.models import PinnedAnswer, SearchText
from home.search.clinic_facts import facts_meant
from home.search.help_cards.recognising import HelpCard, card_for
from home.search.help_cards.rules import CRISIS, DANGER, TODAY
from home.search.index import store
from home.search.index.public_texts import public_texts
from home.search.index.ranking import MOST_FOUND, Index
from home.search.index.staff_words import StaffWords
from home.search.index.typed_question import Asked
from home.search.language.extracts import ANOTHER_MEDICINE, Near
from home.search.language.synonyms import Synonyms
from home.search.language.words import MOST_WORDS, language, tidy
from home.search.missing import Evidence, Heard, heard, missing_words
from home.search.of_page import Weighing, saying_most
from home.search.results_by_meaning import Meant, meant
from home.search.text_vectors import Question

MOST_ON_TOP = 10
# Beside such help nothing is said of words without an answer; beside some of it the page on urgent help comes first.
NOT_BELITTLED = (CRISIS, DANGER, TODAY)
URGENT = (DANGER, TODAY)
MOST_NAMED, MOST_SHOWN = 3, 40
MOST_SUGGESTED, MOST_LOOKED_AT = 5, 12


@dataclass
class Found:
    """What a question found: `ids` of the public texts, the best first."""

    typed: str
    language: str
    asked: Asked = field(default_factory=Asked)
    ids: list[int] = field(default_factory=list)
    scores: dict[int, float] = field(default_factory=dict)
    # Of a short answer among the first, the question of its page that says most of what was asked.
    beside: dict[int, int] = field(default_factory=dict)
    # Of the texts that have its words, each with its page.
    pages: dict[int, int] = field(default_factory=dict)
    pinned: frozenset[int] = frozenset()
    card: HelpCard | None = None
    index: Index | None = None
    suggestion: str = ""
    missing: list[str] = field(default_factory=list)
    # What speaks for an answer; None where staff or the clinic's details answer it.
    evidence: Evidence | None = None
    # What was asked, where its meaning is compared with what is written.
    question: Question | None = None
    # Whether a text tells of other medicines only than the one that was named.
    is_of_another: Callable[[str], bool] = lambda text: False
    # In which language it was asked, whatever the language of the page.
    asked_in: str = ""

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def missing_words(self) -> str:
        """The words that have no answer, as a sentence names them: “amputation”, “tattoo”."""
        return get_text_list([f"“{word[:MOST_SHOWN]}”" for word in self.missing[:MOST_NAMED]], gettext("or"))

    @property
    def near(self) -> Near | None:
        return self.question.near if self.question else None

    def rarity(self, stem: str) -> float:
        return self.index.rarity(stem) if self.index else 1.0


def find(typed: str, code: str) -> Found:
    """The Found for the words `typed` in the language `code`."""
    found = Found(tidy(typed), code)
    if found.typed:
        held = store.current()
        words = held.words if held else StaffWords()
        indexes = held.indexes if held else {}
        found.asked_in = language_of(found.typed, code, LANGUAGES)
        found.index = indexes.get(found.asked_in, indexes.get(code))
        if found.index is not None:
            take_in(found, found.index, found.index.understood(found.typed))
        if held is not None:
            order(found, indexes, words)
        else:
            do_without(found)
        found.card = card_for(found.typed, code, words, corrected_words(found))
        if found.card and found.card.level in NOT_BELITTLED:
            found.missing = []
        if found.card and found.card.level in URGENT:
            found.ids = urgent_first(found.ids, found.asked_in)
    return found


def order(found: Found, indexes: Mapping[str, Index], staff_words: StaffWords) -> None:
    """What staff have pinned, what the clinic says of itself, then what has the words of the question or means it."""
    if found.index and can_be_said(found, found.index):
        found.suggestion = found.asked.suggestion
    question = found.suggestion or found.typed
    told = meant(question, found.asked_in, indexes, staff_words.names_of_condition, staff_words.unanswered)
    said = heard(found.asked, found.index, found.ids, staff_words.conditions) if found.index else Heard()
    pinned = pinned_texts(staff_words.pins_for(found.asked.words, found.asked_in))
    facts = facts_meant(question, found.index, told.nearest) if found.index and not pinned else []
    found.pinned, found.question = frozenset(pinned), told.question
    found.is_of_another = of_another_medicine(found, staff_words)
    found.ids = [*dict.fromkeys([*pinned, *facts, *by_worth(found, told, said)])]
    if found.index and not pinned and not facts:
        unknown = told.unknown(said.not_here, [index for code, index in indexes.items() if code != found.asked_in])
        found.evidence = Evidence(told.nearest, said.share(unknown), told.unanswered, tuple(unknown))
        found.missing = missing_words(found.typed, said, found.evidence, found.index.language.code)


def by_worth(found: Found, told: Meant, said: Heard) -> list[int]:
    """The ids of the texts that have the words or may be meant: pages by their best, texts of a page by words."""
    scores = {pk: found.scores[pk] for pk in found.pages}
    worth = told.worth(scores, said.share_here)
    for text in told.texts:
        if text.pk in worth and found.is_of_another(" ".join(text.wordings[:1])):
            worth[text.pk] -= ANOTHER_MEDICINE
    pages = {text.pk: text.page for text in told.texts} | found.pages
    of_page: dict[int, float] = {}
    for pk, value in worth.items():
        of_page[pages[pk]] = max(of_page.get(pages[pk], value), value)
    best_first = sorted(worth, key=lambda pk: (-of_page[pages[pk]], -scores.get(pk, 0.0), -worth[pk]))
    ids = spread({pk: pages[pk] for pk in best_first}, found.index.by_name_only if found.index else ())
    by = Weighing(found.asked, language(found.asked_in), found.rarity, found.near, found.is_of_another)
    ids, found.beside = saying_most(ids, pages, by)
    return ids


def of_another_medicine(found: Found, staff_words: StaffWords) -> Callable[[str], bool]:
    groups = staff_words.medicine_groups
    asked = groups.named_in(" ".join(found.asked.meant))
    return lambda text: groups.tell_of_others(text, asked)


def take_in(found: Found, index: Index, asked: Asked) -> None:
    """What the index ranks, as far as visitors may read it now."""
    ranked = index.find(asked)
    found.asked, found.scores = asked, {pk: score for pk, _, score in ranked}
    found.pages = public_now(ranked)
    found.ids = spread(found.pages, index.by_name_only)


def urgent_first(ids: list[int], code: str) -> list[int]:
    """With the text of the page on urgent help before all others that fits best, where visitors may read it."""
    of_page = Page.objects.filter(translation_key__in=ClinicDetails.objects.values("urgent_page__translation_key"))
    rows = public_texts().filter(page__in=of_page).order_by("place").values_list("pk", "language")
    own = [pk for pk, language_code in rows if language_code == code] or [pk for pk, _ in rows]
    first = sorted(own, key=lambda pk: ids.index(pk) if pk in ids else len(ids))[:1]
    return first + [pk for pk in ids if pk not in first]


def can_be_said(found: Found, index: Index) -> bool:
    """Whether each word that was put in for a slip stands in what was found: it may be of a page that is gone."""
    cut = language(found.asked_in)
    put_in = [cut.stem(word) for words in found.asked.corrected.values() for word in words if word not in cut.stop]
    return bool(found.ids) and all(index.occurs(stem, found.ids) for stem in put_in)


def find_with(found: Found, index: Index, synonyms: Synonyms) -> Found:
    """The same question, were these the synonyms."""
    other = Found(found.typed, found.language, index=index, card=found.card, asked_in=found.asked_in)
    take_in(other, index, index.understood(found.typed, synonyms))
    return other


def corrected_words(found: Found) -> list[str]:
    """The words put in for slips: a card is never missed for a slip, nor for its correction."""
    return [part for parts in found.asked.corrected.values() for part in parts]


def public_now(ranked: Collection[tuple[int, int, float]]) -> dict[int, int]:
    """`{id: page}` of those texts whose pages visitors may read at this moment, in the order of Index.find()."""
    pages = Page.objects.filter(pk__in={page for _, page, _ in ranked})
    visible = set(for_visitors(pages).values_list("pk", flat=True))
    return {pk: page for pk, page, _ in ranked if page in visible}


def spread(pages: dict[int, int], apart: Collection[int] = ()) -> list[int]:
    """Ids, with the second and further text of one page behind the first ten of the others.

    Those `apart` only stand on a page, such as facts of the clinic.
    """
    front: list[int] = []
    behind: list[int] = []
    seen: set[int] = set()
    for pk, page in pages.items():
        (behind if page in seen and len(front) < MOST_ON_TOP else front).append(pk)
        if pk not in apart:
            seen.add(page)
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


def do_without(found: Found) -> None:
    """While a worker still reads a large index: the words in the titles, as Postgres finds them."""
    words = [word for word in words_in(found.typed, MOST_WORDS) if word not in language(found.language).stop]
    found.asked = Asked(words, {language(found.language).stem(word): 1.0 for word in words})
    if words:
        query = SearchQuery(" | ".join(words), config="clinic_en", search_type="raw")
        titles = SearchText.objects.annotate(said=SearchVector("title", "topic", config="clinic_en"))
        rows = titles.filter(language=found.language, said=query).values_list("pk", "page_id", Value(0.0))
        found.ids = [*public_now(rows[:MOST_FOUND])]


def suggestions(typed: str, code: str) -> tuple[HelpCard | None, list[tuple[str, str]]]:
    """(the help card, [(title, address) that may be meant], the likeliest first) while somebody is still typing."""
    held = store.current()
    card = help_card_for(typed, code)
    index = held.indexes.get(code) if held else None
    if index is None:
        return card, []
    ranked = index.find(index.understood(tidy(typed), typing=True))[:MOST_LOOKED_AT]
    ids = spread(public_now(ranked), index.by_name_only)
    texts = SearchText.objects.with_addresses().in_bulk(ids)
    titles = {texts[pk].title: texts[pk].url for pk in reversed(ids) if pk in texts}
    return card, list(titles.items())[::-1][:MOST_SUGGESTED]


def help_card_for(typed: str, code: str) -> HelpCard | None:
    """The help card for what was typed, without a search."""
    held, typed = store.current(), tidy(typed)
    return card_for(typed, code, held.words if held else StaffWords()) if typed else None
