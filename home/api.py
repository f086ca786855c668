"""The read-only JSON of topics and services: Wagtail's API v2 with two endpoints and nothing else (docs/api.md)."""

from collections.abc import Sequence, Set
from typing import Any

from django.http import Http404
from django.urls import URLPattern
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

from clinic.site.visibility import for_visitors
from faq.models import TopicPage
from home.models import ServicePage
from home.search.language.words import tidy, words_in
from home.serializers import PageSerializer, ServiceSerializer, TopicSerializer

ORDERS = ("title", "-title", "id", "-id")
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

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [found for found in super().get_urlpatterns() if found.name in ("listing", "detail")]

    def get_queryset(self) -> PageQuerySet:
        # A subquery, because the search engine knows no joins.
        public = for_visitors(self.model.objects.filter(**self.wanted())).values("pk")
        return self.model.objects.filter(pk__in=public).select_related("locale", *self.beside)

    def wanted(self) -> dict[str, str]:
        """Conditions from the address."""
        language = self.request.GET.get("language")
        return {"locale__language_code": language} if language else {}

    def listing_view(self, request: Request) -> Response:
        self.check(OF_LISTINGS | self.own_parameters)
        pages = list(self.paginate_queryset(self.sorted_or_found(self.get_queryset())))
        return self.get_paginated_response(self.said_by.all(pages, request, full=request.GET.get("fields") == "*"))

    def detail_view(self, request: Request, pk: int) -> Response:
        self.check(set())
        page = self.get_queryset().filter(pk=pk).first()
        if page is None:
            raise Http404("not found")
        return Response(self.said_by.all([page], request, full=True)[0])

    def check(self, known: Set[str]) -> None:
        """BadRequestError for a parameter that nobody would answer."""
        asked = self.request.GET
        unknown = sorted(set(asked) - known)
        if unknown:
            raise BadRequestError(f"unknown parameter: {', '.join(unknown)}")
        for name, allowed in (("order", ORDERS), ("search_operator", OPERATORS), ("fields", ("*",))):
            if name in asked and asked[name] not in allowed:
                raise BadRequestError(f"{name} can be {' or '.join(allowed)}")
        if "search_operator" in asked and "search" not in asked:
            raise BadRequestError("search_operator needs search")

    def sorted_or_found(self, pages: PageQuerySet) -> PageQuerySet:
        """By title, or by how well they match what is searched for, unless the address asks otherwise."""
        asked = self.request.GET
        pages = pages.order_by(asked.get("order", "title"))
        if "search" not in asked:
            return pages
        words = " ".join(words_in(tidy(asked["search"]), MOST_WORDS))
        found = pages.search(
            words, operator=asked.get("search_operator", "and"), order_by_relevance="order" not in asked
        )
        return found if words else pages.none()


class Topics(PublicPages):
    model = TopicPage
    said_by = TopicSerializer
    beside = ("subject", "author")
    own_parameters = frozenset({"subject"})

    def wanted(self) -> dict[str, str]:
        subject = self.request.GET.get("subject")
        return super().wanted() | ({"subject__slug": subject} if subject else {})


class Services(PublicPages):
    model = ServicePage
    said_by = ServiceSerializer


api = WagtailAPIRouter("api")
api.register_endpoint("topics", Topics)
api.register_endpoint("services", Services)
