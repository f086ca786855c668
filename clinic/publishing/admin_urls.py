from django.urls import path

from clinic.publishing import screens
from clinic.reviewing import screens as reviewing

urlpatterns = [
    path("checking/<int:page_id>/", screens.check, name="clinic_check"),
    path("checking/<int:page_id>/invite/", screens.invite, name="clinic_invite"),
    path("checking/<int:page_id>/again/", screens.send_back, name="clinic_send_back"),
    path("checking/link/<int:link_id>/revoke/", screens.revoke, name="clinic_revoke"),
    path("publishing/<int:page_id>/", screens.publish, name="clinic_publish"),
    path("publishing/<int:page_id>/unchecked/", screens.emergency, name="clinic_emergency"),
    path("checking/<int:page_id>/still-accurate/", reviewing.still_accurate, name="clinic_still_accurate"),
    path("hand-over/", reviewing.hand_over, name="clinic_hand_over"),
    path("who-may-do-what/", screens.who_may_do_what, name="clinic_who_may"),
]
