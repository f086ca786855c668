from django.urls import path
from wagtail import hooks

from clinic.staff.translation import views


@hooks.register("register_admin_urls")
def translation_urls():
    return [
        path("translations/<int:page_id>/", views.translations, name="clinic_translations"),
        path("translations/<int:page_id>/begin/<str:language>/", views.begin, name="clinic_translation_begin"),
        path("translations/<int:page_id>/matches/", views.matches, name="clinic_translation_matches"),
    ]
