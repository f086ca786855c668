"""Addresses of the names under pages."""

from django.urls import path

from clinic.staff.bylines import views

urlpatterns = [
    path("bylines/", views.own_bylines, name="clinic_bylines"),
    path("bylines/<int:byline_id>/", views.answer, name="clinic_byline_answer"),
]
