"""What stands around every page, and the names of the pages it leads to: looked up together, once a request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site, get_page_models
from wagtail.query import PageQuerySet

from clinic.site.language_switch import OtherLanguage, other_languages
from clinic.site.models import ClinicDetails, DetailsWords, UrgentNotice
from clinic.site.models.notice import Shown, shown_in
from clinic.site.translated_details import WORDS, in_language
from clinic.site.until_content_changes import until_it_changes
from clinic.site.visibility import for_visitors

# What is asked of an urgent notice.
NOTICE = ("text", "in_languages")


class SiteContext:
    """The clinic's details, its menu and legal pages, and other pages by id, all in the language of the address.

    `way`: the pages from the home page to the one that is visited, which is the last. `beyond`: for an address below
    that page, `{language: what follows the page's own address}`.
    """

    @classmethod
    def of(cls, request: HttpRequest) -> SiteContext:
        """The one of this request."""
        if not hasattr(request, "clinic_site_context"):
            request.clinic_site_context = cls(request)  # type: ignore[attr-defined]
        return request.clinic_site_context  # type: ignore[attr-defined]

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.language = request, get_language() or settings.LANGUAGE_CODE
        self.asked: set[int] = set()
        self.found: dict[int, Page] = {}
        self.elsewhere: dict[str, dict[Any, Page]] = {}
        self.way: list[Page] = []
        self.beyond: dict[str, str] = {}

    @cached_property
    def brand(self) -> ClinicDetails | None:
        """Name and logo alone, as every page of the admin shows them; of the default site where there are several."""
        known = ClinicDetails.objects.select_related("logo", "site")
        found = list(known.only("name", "logo", "site").order_by("-site__is_default_site")[:2])
        self.keep_site(found)
        return found[0] if found else None

    @cached_property
    def details(self) -> ClinicDetails:
        details = until_it_changes(self.request, ("details", self.language), self.only_details)
        if details is None:  # not set up yet, or several sites: which one it is depends on the address
            own = ClinicDetails.for_request(self.request)
            return in_language(own, self.language, own.words_in(self.language))
        self.keep_site([details])
        return details

    def only_details(self) -> ClinicDetails | None:
        """With logo, site, `notices` and the words of the language in one query; None unless there is one clinic."""
        showing = UrgentNotice.objects.showing().values(said=JSONObject(**{name: name for name in NOTICE}))
        found = ClinicDetails.objects.select_related("logo", "site__root_page").annotate(notices=ArraySubquery(showing))
        known = list(found.annotate(said=ArraySubquery(self.words_of_details()))[:2])
        if len(known) != 1:
            return None
        said = {name: text for row in known[0].said for name, text in row.items() if text}
        return in_language(known[0], self.language, said)

    def keep_site(self, known: Sequence[ClinicDetails]) -> None:
        """Wagtail looks for the site on the request: where the details of one only are `known`, it finds it there."""
        if len(known) == 1:
            self.request._wagtail_site = known[0].site  # type: ignore[attr-defined]

    def words_of_details(self) -> QuerySet[Any, Any]:
        rows = DetailsWords.objects
        return rows.filter(details=OuterRef("pk"), language=self.language).values(
            said=JSONObject(**{name: name for name in WORDS})
        )

    @property
    def notices(self) -> list[Shown]:
        """The urgent notices of this moment in the language, else in the first; the one that began last first."""
        known = getattr(self.details, "notices", None)
        if known is None:
            known = UrgentNotice.objects.showing().values(*NOTICE)
        return [shown_in(self.language, **notice) for notice in known]

    @cached_property
    def site(self) -> Site:
        return Site.find_for_request(self.request) if self.details is None else self.details.site

    def absolute(self, url: str) -> str:
        """In full, for readers elsewhere."""
        return url if "://" in url else self.site.root_url + url

    @property
    def is_first_language(self) -> bool:
        return self.language == settings.LANGUAGE_CODE

    @cached_property
    def home(self) -> Page:
        """The home page of the language; that of the first language where it has none that visitors may read."""
        first = self.site.root_page
        if self.is_first_language:
            return first
        own = Page.objects.filter(translation_key=first.translation_key, locale__language_code=self.language)
        return for_visitors(own.select_related("locale")).first() or first

    def chosen(self, ids: Iterable[int]) -> list[Page]:
        """Pages that staff chose by `ids`, in that order, without those visitors may not read.

        Each in the language of the address where it is there; else as it was chosen. One chosen in two languages
        shows once.
        """
        self.ask(ids)
        found = {page.pk: page for pk in ids if (page := self.found.get(pk))}
        here = by_key(found.values(), self.language)
        return [page for page in found.values() if here.get(page.translation_key, page) == page]

    def ask(self, ids: Iterable[int]) -> None:
        """Look these pages up, and with the first of them all that the frame names: ask for many at once."""
        wanted = {*ids, *self.details.legal_ids, self.details.urgent_page_id or 0} - self.asked
        first = not self.asked
        if first or wanted:
            named = Q(pk__in=wanted) | self.in_menu | self.in_other_languages if first else Q(pk__in=wanted)
            if not self.is_first_language:
                named |= self.translated(wanted)
            self.take_in(until_it_changes(self.request, "pages to name", pages_to_name).filter(named))
            self.asked |= {0, *wanted}

    def take_in(self, pages: Iterable[Page]) -> None:
        """Keep what was found: under its id, in the language of the address where that is not the first."""
        found = list(pages)
        here = {} if self.is_first_language else by_key(found, self.language)
        self.found |= {page.pk: here.get(page.translation_key, page) for page in found}
        for code in {code for code, _ in settings.LANGUAGES} - {self.language}:
            self.elsewhere.setdefault(code, {}).update(by_key(found, code))

    def translated(self, ids: Iterable[int]) -> Q:
        """The pages with these ids in the language of the address."""
        keys = Page.objects.filter(pk__in=ids).values("translation_key")
        return Q(translation_key__in=keys, locale__language_code=self.language)

    @property
    def in_other_languages(self) -> Q:
        """The visited page, those above it and the home page in the other languages."""
        keys = {page.translation_key for page in [self.site.root_page, *self.way]}
        return Q(translation_key__in=keys) & ~Q(locale__language_code=self.language)

    @property
    def in_menu(self) -> Q:
        return Q(path__startswith=self.home.path, depth=self.home.depth + 1, show_in_menus=True)

    @property
    def menu(self) -> list[Page]:
        """Pages under home that are marked for it."""
        self.ask([])
        below = {page.pk: page for page in self.found.values() if page.show_in_menus and page.is_child_of(self.home)}
        return sorted(below.values(), key=lambda page: page.path)

    @cached_property
    def other_languages(self) -> list[OtherLanguage]:
        """Where a reader of another language goes on; empty where the site has one language only."""
        self.ask([])
        return other_languages(self)

    @property
    def legal_pages(self) -> list[Page]:
        """The pages named at the foot, always in the same order."""
        return self.chosen(self.details.legal_ids)

    @property
    def urgent_page(self) -> Page | None:
        """The page on urgent help, where it is chosen and visitors may read it."""
        return next(iter(self.chosen([self.details.urgent_page_id or 0])), None)


def by_key(pages: Iterable[Page], code: str) -> dict[Any, Page]:
    """Those of `pages` in the language `code`, by what they share with their translations."""
    return {page.translation_key: page for page in pages if page.locale.language_code == code}


def pages_to_name() -> PageQuerySet:
    """Those that visitors may read, with their `summary`."""
    return for_visitors(Page.objects.order_by("path")).annotate(summary=summary()).select_related("locale")


@cache
def summary() -> Coalesce:
    """The line that a type of page may have under this name, to be shown wherever the page is linked; else empty."""
    types = [model._meta for model in get_page_models()]
    having = [kind for kind in types if any(field.name == "summary" for field in kind.local_fields)]
    return Coalesce(*[F(f"{kind.model_name}__summary") for kind in having], Value(""), Value(""))
