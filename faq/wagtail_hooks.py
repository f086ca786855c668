"""What the library adds to the admin and to the rich text editor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from clinic.people.names_of_acts import named
from faq.glossary.rich_text_features import glossary_term
from faq.imported_sources import IMPORTED
from faq.models import TopicPage
from faq.topic_listing import TopicListing, topic_listing
from faq.views.choosing_kinds import ChoosingKindsView
from faq.views.glossary import keep_used_terms, words_to_offer
from faq.views.importing import ImportMenuItem, PreviewView, UploadView
from faq.views.pasting import clean_paste
from faq.views.question_links import QuestionLinkView
from faq.viewsets import (
    GlossaryTermChooser,
    GlossaryTermViewSet,
    ReferenceViewSet,
    SubjectViewSet,
    glossary_chooser,
)

register_snippet(ReferenceViewSet)
register_snippet(GlossaryTermViewSet)
register_snippet(SubjectViewSet)
hooks.register("before_delete_snippet", keep_used_terms)
hooks.register("register_rich_text_features", glossary_term)
hooks.register("register_log_actions", named({IMPORTED: ("Import a document", "Imported from a document")}))


@hooks.register("after_edit_page", order=100)
@hooks.register("after_create_page", order=100)
def back_to_the_topics(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Whoever has sent a topic sees it in the list they came from, which says how it stands."""
    sent = "action-submit" in request.POST and isinstance(page, TopicPage) and not request.POST.get("next")
    return redirect(topic_listing.get_url_name("index")) if sent else None


@hooks.register("register_admin_viewset")
def register_topics() -> TopicListing:
    return topic_listing


@hooks.register("register_admin_urls")
def register_import() -> list[URLPattern]:
    return [
        path("import/", UploadView.as_view(), name="import_topic"),
        path("import/<str:token>/", PreviewView.as_view(), name="import_topic_preview"),
    ]


@hooks.register("register_admin_urls")
def register_choosing_kinds() -> list[URLPattern]:
    return [path("pages/<int:page_id>/kinds/", ChoosingKindsView.as_view(), name="choose_kinds")]


@hooks.register("register_admin_urls")
def register_clean_paste() -> list[URLPattern]:
    return [path("paste/", clean_paste, name="clean_paste")]


@hooks.register("register_admin_urls")
def register_question_links() -> list[URLPattern]:
    return [path("choose-question/", QuestionLinkView.as_view(), name="choose_question")]


@hooks.register("insert_editor_js")
def paste_js() -> SafeString:
    return format_html(
        '<link rel="stylesheet" href="{}"><script src="{}" data-address="{}"></script>',
        static("faq/paste.css"),
        static("faq/paste.js"),
        reverse("clean_paste"),
    )


@hooks.register("register_admin_menu_item")
def register_import_menu_item() -> ImportMenuItem:
    return ImportMenuItem("Import a document", reverse("import_topic"), icon_name="upload", order=30)


@hooks.register("register_admin_viewset")
def register_glossary_chooser() -> GlossaryTermChooser:
    return glossary_chooser


@hooks.register("register_admin_urls")
def register_words_to_offer() -> list[URLPattern]:
    return [path("glossary/words/", words_to_offer, name="words_to_offer")]


@hooks.register("insert_editor_js")
def where_words_to_offer_are() -> SafeString:
    return format_html('<template id="glossary-words" data-address="{}"></template>', reverse("words_to_offer"))
