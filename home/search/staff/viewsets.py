"""Synonyms, pins and cards in the admin."""

from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.models import PinnedAnswer, SearchCard, Synonym


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "link"
    menu_label = "Synonyms"
    list_display = ["__str__", "language", "ways", "note"]
    list_filter = ["language", "ways"]
    search_fields = ["typed", "meaning", "note"]


class PinnedAnswerViewSet(SnippetViewSet):
    model = PinnedAnswer
    icon = "pin"
    menu_label = "Pinned answers"
    list_display = ["typed", "page", "question", "language"]
    list_filter = ["language"]


class SearchCardViewSet(SnippetViewSet):
    model = SearchCard
    icon = "warning"
    menu_label = "Help cards"
    list_display = ["name", "level", "language", "is_on"]
    list_filter = ["level", "language", "is_on"]


class SearchGroup(SnippetViewSetGroup):
    """All that staff keep for search, under one entry of the menu."""

    menu_label = "Search words"
    menu_icon = "search"
    menu_order = 225
    items = (SynonymViewSet, PinnedAnswerViewSet, SearchCardViewSet)
