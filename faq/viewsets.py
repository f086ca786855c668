"""References, subjects and glossary in the admin: lists, forms and choosers."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.admin.views.generic.chooser import ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from clinic.checks.findings import Finding, Place
from clinic.checks.findings_panel import FindingsSidePanel
from clinic.checks.lookups import CheckLookups
from clinic.content.viewsets import (
    AlphabeticalIndexView,
    ClinicSnippetViewSet,
    SharedTextChooseResultsView,
    SharedTextChooseView,
    SharedTextEditView,
    SharedTextIndexView,
    SharedTextViewSet,
)
from clinic.content.yes_no_column import YesNoColumn
from faq.finding_references import references_found
from faq.glossary.claims import claims_of_entry
from faq.models import GlossaryTerm, Reference, Subject
from faq.reference_chooser import ReferenceChooser

# Twins in two languages often have the same name: which is which stands beside it, on a phone too.
LANGUAGE = LocaleColumn(label="Language", sort_key=None)


class ReferenceIndexView(SharedTextIndexView):
    def search_queryset(self, queryset: QuerySet[Reference]) -> QuerySet[Reference]:
        return references_found(self.search_query, queryset) if self.is_searching else queryset


class ReferenceViewSet(SharedTextViewSet):
    model = Reference
    index_view_class = ReferenceIndexView
    chooser_viewset_class = ReferenceChooser
    icon = "doc-full-inverse"
    menu_label = "References"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["authors", LANGUAGE, "title", "year", "design", "checked_on", YesNoColumn("retracted", "Withdrawn")]
    list_filter = ["design", "seen", "retracted", "year"]
    list_export = ["authors", "title", "journal", "year", "doi", "pmid", "design", "counted", "checked_on", "retracted"]


class SubjectViewSet(ClinicSnippetViewSet):
    model = Subject
    index_view_class = AlphabeticalIndexView
    icon = "folder-open-inverse"
    menu_label = "Subjects"
    menu_order = 230
    add_to_admin_menu = True
    list_display = ["name", "description", "sort_order"]


class GlossaryEditView(SharedTextEditView):
    """With what the checks say of the entry beside it: pages that show it say no more than that there is something."""

    def get_side_panels(self) -> MediaContainer:
        panels: MediaContainer = super().get_side_panels()
        panels.append(FindingsSidePanel(self.object, self.request, claims_of_its_own))
        return panels


def claims_of_its_own(term: GlossaryTerm) -> list[Finding]:
    """As they are shown at the entry itself: not a shared text there, and at its field."""
    found = claims_of_entry(term.pk, term.word, term.meaning, CheckLookups())
    return [replace(finding, shared="", place=Place("Meaning", "#id_meaning")) for finding in found]


class GlossaryTermViewSet(SharedTextViewSet):
    model = GlossaryTerm
    edit_view_class = GlossaryEditView
    icon = "openquote"
    menu_label = "Glossary"
    menu_order = 215
    add_to_admin_menu = True
    list_display = ["word", LANGUAGE, "stands_for", "meaning"]
    list_export = ["word", "stands_for", "meaning", "also_called", "say_it"]


class GlossaryTermChosen(ChosenView):
    """Tells the editor the word to put in where nothing is selected."""

    def get_chosen_response_data(self, item: GlossaryTerm) -> dict[str, Any]:
        return super().get_chosen_response_data(item) | {"text": item.word}


class GlossaryTermChooser(ChooserViewSet):
    """Chooses the entry that explains a word in rich text."""

    model = GlossaryTerm
    choose_view_class = SharedTextChooseView
    choose_results_view_class = SharedTextChooseResultsView
    chosen_view_class = GlossaryTermChosen
    icon = "openquote"
    choose_one_text = "Choose a word of the glossary"
    register_widget = False

    def get_urlpatterns(self) -> list[URLPattern]:
        """No address to make a word here: without a form for it Wagtail's own view fails."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


glossary_chooser = GlossaryTermChooser("glossary_chooser")
