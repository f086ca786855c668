"""Translations: their addresses in the admin, and their acts in the history."""

from django.urls import URLPattern, path
from wagtail import hooks

from clinic.people.names_of_acts import named
from clinic.staff.translation import views

ACTIONS = {
    "clinic.translation_matches": ("Match a translation", "Said to say what the English page says"),
}

hooks.register("register_log_actions", named(ACTIONS))


@hooks.register("register_admin_urls")
def translation_urls() -> list[URLPattern]:
    return [
        path("translations/<int:page_id>/", views.translations, name="clinic_translations"),
        path("translations/<int:page_id>/source/", views.original, name="clinic_original"),
        path("translations/<int:page_id>/begin/<str:language>/", views.begin, name="clinic_translation_begin"),
        path("translations/<int:page_id>/matches/", views.matches, name="clinic_translation_matches"),
    ]
