"""Addresses of reviewing and publishing."""

from django.urls import path

from clinic.staff.publishing import by_link, views
from clinic.staff.publishing import review_cycle_views as reviewing

urlpatterns = [
    path("checking/<int:page_id>/", views.check, name="clinic_check"),
    path("checking/<int:page_id>/invite/", by_link.invite, name="clinic_invite"),
    path("checking/<int:page_id>/again/", views.send_back, name="clinic_send_back"),
    path("checking/link/<int:link_id>/revoke/", by_link.revoke, name="clinic_revoke"),
    path("publishing/<int:page_id>/", views.publish, name="clinic_publish"),
    path("publishing/<int:page_id>/unchecked/", views.emergency, name="clinic_emergency"),
    path("hand-over/", reviewing.hand_over, name="clinic_hand_over"),
    path("who-may-do-what/", views.who_may_do_what, name="clinic_who_may"),
]
