"""The places of a change of a shared text, looked at twice: as they are, and as they would be.

A word that is explained on fifty pages is one change. Each page is taken apart once, and the checks read what can find
something new: all that read otherwise, and of those that do not, one of each kind and language.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from wagtail.models import Page

from clinic.archive.shared_texts.places import Place, Reading, as_if_live, live_among, live_pages
from clinic.archive.shared_texts.statements_around import statements_around
from clinic.checks.findings import Finding
from clinic.checks.lookups import CheckLookups
from clinic.checks.runner import findings_for
from clinic.content.models import SharedText
from clinic.content.translated_figures import in_words_of
from clinic.review.content_hash import Wanted, hash_of, signed_content, snippets_named, words_of_snippets
from clinic.review.models import Review

Statements = dict[int, list[str]]
# What stands in a sentence for each text, by its id and the language that is read.
InSentences = dict[tuple[int, str], Any]


class BothLooks:
    """`rows` as they are and, while their `drafts` are held to be live, as they would be; `pages`: what changes."""

    def __init__(self, rows: list[SharedText], drafts: list[SharedText]) -> None:
        self.rows, self.drafts = rows, drafts
        family = {(type(one), str(one.pk)) for text in rows for one in (text, *text.get_translations())}
        pages = live_pages(rows)
        self.named = {page.pk: among(snippets_named(page), family) for page in pages}
        self.before, self.said = self.shown_on(pages), in_sentences(rows, pages)
        with as_if_live(drafts):
            self.after, self.says = self.shown_on(pages), in_sentences(rows, pages)
        self.pages = [page for page in pages if self.before[page.pk] != self.after[page.pk]]

    def shown_on(self, pages: Iterable[Page]) -> dict[int, dict[str, Any]]:
        """What each shows of the texts, as their rows say now; asked once for all that show the same in a language."""
        known: dict[tuple[int, str], dict[str, Any]] = {}
        keys = {page.pk: (page.locale_id, repr(self.named[page.pk])) for page in pages}
        for page in pages:
            if keys[page.pk] not in known:
                known[keys[page.pk]] = words_of_snippets(page, self.named[page.pk])
        return {pk: known[key] for pk, key in keys.items()}

    def places(self) -> list[Place]:
        now = {page.pk: statements(page, self.rows) for page in self.pages}
        with as_if_live(self.drafts):
            then, checked = self.read_again(now)
            brought = findings(checked)
        # Of a page in which nothing is found then, nothing can be new.
        known = findings(page for page in self.pages if brought.get(page.pk))
        hashes = {page.pk: self.hashes(page) for page in self.pages if page.pk in then}
        reviews = standing_reviews(hashes)
        return [
            Place(
                Reading(page, before, now[page.pk], known.get(page.pk, []), self.stands_in(page, self.said)),
                Reading(page, after, then[page.pk], brought.get(page.pk, []), self.stands_in(page, self.says)),
                reviews.get((page.pk, before)),
            )
            for page in self.pages
            for before, after in filter(None, [hashes.get(page.pk)])
        ]

    def read_again(self, now: Statements) -> tuple[Statements, list[Page]]:
        """The sentences as the rows say at this moment, and the pages in which that may bring new findings.

        Where no sentence changes, nothing but the text itself is read otherwise, and that is the same on each page.
        """
        if in_words(self.said) == in_words(self.says):
            return now, live_among(page.pk for page in one_of_each(self.pages))
        pages = live_among(now)
        then = {page.pk: statements(page, self.rows) for page in pages}
        same = [page for page in pages if then[page.pk] == now[page.pk]]
        return then, [page for page in pages if page not in same] + one_of_each(same)

    def hashes(self, page: Page) -> tuple[str, str]:
        """Of its words now and then; what it says itself is the same."""
        content = signed_content(page)
        rest = {name: said for name, said in content["shown"].items() if name not in self.before[page.pk]}
        return hash_of(content), hash_of(content | {"shown": rest | self.after[page.pk]})

    def stands_in(self, page: Page, found: InSentences) -> SharedText | None:
        """What stands there for the text; None where it has one wording for all languages."""
        first = self.rows[0]
        return found[first.pk, page.locale.language_code] if hasattr(type(first), "shown") else None


def among(named: Wanted, family: set[tuple[type[Any], str]]) -> Wanted:
    ours = {model: {pk for pk in ids if (model, pk) in family} for model, ids in named.items()}
    return {model: ids for model, ids in ours.items() if ids}


def in_sentences(rows: list[SharedText], pages: list[Page]) -> InSentences:
    found: InSentences = {}
    for row in rows:
        now = type(row)._base_manager.get(pk=row.pk)
        for code in {page.locale.language_code for page in pages}:
            found[row.pk, code] = in_words_of(code, [now]).get(now.pk) if hasattr(type(now), "shown") else now
    return found


def in_words(found: InSentences) -> dict[tuple[int, str], str]:
    return {key: str(getattr(text, "text", text)) for key, text in found.items()}


def statements(page: Page, rows: list[SharedText]) -> list[str]:
    with translation.override(page.locale.language_code):
        return statements_around(page, rows)


def one_of_each(pages: Iterable[Page]) -> list[Page]:
    """The first of each kind of page in each language."""
    return [*{(type(page), page.locale_id): page for page in reversed([*pages])}.values()]


def findings(pages: Iterable[Page]) -> dict[int, list[Finding]]:
    lookups = CheckLookups()
    return {page.pk: findings_for(page, lookups) for page in pages}


def standing_reviews(hashes: dict[int, tuple[str, str]]) -> dict[tuple[int, str], Review]:
    """By page and words: what stands for the words of these pages now."""
    words = {before for before, _ in hashes.values()}
    found = Review.objects.approving().filter(page__in=hashes, content_hash__in=words).latest_by_words()
    return {(review.page_id, review.content_hash): review for review in found}
