"""Pages that explain words where they stand."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from clinic.checks.findings import Finding
from clinic.checks.proofread import Proofread
from clinic.content.prose import expanded_prose
from clinic.site.site_context import SiteContext
from faq.glossary.checks import WORDS
from faq.glossary.finding import WordFinder
from faq.glossary.links import Explainer
from faq.models.glossary import GlossaryTerm

# It stands before a ClinicPage and uses what that has; when it runs, it is built on nothing but a model.
if TYPE_CHECKING:
    from clinic.pages.models import ClinicPage as BeforeClinicPage
else:
    BeforeClinicPage = models.Model


class Glossary:
    """All entries of one language, as the checks read them; ids as texts."""

    def __init__(self, locale_id: int) -> None:
        terms = list(GlossaryTerm.objects.filter(locale=locale_id))
        self.finder = WordFinder({term.pk: term.all_words for term in terms})
        self.words = {word for term in terms for word in term.all_words}
        self.names = {str(term.pk): term.word for term in terms}
        self.meanings = {str(term.pk): term.meaning for term in terms}
        self.ids = set(self.meanings)


class ListsWords:
    """Goes before the page type that shows the list of all words, at words/ below its own address."""


class ExplainsWords(BeforeClinicPage):
    """A page whose readers can look up words where they stand. Goes before ClinicPage."""

    editorial_checks: ClassVar[list[Callable[..., Iterator[Finding]]]] = [*Proofread.editorial_checks, *WORDS]

    class Meta:
        abstract = True

    @property
    def glossary(self) -> Glossary:
        """The Glossary of the page's language, looked up once for all pages that are checked together."""
        return self.check_lookups.once(Glossary, self.locale_id)

    def is_explained_elsewhere(self, word: str) -> bool:
        return word in self.glossary.words

    @classmethod
    def for_visit(cls) -> QuerySet[Any]:
        marked = GlossaryTerm.objects.used_by_page().live().as_objects()
        return super().for_visit().annotate(found_terms=ArraySubquery(marked))

    @property
    def known_terms(self) -> list[GlossaryTerm]:
        """The entries that came with the page: those marked when it was saved."""
        return [GlossaryTerm(**found) for found in getattr(self, "found_terms", ())]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `explained`, the rich text of the page with its marked words explained, and `words`, their entries."""
        context = super().get_context(request, *args, **kwargs)
        # Before they are approved, words are read by staff only, and by whoever is to approve the page.
        entries = GlossaryTerm.objects.all() if getattr(request, "is_preview", False) else GlossaryTerm.objects.live()
        terms = entries.marked_in(context["prose"], self.locale_id, self.known_terms)
        explainer = Explainer(terms, words_url(request, self.locale_id) if terms else "")
        return context | {"explained": explainer.explained(context["prose"]), "words": list(terms.values())}

    def also_shown(self) -> Iterator[tuple[str, Any]]:
        yield from super().also_shown()
        terms = GlossaryTerm.objects.marked_in(expanded_prose(self), self.locale_id)
        if terms:
            yield "Words explained", meanings(terms.values())


def meanings(terms: Iterable[GlossaryTerm]) -> SafeString:
    """The words with all that readers see of them, for the record."""
    lines = ((term.word, " · ".join(filter(None, term.words_shown()[1:]))) for term in terms)
    return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", lines))


def words_url(request: HttpRequest, locale_id: int) -> str:
    """The address of the list of all words in a language; empty where there is none."""
    # The menu has been looked up already, and usually has it.
    known = [page for page in SiteContext.of(request).menu if page.locale_id == locale_id and lists_words(page)]
    found = known[0] if known else Page.objects.live().type(ListsWords).filter(locale=locale_id).first()
    return f"{found.url}words/" if found else ""


def lists_words(page: Page) -> bool:
    return page.specific_class is not None and issubclass(page.specific_class, ListsWords)
