"""Synonyms, pins, cards and medicines in the admin."""

from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from clinic.content.viewsets import AlphabeticalIndexView, ClinicSnippetViewSet
from clinic.people.menu import PageWorkItem
from home.models import Medicine, PinnedAnswer, SearchCard, Synonym


class SynonymViewSet(ClinicSnippetViewSet):
    model = Synonym
    index_view_class = AlphabeticalIndexView
    icon = "link"
    menu_label = "Synonyms"
    list_display = ["__str__", "language", "ways", "note"]
    list_filter = ["language", "ways"]
    search_fields = ["typed", "meaning", "note"]


class PinnedAnswerViewSet(ClinicSnippetViewSet):
    model = PinnedAnswer
    index_view_class = AlphabeticalIndexView
    icon = "pin"
    menu_label = "Pinned answers"
    list_display = ["typed", "page", "question", "language"]
    list_filter = ["language"]


class SearchCardViewSet(ClinicSnippetViewSet):
    model = SearchCard
    index_view_class = AlphabeticalIndexView
    icon = "warning"
    menu_label = "Help cards"
    list_display = ["name", "level", "language", "is_on"]
    list_filter = ["level", "language", "is_on"]


class MedicineViewSet(ClinicSnippetViewSet):
    model = Medicine
    index_view_class = AlphabeticalIndexView
    icon = "clipboard-list"
    menu_label = "Medicines"
    list_display = ["__str__", "group", "is_on"]
    list_filter = ["group", "is_on"]
    search_fields = ["names"]


class SearchGroup(SnippetViewSetGroup):
    """All that staff keep for search, and what they see of it, under one entry of the menu."""

    menu_label = "Search words"
    menu_icon = "search"
    menu_order = 225
    items = (SynonymViewSet, PinnedAnswerViewSet, SearchCardViewSet, MedicineViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        looking = {
            "What patients search for": "what_patients_search",
            "Why search finds what": "try_a_query",
            "Try the help cards": "try_help_cards",
        }
        return [
            *super().get_submenu_items(),
            *(PageWorkItem(label, reverse(name), icon_name="search", order=900) for label, name in looking.items()),
        ]
