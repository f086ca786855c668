"""Addresses of vouching for clinicians without an account."""

from django.urls import path

from clinic.staff.vouching import views

urlpatterns = [
    path("vouching/", views.own_clinicians, name="clinic_vouching"),
    path("vouching/<int:clinician_id>/", views.answer, name="clinic_vouching_answer"),
]
