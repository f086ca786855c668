from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from clinic.viewsets import FreshEditView
from faq.models import Reference, Subject, TopicPage


class TopicListing(PageListingViewSet):
    """All topics in one flat list, with the way to add one."""

    model = TopicPage
    icon = "help"
    menu_label = "Topics"
    menu_order = 100
    add_to_admin_menu = True
    list_filter = ["subject", "live", "author"]


class ReferenceViewSet(SnippetViewSet):
    model = Reference
    edit_view_class = FreshEditView
    icon = "doc-full-inverse"
    menu_label = "References"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["authors", "title", "year", "design", "checked_on", "retracted"]
    list_filter = ["design", "seen", "retracted", "year"]
    list_export = ["authors", "title", "journal", "year", "doi", "pmid", "design", "counted", "checked_on", "retracted"]


class SubjectViewSet(SnippetViewSet):
    model = Subject
    icon = "folder-open-inverse"
    menu_label = "Subjects"
    menu_order = 230
    add_to_admin_menu = True
    list_display = ["name", "description", "sort_order"]


topic_listing = TopicListing("topics")
