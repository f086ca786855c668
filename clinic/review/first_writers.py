"""Who wrote words first: somebody else who types them again, or puts them back by hand, does not make them theirs."""

import json
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from html import unescape
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Revision

from clinic.content.language.plain_words import words_in

BLOCK_END = re.compile(r"</(?:p|li|h\d|tr|td)>|<br\s*/?>")
TAG = re.compile(r"<[^>]*>")
END = re.compile(r"(?<=[.!?…])[\"')\]”’»]*\s+|\n+")
# What a block is, not what it says.
NO_WORDS = {"id", "type", "pk"}
# On a page fewer words, such as “Call us.”, are anybody's.
FEWEST_WORDS = 3


def first_writers(
    older: QuerySet[Revision], before: Any, now: Any, left_out: Collection[str] = (), fewest: int = FEWEST_WORDS
) -> set[int]:
    """Who wrote first what is said `now` and not `before`, where one of these `older` versions said it already.

    Both are contents of versions. Each version is read once, the oldest first, until all is found.
    """
    new = sentences_in(now, left_out, fewest) - sentences_in(before, left_out, fewest)
    authors = set()
    for user, content in older.order_by("pk").values_list("user_id", "content").iterator(chunk_size=50):
        if not new:
            break
        found = new & sentences_in(content, left_out, fewest)
        new -= found
        if found and user:
            authors.add(user)
    return authors


def sentences_in(content: Any, left_out: Collection[str] = (), fewest: int = FEWEST_WORDS) -> set[str]:
    """What a version says, sentence by sentence, whatever its signs, capitals and tags."""
    return set().union(*(sentences_of(text, fewest) for text in texts_in(content, left_out)))


@lru_cache(maxsize=5_000)
def sentences_of(text: str, fewest: int) -> frozenset[str]:
    """Kept, as most texts of a version stand in the next one too."""
    said = (words_in(sentence) for sentence in END.split(prose(text)))
    return frozenset(" ".join(words) for words in said if len(words) >= fewest)


def prose(text: str) -> str:
    return unescape(TAG.sub("", BLOCK_END.sub("\n", text)))


def texts_in(content: Any, left_out: Collection[str] = ()) -> Iterator[str]:
    """Every text in it; a stream stands in a version as JSON in JSON."""
    if isinstance(content, dict):
        for name, value in content.items():
            if name not in left_out and name not in NO_WORDS:
                yield from texts_in(value, left_out)
    elif isinstance(content, list):
        for value in content:
            yield from texts_in(value, left_out)
    elif isinstance(content, str):
        stream = streamed(content)
        yield from [content] if stream is None else texts_in(stream, left_out)


def streamed(text: str) -> Any:
    if text[:2] not in ("[{", '{"'):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None
