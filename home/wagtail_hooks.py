"""The board, the dashboard and the search words in the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.snippets.models import register_snippet

from clinic.people.menu import PageWorkItem
from clinic.people.names_of_acts import named
from home.admin_menu import grouped
from home.board.views import board
from home.board.work_list import WorkPanel
from home.dashboard import FirstSteps
from home.demo_loading.provenance import DEMO_ACTIONS
from home.search.help_cards.tester import try_help_cards
from home.search.staff.views import suggestion_done, try_a_query, what_patients_search
from home.search.staff.viewsets import SearchGroup

register_snippet(SearchGroup)
hooks.register("construct_main_menu", grouped)
hooks.register("register_log_actions", named(DEMO_ACTIONS))


@hooks.register("construct_homepage_panels")
def work_first(request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's own lists of what is in moderation say less, and lead past our screens."""
    told = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
    panels[:] = [WorkPanel(), FirstSteps(), *(panel for panel in panels if not isinstance(panel, told))]


@hooks.register("construct_homepage_summary_items")
def no_counts(request: HttpRequest, items: list[Any]) -> None:
    """How many pages and pictures there are helps nobody to work."""
    items.clear()


@hooks.register("register_admin_urls")
def board_urls() -> list[URLPattern]:
    return [
        path("board/", board, name="publishing_board"),
        path("search-words/try/", try_a_query, name="try_a_query"),
        path("search-words/cards/", try_help_cards, name="try_help_cards"),
        path("search-words/counts/", what_patients_search, name="what_patients_search"),
        path("search-words/suggestions/<int:pk>/done/", suggestion_done, name="suggestion_done"),
    ]


@hooks.register("register_admin_menu_item")
def board_item() -> MenuItem:
    return PageWorkItem("Publishing board", reverse("publishing_board"), icon_name="calendar-check", order=10)
