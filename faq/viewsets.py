"""Topics, references, subjects and glossary in the admin: lists, forms and choosers."""

from typing import Any

from wagtail.admin.views.generic.chooser import ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from clinic.content.viewsets import OptimisticLockEditView
from faq.models import GlossaryTerm, Reference, Subject, TopicPage


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
    edit_view_class = OptimisticLockEditView
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


class GlossaryTermViewSet(SnippetViewSet):
    model = GlossaryTerm
    edit_view_class = OptimisticLockEditView
    icon = "openquote"
    menu_label = "Glossary"
    menu_order = 215
    add_to_admin_menu = True
    list_display = ["word", "stands_for", "meaning"]
    list_export = ["word", "stands_for", "meaning", "also_called", "say_it"]


class GlossaryTermChosen(ChosenView):
    """Tells the editor the word to put in where nothing is selected."""

    def get_chosen_response_data(self, item: GlossaryTerm) -> dict[str, Any]:
        return super().get_chosen_response_data(item) | {"text": item.word}


class GlossaryTermChooser(ChooserViewSet):
    """Chooses the entry that explains a word in rich text."""

    model = GlossaryTerm
    chosen_view_class = GlossaryTermChosen
    icon = "openquote"
    choose_one_text = "Choose a word of the glossary"
    register_widget = False


topic_listing = TopicListing("topics")
glossary_chooser = GlossaryTermChooser("glossary_chooser")
