"""The marked words of a page, each made into something to press that shows what the word means.

The card with the meaning stands right behind the word, so that a screen reader comes to it next, and opens without
a script. Only where a page is shown whole: feeds, search and the record take the words alone.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

from clinic.content.prose import plain
from faq.marks import MARK

if TYPE_CHECKING:
    from faq.models.glossary import GlossaryTerm


class Explainer:
    """Goes through the texts of one page in reading order.

    `terms` is `{id: GlossaryTerm}`, `words_url` the list of all words, empty where there is none.
    """

    def __init__(self, terms: dict[int, GlossaryTerm], words_url: str) -> None:
        self.terms = terms
        self.words_url = words_url
        self.marked: Counter[int] = Counter()
        self.named: Counter[str] = Counter()
        self.text = ""

    def explained(self, prose: dict[str, str]) -> dict[str, str]:
        """`{source: HTML}` with every mark explained."""
        return {source: self.with_cards(html) for source, html in prose.items()}

    def with_cards(self, html: str) -> str:
        if "data-word" not in html:
            return html
        self.text = plain(html).casefold()
        return MARK.sub(self.card, html)

    def card(self, mark: re.Match[str]) -> str:
        term, words = self.terms.get(int(mark[1])), mark[2]
        if term is None:
            return words
        context = {"term": term, "words": mark_safe(words), "words_url": self.words_url}
        return render_to_string("components/word.html", context | self.told_apart(term, words)).strip()

    def told_apart(self, term: GlossaryTerm, words: str) -> dict[str, Any]:
        """What sets one mark apart from others of the same entry, or of the same words, on this page."""
        said = strip_tags(words).strip()
        self.marked[term.pk] += 1
        self.named[said.casefold()] += 1
        nth, same = self.marked[term.pk], self.named[said.casefold()]
        return {
            "id": term.anchor if nth == 1 else f"{term.anchor}-{nth}",
            "label": "" if same == 1 else f"{strip_tags(words)} ({same})",
            "spelled_out": nth == 1 and self.needs_spelling_out(term, said),
        }

    def needs_spelling_out(self, term: GlossaryTerm, said: str) -> bool:
        """Letters are spelled out at their first use, unless the text around does that already."""
        return said.casefold() == term.word.casefold() and term.stands_for.casefold() not in self.text
