"""Scripts of the editor, and what becomes of drafts in the history."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from clinic.people.log_actions import named

ACTIONS = {
    "clinic.kept_aside": ("Keep a draft aside", "Draft kept aside: a newer one was there first"),
    "clinic.merged": ("Put two drafts together", "Two drafts put together"),
}

hooks.register("register_log_actions", named(ACTIONS))


@hooks.register("insert_editor_js")
def keep_last_words():
    return format_html('<script src="{}"></script>', static("clinic/js/keep-last-words.js"))


@hooks.register("insert_editor_js")
def newer_version():
    return format_html('<script src="{}"></script>', static("clinic/js/newer-version.js"))
