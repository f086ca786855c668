"""The list of topics: on which shelf each stands, who looks after it, and how it stands."""

from typing import Any
from urllib.parse import urldefrag

import django_filters
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from clinic.content.alphabet import as_people_sort
from clinic.links.inside import own_page
from clinic.people.models import User
from clinic.review.cycle import responsible_for
from clinic.staff.listings import best_first, found_by
from clinic.staff.stages import in_words
from faq.models import FaqIndexPage, Subject, TopicPage


class StageColumn(Column):
    """How the topic stands: TopicIndex puts it there, for all rows at once."""

    cell_template_name = "clinic/listings/stage_cell.html"


def owners(request: HttpRequest) -> QuerySet[User]:
    named = TopicPage.objects.order_by().annotate(person=Coalesce("responsible", "owner")).values("person")
    return User.objects.filter(pk__in=named).order_by("public_name")


class TopicFilter(WagtailFilterSet):
    stage = django_filters.ChoiceFilter(label="How it stands", choices=in_words.CHOICES, method="at_stage")
    subject = django_filters.ModelChoiceFilter(label="Subject", queryset=Subject.objects.all())
    person = django_filters.ModelChoiceFilter(label="Page owner", queryset=owners, method="looked_after_by")

    class Meta:
        model = TopicPage
        fields: list[str] = []

    def at_stage(self, topics: QuerySet[TopicPage], name: str, key: str) -> Any:
        return in_words.narrowed(topics, key)

    def looked_after_by(self, topics: QuerySet[TopicPage], name: str, person: User) -> QuerySet[TopicPage]:
        return topics.filter(Q(responsible=person) | Q(responsible=None, owner=person))


def add_topic_url(user: User) -> str:
    """Where this person begins a topic; empty where they may not. Those in other languages are begun from one."""
    faq = FaqIndexPage.objects.first()
    if faq is None or not faq.permissions_for_user(user).can_add_subpage():
        return ""
    return reverse("wagtailadmin_pages:add", args=["faq", "topicpage", faq.pk])


class TopicIndex(IndexView):
    """Every topic in one list, with a fixed number of queries however many there are."""

    sorted_by_the_database = {"subject": "subject__name", "person": "person_name", "stage": "stage_place"}

    def get_add_url(self) -> str:
        """The form itself: Wagtail asks first below which page of which language."""
        return add_topic_url(self.request.user)

    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages).prefetch_related("subject", "responsible", "owner")

    def order_queryset(self, queryset: Any) -> Any:
        column = self.sorted_by_the_database.get(self.ordering and self.ordering.removeprefix("-"))
        if not column:
            return as_people_sort(super().order_queryset(queryset))
        queryset = queryset.annotate(person_name=Coalesce("responsible__public_name", "owner__public_name"))
        if column == "stage_place":
            queryset = queryset.annotate(stage_place=in_words.stage_number())
        return as_people_sort(queryset.order_by("-" * self.ordering.startswith("-") + column, "title", "pk"))

    def search_queryset(self, queryset: Any) -> Any:
        """By title and by the text, titles first; by an address that was pasted from the site."""
        if not self.is_searching:
            return queryset
        if self.search_query.startswith(("/", "http")):
            address = urldefrag(self.search_query).url.partition("?")[0]
            _, page = own_page(f"{address.rstrip('/')}/")
            return queryset.filter(pk=page and page.pk)
        found = found_by(self.search_query, TopicPage.objects.all())
        queryset = queryset.filter(pk__in=found)
        return queryset if self.is_explicitly_ordered else best_first(queryset, found)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        shown = list(context["object_list"])
        stages = in_words.stages_of(shown)
        for topic in shown:
            topic.stages = stages[topic.pk]
        return context


class TopicListing(PageListingViewSet):
    """All topics in one flat list, with the way to add one."""

    model = TopicPage
    icon = "help"
    menu_label = "Topics"
    menu_order = 20
    add_to_admin_menu = True
    index_view_class = TopicIndex
    filterset_class = TopicFilter
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        StageColumn("stages", label="How it stands", sort_key="stage", width="30%"),
        Column("subject", label="Subject", sort_key="subject"),
        Column("person", label="Page owner", accessor=responsible_for, sort_key="person"),
        DateColumn("latest_revision_created_at", label="Updated", sort_key="latest_revision_created_at"),
        PageStatusColumn("status", label="Status", sort_key="live"),
    ]


topic_listing = TopicListing("topics")
