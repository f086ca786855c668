"""The read-only JSON of topics and services: Wagtail's API v2 with two endpoints and nothing else (docs/api.md)."""

from collections.abc import Collection, Sequence, Set
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.utils.translation import get_language
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.models import Page
from wagtail.query import PageQuerySet

from clinic.content.alphabet import in_order
from clinic.content.language.plain_words import words_in
from clinic.site.visibility import for_visitors
from clinic.website.floods import too_fast
from faq.models import Subject, TopicPage
from home.models import ServicePage
from home.search.finding import help_card_for
from home.search.help_cards.shown import ShownCard, shown_card
from home.search.language.words import tidy
from home.serializers import PageSerializer, ServiceSerializer, TopicSerializer

ORDERS = {"title": in_order().asc(), "-title": in_order().desc(), "id": "id", "-id": "-id"}
OPERATORS = ("and", "or")
FARTHEST = 100_000
# Wagtail's own search takes longer with every word.
MOST_WORDS = 16
OF_LISTINGS = {"limit", "offset", "fields", "order", "search", "search_operator", "language"}


class AlwaysJson(BaseContentNegotiation):
    """Whatever a program says that it accepts, there is JSON and nothing else."""

    def select_parser(self, request: Request, parsers: Sequence[BaseParser]) -> BaseParser:
        return parsers[0]

    def select_renderer(
        self, request: Request, renderers: Sequence[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class NotTooFar(WagtailPagination):
    """Postgres cannot count to what somebody may write into an address."""

    def paginate_queryset(self, queryset: PageQuerySet, request: Request, view: Any = None) -> PageQuerySet:
        found = super().paginate_queryset(queryset, request, view)
        if int(request.GET.get("offset", 0)) > FARTHEST:
            raise BadRequestError(f"offset cannot be higher than {FARTHEST}")
        return found


class PublicPages(BaseAPIViewSet):
    """Live, public pages of one type. Everything said of them is in home.serializers, on every Wagtail alike."""

    http_method_names = ["get", "head", "options"]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = AlwaysJson
    authentication_classes = permission_classes = ()
    pagination_class = NotTooFar
    own_parameters: frozenset[str] = frozenset()
    model: type[Page]
    said_by: type[PageSerializer]
    # Relations that are told with each page.
    beside: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [found for found in super().get_urlpatterns() if found.name in ("listing", "detail")]

    def get_queryset(self) -> PageQuerySet:
        # A subquery, because the search engine knows no joins.
        public = for_visitors(self.model.objects.filter(**self.wanted())).values("pk")
        return (
            self.model.objects.filter(pk__in=public)
            .select_related("locale", *self.beside)
            .prefetch_related(*self.besides)
        )

    def wanted(self) -> dict[str, str]:
        """Conditions from the address."""
        language = self.request.GET.get("language")
        return {} if language is None else {"locale__language_code": language}

    def listing_view(self, request: Request) -> HttpResponse:
        self.check(OF_LISTINGS | self.own_parameters)
        if "search" in request.GET and (wait := too_fast(request)):
            return wait
        card = self.help_card(request) if "search" in request.GET else None
        found = self.get_queryset().none() if card and card.stands_alone else self.sorted_or_found(self.get_queryset())
        pages = list(self.paginate_queryset(found))
        answer = self.get_paginated_response(self.said_by.all(pages, request, full=request.GET.get("fields") == "*"))
        if "search" in request.GET:
            answer.data["meta"]["card"] = card.for_programs() if card else None
            # What somebody searches for is nobody else's: no cache on the way keeps it.
            answer["Cache-Control"] = "no-store"
        return answer

    def help_card(self, request: Request) -> ShownCard | None:
        """Whom to call, where the words call for it: shown first, in a plain crisis alone, as on the page."""
        asked = request.GET
        return shown_card(help_card_for(asked["search"], asked.get("language", get_language())), request)

    def detail_view(self, request: Request, pk: int) -> Response:
        self.check(set())
        page = self.get_queryset().filter(pk=pk).first()
        if page is None:
            raise Http404("not found")
        return Response(self.said_by.all([page], request, full=True)[0])

    def check(self, parameters: Set[str]) -> None:
        """BadRequestError for a parameter that nobody would answer."""
        asked = self.request.GET
        if unknown := sorted(set(asked) - parameters):
            raise BadRequestError(f"unknown parameter: {', '.join(unknown)}")
        if twice := [name for name, values in asked.lists() if len(values) > 1]:
            raise BadRequestError(f"given more than once: {', '.join(twice)}")
        for name, allowed in self.known().items():
            if name in asked and asked[name] not in allowed:
                raise BadRequestError(f"{name} can be {' or '.join(allowed)}")
        if "search_operator" in asked and "search" not in asked:
            raise BadRequestError("search_operator needs search")

    def known(self) -> dict[str, Collection[str]]:
        """`{parameter: its values}`, of those that have a list of values."""
        return {"order": ORDERS, "search_operator": OPERATORS, "fields": ("*",), "language": dict(settings.LANGUAGES)}

    def sorted_or_found(self, pages: PageQuerySet) -> PageQuerySet:
        """By title, or by how well they match what is searched for, unless the address asks otherwise."""
        asked = self.request.GET
        in_order = pages.order_by(ORDERS[asked.get("order", "title")], "id")
        if "search" not in asked:
            return in_order
        words = " ".join(words_in(tidy(asked["search"]), MOST_WORDS))
        if not words:
            return pages.none()
        found = pages.search(words, operator=asked.get("search_operator", "and"))
        # The search engine sorts by columns only.
        return in_order.filter(pk__in=[page.pk for page in found]) if "order" in asked else found


class Topics(PublicPages):
    model = TopicPage
    said_by = TopicSerializer
    beside = ("subject",)
    besides = ("bylines",)
    own_parameters = frozenset({"subject"})

    def wanted(self) -> dict[str, str]:
        subject = self.request.GET.get("subject")
        return super().wanted() | ({} if subject is None else {"subject__slug": subject})

    def known(self) -> dict[str, Collection[str]]:
        if "subject" not in self.request.GET:
            return super().known()
        return super().known() | {"subject": sorted(set(Subject.objects.values_list("slug", flat=True)))}


class Services(PublicPages):
    model = ServicePage
    said_by = ServiceSerializer


api = WagtailAPIRouter("api")
api.register_endpoint("topics", Topics)
api.register_endpoint("services", Services)
