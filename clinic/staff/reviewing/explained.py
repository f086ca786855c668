"""Which words of a text are explained by which entry, and what became of that. A link to an entry shows no address."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from wagtail.rich_text import features
from wagtail.rich_text.rewriters import extract_attrs

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
# The words that are marked, and which time they are: "CRPS" may be explained more than once.
Marked = tuple[str, int]


def told_explained(before: Iterable[str], after: Iterable[str]) -> Iterator[SafeString]:
    """One sentence for each word that another entry explains now, or that none did or does."""
    old, new = explained_in(before), explained_in(after)
    for marked in dict.fromkeys([*new, *old]):
        if old.get(marked) != new.get(marked):
            yield format_html("{}", in_words(marked[0], old.get(marked), new.get(marked)))


def in_words(words: str, before: str | None, now: str | None) -> str:
    if now is None:
        return f"“{words}” is explained by nothing now, before by {before}."
    return f"“{words}” is explained by {now} now{f', before by {before}' if before else ''}."


def explained_in(sources: Iterable[str]) -> dict[Marked, str]:
    """`{marked words: the name of their entry}` of rich texts in database format."""
    times: Counter[str] = Counter()
    found = {}
    for attributes, inside in LINK.findall("".join(sources)):
        if entry := entry_of(extract_attrs(attributes)):
            words = strip_tags(inside)
            found[words, times[words]] = entry
            times[words] += 1
    return found


def entry_of(attributes: dict[str, Any]) -> str:
    """What explains the words, by its name; empty where the link leads somewhere instead."""
    handler = features.get_link_types().get(attributes.get("linktype"))
    if not getattr(handler, "explains", False):
        return ""
    pk = str(attributes.get("id", ""))
    entry = handler.get_model()._base_manager.filter(pk=pk).first() if pk.isdecimal() else None
    return str(entry or "an entry that is gone")
