"""The texts that visitors may read now, and what the index needs of each."""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.models import Page

from clinic.site.visibility import for_visitors
from home.models import SearchText
from home.models.search import SearchTexts
from home.search.index.segment import Entry

FIELDS = ("language", "pk", "page_id", "title", "topic", "names", "asked_as", "parts", "what")


def public_texts() -> SearchTexts:
    return SearchText.objects.filter(page__in=for_visitors(Page.objects.all()))


def entries_by_language(**which: Any) -> Iterator[tuple[str, Entry]]:
    """Yield (language, Entry) of the public texts."""
    rows = public_texts().filter(**which).order_by("pk")
    for code, *row in rows.values_list(*FIELDS).iterator(chunk_size=500):
        yield code, entry(*row)


def entry(
    pk: int,
    page: int,
    title: str,
    topic: str,
    names: Iterable[str],
    asked_as: Iterable[str],
    parts: Iterable[Iterable[str]],
    what: str,
) -> Entry:
    body = "\n".join(words for _, words in parts)
    return Entry(pk, page, title, topic or title, (*asked_as, *names), body, what == SearchText.What.FACT)
