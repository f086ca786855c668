"""What is shown of what was found: a passage, who checked it, and the answer in place where it is certain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils.timezone import localdate

from clinic.content.language.plain_words import words_in
from clinic.review.models import Review
from home.models import SearchText
from home.search.finding import Found
from home.search.language.extracts import WHOLE, WHOLE_FIRST, Reader, beginning
from home.search.language.words import Language, language

# So many results, from the first on, begin with the short answer of their topic: a passage may be of something near by.
WITH_SHORT_ANSWER = 3


@dataclass
class Hit:
    """One result: `marked` is its passage in pieces, (piece, whether it was asked for).

    `short_answer`: that of its topic, where the passage is of a question in it. `more`: the question of the topic that
    says most, where the passage is the short answer.
    """

    text: SearchText
    kind: str
    passage: str
    marked: list[tuple[str, bool]]
    checked: date | None
    pinned: bool = False
    certain: bool = False
    short_answer: str = ""
    more: "Hit | None" = None

    @property
    def url(self) -> str:
        return self.text.url

    @property
    def language(self) -> str:
        return self.text.language

    @property
    def question(self) -> str:
        return self.text.title

    @property
    def topic(self) -> str:
        return self.text.topic


def hits(found: Found, ids: Sequence[int]) -> list[Hit]:
    """The Hits of the texts `ids`, in that order, the very question first. What disappeared since is left out."""
    wanted = {*ids, *(found.beside[pk] for pk in ids if pk in found.beside)}
    fields = ("topic", "names", "asked_as", "what", "parts", "live_hash", "language")
    texts = SearchText.objects.with_addresses(*fields).in_bulk(wanted)
    first = {*ids[:1], *(found.beside.get(pk) for pk in ids[:1])}
    checked = checks(list(texts.values()))
    cut = language(found.asked_in or found.language)
    reader = Reader(found.asked.stems, cut.stem, found.rarity, found.near, found.is_of_another)
    every = {pk: hit(reader, text, checked, WHOLE_FIRST if pk in first else WHOLE) for pk, text in texts.items()}
    for pk in found.pinned & every.keys():
        every[pk].pinned = True
    shown = [every[pk] for pk in ids if pk in every]
    for one in shown:
        if one.text.what == SearchText.What.TOPIC:
            one.more = every.get(found.beside.get(one.text.pk, 0))
    shown = [the_question_itself(found, one) for one in shown]
    return with_short_answers(sorted(shown, key=lambda one: not (one.pinned or is_the_question(found, one))))


def the_question_itself(found: Found, hit: Hit) -> Hit:
    """In place of a topic that is called like one of its questions: that question, where its answer begins."""
    return hit.more if hit.more and not hit.pinned and is_the_question(found, hit.more) else hit


def is_the_question(found: Found, hit: Hit) -> bool:
    """Whether a result asks what was typed, in the same words."""
    stem = language(found.asked_in or found.language).stem
    meant = [*map(stem, found.asked.meant)]
    return any([*map(stem, words_in(asks))] == meant for asks in hit.text.asks)


def hit(reader: Reader, text: SearchText, checked: dict[tuple[int, str], date], whole: int) -> Hit:
    asks = text.asks if text.what == SearchText.What.QUESTION else []
    kind, passage = reader.best_passage(text.parts, whole, asks)
    day = checked.get((text.page_id, text.live_hash))
    return Hit(text, kind, passage, marked=reader.marked(passage), checked=day)


def with_short_answers(shown: list[Hit]) -> list[Hit]:
    """The first of them with the short answer of their topics, each said once."""
    first_of_page: dict[int, Hit] = {}
    for one in shown[:WITH_SHORT_ANSWER]:
        first_of_page.setdefault(one.text.page_id, one)
    questions = {page: one for page, one in first_of_page.items() if one.text.what == SearchText.What.QUESTION}
    rows = SearchText.objects.filter(page__in=questions, what=SearchText.What.TOPIC).values_list("page", "parts")
    for page, parts in rows:
        questions[page].short_answer = beginning(parts, WHOLE_FIRST)[1]
    return shown


def checks(texts: Iterable[SearchText]) -> dict[tuple[int, str], date]:
    """`{(page, hash of its words): the day somebody checked them}` of those that are checked."""
    hashes = {text.live_hash for text in texts if text.live_hash}
    rows = Review.objects.approving().filter(page__in={text.page_id for text in texts}, content_hash__in=hashes)
    days = rows.order_by("created_at").values_list("page_id", "content_hash", F("created_at"))
    return {(page, words): localdate(at) for page, words, at in days}


def with_the_best_answered(found: Found, results: list[Hit]) -> list[Hit]:
    """The results; the first with the beginning of its answer in full, where it is certainly what was asked."""
    if results and is_certain(found, results[0]):
        best = results[0]
        best.certain = True
        best.kind, best.passage = beginning(best.text.parts, WHOLE_FIRST)
        best.marked, best.short_answer, best.more = [(best.passage, False)], "", None
    return results


def is_certain(found: Found, hit: Hit) -> bool:
    """Whether this first result is what was asked: a way to ask it says the same, word for word.

    A name of its topic may ask for another of its questions, where these have ways of their own.
    """
    cut = language(found.asked_in or found.language)
    asked = content_of(cut, found.asked.meant)
    names = hit.text.asks if hit.text.asked_as else [hit.text.title, hit.text.topic, *hit.text.names]
    return hit.pinned or (len(asked) > 1 and any(asked == content_of(cut, words_in(name)) for name in names))


def content_of(cut: Language, words: list[str]) -> set[str]:
    """What words say: their stems, and what kind of question they ask."""
    return {cut.stem(word) for word in words if word not in cut.stop} | {*cut.asks(words)}
