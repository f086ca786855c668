"""Wagtail's own ways to publish lead to our screens, and our acts have names in the history."""

from typing import Any

from django.urls import include, path
from wagtail import hooks

from clinic.people.names_of_acts import named
from clinic.staff.publishing.action_menu import arrange, decide_on_our_screen
from clinic.staff.publishing.bulk_publish import PublishBulkAction

ACTIONS = {
    "clinic.emergency_publish": ("Publish unchecked", "Published unchecked"),
    "clinic.meaning_said": ("Say what a change means", "Said whether the change is one of meaning"),
    "clinic.number_changed": ("Change a number that pages tell", "Number changed on all pages that tell it"),
    "clinic.word_confirmed": ("Stand by words that nobody signs", "Stood by"),
    "clinic.word_disowned": ("Not stand by words that nobody signs", "Not stood by"),
    "clinic.file_given": ("Give a file or say what it shows", "File given, or told what it shows"),
    "clinic.words_changed": ("Change words that nobody signs", "Words changed that nobody signs"),
}

hooks.register("register_log_actions", named(ACTIONS))
# After Wagtail's own, which it takes the place of.
hooks.register("register_bulk_action", PublishBulkAction, order=1)
hooks.register("construct_page_action_menu", arrange)
hooks.register("before_publish_page", decide_on_our_screen)


@hooks.register("register_admin_urls")
def publishing_urls() -> list[Any]:
    return [path("", include("clinic.staff.publishing.urls"))]
