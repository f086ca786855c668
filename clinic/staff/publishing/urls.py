"""Addresses of publishing."""

from django.urls import path

from clinic.staff.publishing import views

urlpatterns = [
    path("publishing/<int:page_id>/", views.publish, name="clinic_publish"),
    path("publishing/<int:page_id>/unchecked/", views.emergency, name="clinic_emergency"),
]
