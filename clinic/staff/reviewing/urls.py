"""Addresses of reviewing."""

from django.urls import path

from clinic.staff.reviewing import by_link, views

urlpatterns = [
    path("checking/<int:page_id>/", views.check, name="clinic_check"),
    path("checking/<int:page_id>/invite/", by_link.invite, name="clinic_invite"),
    path("checking/<int:page_id>/again/", views.send_back, name="clinic_send_back"),
    path("checking/link/<int:link_id>/revoke/", by_link.revoke, name="clinic_revoke"),
]
