"""Registers what the page editor does besides Wagtail."""

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks

from clinic.people.names_of_acts import named
from clinic.staff.editing.answering_remarks import answer, asked
from clinic.staff.editing.merge_view import two_versions
from clinic.staff.editing.own_saves import note_save
from clinic.staff.editing.review_notes import tell_what_stops, tell_who_is_next
from clinic.staff.editing.stale_saves import refuse_stale_save, tell_what_waits

ACTIONS = {
    "clinic.kept_aside": ("Keep a draft aside", "Draft kept aside: a newer one was there first"),
    "clinic.remark_answered": ("Answer a reviewer", "Answer given to a reviewer"),
    "clinic.kept_aside_taken": ("Take a draft kept aside", "Draft kept aside taken as the newest"),
}

hooks.register("register_log_actions", named(ACTIONS))
hooks.register("before_edit_page", tell_what_waits)
hooks.register("before_edit_page", refuse_stale_save)
hooks.register("after_edit_page", note_save)
for after in ("after_edit_page", "after_create_page"):
    hooks.register(after, tell_who_is_next)
    hooks.register(after, tell_what_stops)


@hooks.register("register_admin_urls")
def two_versions_url() -> list[URLPattern]:
    return [path("pages/two-versions/<int:pk>/", two_versions, name="clinic_two_versions")]


@hooks.register("register_admin_urls")
def asked_urls() -> list[URLPattern]:
    return [
        path("asked/", asked, name="clinic_asked"),
        path("asked/<int:remark_id>/answer/", answer, name="clinic_answer_remark"),
    ]


@hooks.register("insert_editor_js")
def scripts() -> SafeString:
    addresses = (
        (static(f"clinic/js/{name}.js"),)
        for name in (
            "autosize",
            "watch-edits",
            "letters",
            "locked-page",
            "keep-last-words",
            "newer-version",
            "errors-in-editor",
            "name-editors",
            "chooser-focus",
            "keyboard",
        )
    )
    asked_at = format_html(
        '<script src="{}" data-asked-at="{}"></script>', static("clinic/js/asked.js"), reverse("clinic_asked")
    )
    return format_html_join("", '<script src="{}"></script>', addresses) + asked_at


@hooks.register("insert_global_admin_js")
def scripts_of_every_form() -> SafeString:
    """Lead to the first error, and ask whoever leaves with words typed."""
    addresses = ((static(f"clinic/js/{name}.js"),) for name in ("first-error", "ask-before-leaving"))
    return format_html_join("", '<script src="{}"></script>', addresses)
