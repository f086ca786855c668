from django.urls import path
from wagtail import hooks

from clinic.languages import screens


def urls():
    return [
        path("translations/<int:page_id>/", screens.translations, name="clinic_translations"),
        path("translations/<int:page_id>/begin/<str:language>/", screens.begin, name="clinic_translation_begin"),
        path("translations/<int:page_id>/matches/", screens.matches, name="clinic_translation_matches"),
    ]


def register():
    hooks.register("register_admin_urls", urls)
