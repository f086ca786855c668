from django.urls import path, reverse
from wagtail import hooks

from clinic.claims_report import ReportItem
from home.board.screens import board
from home.dashboard import FirstSteps, MyUnfinished


@hooks.register("construct_homepage_panels")
def tasks_first(request, panels):
    panels[:0] = [FirstSteps(), MyUnfinished()]


@hooks.register("construct_homepage_summary_items")
def no_counts(request, items):
    """How many pages and pictures there are helps nobody to work."""
    items.clear()


@hooks.register("register_admin_urls")
def board_urls():
    return [path("board/", board, name="publishing_board")]


@hooks.register("register_admin_menu_item")
def board_item():
    return ReportItem("Publishing board", reverse("publishing_board"), icon_name="calendar-check", order=150)
