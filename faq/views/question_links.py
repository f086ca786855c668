"""Choosing what a link leads to: a topic, then one of its questions. Stands beside Wagtail's kinds of links."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.chooser import shared_context
from wagtail.models import Locale
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
        words = topic if topic.live else topic.get_latest_revision_as_object()
        questions = [(child.id[:8], child.value["question"]) for child in words.asked if child.id]
        chosen = [wording for place, wording in questions if place == request.GET.get("question")]
        if chosen:
            return self.chosen(topic, request.GET["question"], chosen[0])
        return self.shown({"topic": topic, "questions": questions})

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.topics()

    @property
    def all_topics(self) -> PageQuerySet:
        """Those this person finds in the admin."""
        seen = page_permission_policy.explorable_instances(self.request.user)
        return Bin.leave_out(TopicPage.objects.filter(pk__in=seen.values("pk")))

    def topics(self) -> HttpResponse:
        asked = self.request.POST.get("q", "").strip()
        language = self.request.GET.get("locale", "")
        locale = Locale.objects.filter(language_code=language).first()
        topics = self.all_topics.filter(locale=locale) if locale else self.all_topics
        found = topics.search(asked)[:MOST] if asked else topics.order_by("-latest_revision_created_at")[:MOST]
        return self.shown({"topics": list(found), "q": asked})

    def shown(self, context: dict[str, Any]) -> HttpResponse:
        context = shared_context(self.request, context)
        return render_modal_workflow(
            self.request, "clinic/choose_question.html", None, context, json_data={"step": "anchor_link"}
        )

    def chosen(self, topic: TopicPage, place: str, wording: str) -> HttpResponse:
        parent = topic.get_parent()
        result = {
            "id": topic.pk,
            "parentId": parent.pk,
            "url": f"{topic.url}#q-{place}",
            "title": wording,
            "prefer_this_title_as_link_text": False,
        }
        return render_modal_workflow(
            self.request, None, None, None, json_data={"step": "external_link_chosen", "result": result}
        )
