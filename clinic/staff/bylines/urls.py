"""Addresses of the names under pages, and of the clinicians for whom one vouches."""

from django.urls import path

from clinic.staff.bylines import views, vouching

urlpatterns = [
    path("bylines/", views.own_bylines, name="clinic_bylines"),
    path("bylines/<int:byline_id>/", views.answer, name="clinic_byline_answer"),
    path("vouching/", vouching.own_clinicians, name="clinic_vouching"),
    path("vouching/<int:clinician_id>/", vouching.answer, name="clinic_vouching_answer"),
]
