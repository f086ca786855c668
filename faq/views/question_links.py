"""Choosing what a link leads to: a topic, then one of its questions. Stands beside Wagtail's kinds of links."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve
from django.views.generic import View
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.chooser import shared_context
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from clinic.pages.models import Bin
from faq.models import TopicPage

MOST = 20


class QuestionLinkView(View):
    """`q` narrows the topics; `topic` shows the questions of one; with `question` the link is made."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.GET.get("topic", "").isdecimal():
            return self.topics()
        topic = get_object_or_404(self.all_topics, pk=request.GET["topic"])
        questions = topic.words_so_far.places
        place = request.GET.get("question", "")
        if place in questions:
            return self.chosen(topic, place, questions[place])
        return self.shown({"topic": topic, "questions": questions.items()})

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.topics()

    @property
    def all_topics(self) -> PageQuerySet:
        """Those this person finds in the admin."""
        seen = page_permission_policy.explorable_instances(self.request.user)
        return Bin.leave_out(TopicPage.objects.filter(pk__in=seen.values("pk")))

    def topics(self) -> HttpResponse:
        asked, locale = self.request.POST.get("q", "").strip(), self.locale
        topics = self.all_topics.filter(locale=locale) if locale else self.all_topics
        found = topics.search(asked)[:MOST] if asked else topics.order_by("-latest_revision_created_at")[:MOST]
        locales = Locale.objects.all() if Locale.objects.count() > 1 else []
        return self.shown({"topics": list(found), "q": asked, "locale": locale, "locales": locales})

    @property
    def locale(self) -> Locale | None:
        """The language chosen, else that of the page in whose form the link is made."""
        if chosen := Locale.objects.filter(language_code=self.request.GET.get("locale", "")).first():
            return chosen
        page = Page.objects.select_related("locale").filter(pk=self.page_being_written).first()
        return page.locale if page else None

    @property
    def page_being_written(self) -> int | None:
        """The id of the page that the browser says it comes from, or of the one a new page will stand below."""
        try:
            came_from = resolve(urlsplit(self.request.headers.get("Referer", "")).path).kwargs
        except (Resolver404, ValueError):
            return None
        return came_from.get("page_id") or came_from.get("parent_page_id")

    def shown(self, context: dict[str, Any]) -> HttpResponse:
        context = shared_context(self.request, context)
        return render_modal_workflow(
            self.request, "faq/choose_question.html", None, context, json_data={"step": "anchor_link"}
        )

    def chosen(self, topic: TopicPage, place: str, wording: str) -> HttpResponse:
        parent = topic.get_parent()
        result = {
            "id": topic.pk,
            "parentId": parent.pk,
            "url": f"{topic.url}#{place}",
            "title": wording,
            "prefer_this_title_as_link_text": False,
        }
        return render_modal_workflow(
            self.request, None, None, None, json_data={"step": "external_link_chosen", "result": result}
        )
