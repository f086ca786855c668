"""All words of the glossary from A to Z, each with some of the topics that use it."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import Cast, DenseRank
from wagtail.models import Page, ReferenceIndex

from clinic.archive.models import Edition
from clinic.content.alphabet import order_of
from faq.models.glossary import OTHER, GlossaryTerm

TOPICS_A_WORD = 3


def by_letter(index: Any) -> list[dict[str, Any]]:
    """`[{"letter": "A", "terms": […]}]`, letters without words left out. Each term has up to three `topics`, and says
    whether it `is_signed`.
    """
    terms = list(
        GlossaryTerm.objects.filter(locale=index.locale_id, live=True).annotate(is_signed=Exists(signed_uses()))
    )
    add_topics(terms, index)
    terms.sort(key=lambda term: (term.letter == OTHER, term.letter, order_of(term.word)))
    return [{"letter": letter, "terms": list(found)} for letter, found in groupby(terms, lambda term: term.letter)]


def signed_uses() -> QuerySet[ReferenceIndex]:
    """For a subquery: where pages show the outer word whose words, its meaning included, a clinician approved."""
    pages = Edition.objects.open().signed().values(key=Cast("page", CharField()))
    types = ContentType.objects.get_for_models(GlossaryTerm, Page)
    return ReferenceIndex.objects.filter(
        to_content_type=types[GlossaryTerm],
        to_object_id=Cast(OuterRef("pk"), CharField()),
        base_content_type=types[Page],
        object_id__in=pages,
    )


def add_topics(terms: Iterable[GlossaryTerm], index: Any) -> None:
    """Give each of `terms` its `topics`: two queries, however many words and topics there are."""
    uses = list(first_uses(index))
    topics = Page.objects.in_bulk({int(topic) for _, topic in uses})
    for term in terms:
        used_in = [topics[int(topic)] for pk, topic in uses if pk == str(term.pk)]
        term.topics = sorted(used_in, key=lambda topic: order_of(topic.title))


def first_uses(index: Any) -> Iterable[tuple[str, str]]:
    """`(term id, topic id)` as texts: of each term the first TOPICS_A_WORD topics that visitors can open."""
    open_ones = index.live_topics().order_by().annotate(key=Cast("pk", CharField())).values("key")
    topic = open_ones.model
    types = ContentType.objects.get_for_models(GlossaryTerm, topic)
    uses = ReferenceIndex.objects.filter(
        to_content_type=types[GlossaryTerm], content_type=types[topic], object_id__in=open_ones
    )
    shelf = Window(DenseRank(), partition_by=F("to_object_id"), order_by=F("object_id").asc())
    return (
        uses.annotate(place=shelf).filter(place__lte=TOPICS_A_WORD).values_list("to_object_id", "object_id").distinct()
    )
