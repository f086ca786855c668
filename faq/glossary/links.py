"""The marked words of a page, each made into a link to its entry in the list of all words.

Its meaning stands at the end of the page, outside the sentence: other people's readers and text browsers get sentences
that are whole. Only where a page is shown whole: feeds, search, the record and the JSON take the words alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

from clinic.content.prose import plain
from faq.glossary.marks import MARK

if TYPE_CHECKING:
    from faq.models.glossary import GlossaryTerm


class Explainer:
    """Goes through the texts of one page in reading order.

    `terms` is `{id: GlossaryTerm}`, `words_url` the list of all words, empty where there is none.
    """

    def __init__(self, terms: dict[int, GlossaryTerm], words_url: str) -> None:
        self.terms = terms
        self.words_url = words_url
        self.marked: set[int] = set()
        self.text = ""

    def explained(self, prose: dict[str, str]) -> dict[str, str]:
        """`{source: HTML}` with every mark explained."""
        return {source: self.with_links(html) for source, html in prose.items()}

    def with_links(self, html: str) -> str:
        if "data-word" not in html:
            return html
        self.text = plain(html).casefold()
        return MARK.sub(self.link, html)

    def link(self, mark: re.Match[str]) -> str:
        term, words = self.terms.get(int(mark[1])), mark[2]
        if term is None:
            return words
        is_first = term.pk not in self.marked
        self.marked.add(term.pk)
        context = {"term": term, "words": mark_safe(words), "words_url": self.words_url}
        spelled_out = is_first and self.needs_spelling_out(term, strip_tags(words).strip())
        return render_to_string("components/word.html", context | {"spelled_out": spelled_out}).strip()

    def needs_spelling_out(self, term: GlossaryTerm, said: str) -> bool:
        """Letters are spelled out at their first use, unless the text around does that already."""
        return said.casefold() == term.word.casefold() and term.stands_for.casefold() not in self.text
