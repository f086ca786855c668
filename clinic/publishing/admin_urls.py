from django.urls import path

from clinic.publishing import screens

urlpatterns = [
    path("checking/<int:page_id>/", screens.check, name="clinic_check"),
    path("checking/<int:page_id>/invite/", screens.invite, name="clinic_invite"),
    path("checking/<int:page_id>/again/", screens.send_back, name="clinic_send_back"),
    path("checking/link/<int:link_id>/revoke/", screens.revoke, name="clinic_revoke"),
    path("publishing/<int:page_id>/", screens.publish, name="clinic_publish"),
    path("publishing/<int:page_id>/unchecked/", screens.emergency, name="clinic_emergency"),
    path("who-may-do-what/", screens.who_may_do_what, name="clinic_who_may"),
]
