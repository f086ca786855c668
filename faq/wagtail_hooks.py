from django.urls import path, reverse
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from faq.importing.drafting import BROUGHT_IN
from faq.views.importing import BringInMenuItem, PreviewView, UploadView
from faq.viewsets import ReferenceViewSet, SubjectViewSet, topic_listing

register_snippet(ReferenceViewSet)
register_snippet(SubjectViewSet)


@hooks.register("register_admin_viewset")
def register_topics():
    return topic_listing


@hooks.register("register_admin_urls")
def register_bringing_in():
    return [
        path("bring-in/", UploadView.as_view(), name="import_topic"),
        path("bring-in/<str:token>/", PreviewView.as_view(), name="import_topic_preview"),
    ]


@hooks.register("register_admin_menu_item")
def register_bringing_in_menu_item():
    return BringInMenuItem("Bring in a document", reverse("import_topic"), icon_name="upload", order=110)


@hooks.register("register_log_actions")
def register_brought_in(actions):
    actions.register_action(BROUGHT_IN, "Bring in a document", "Brought in from a document")
