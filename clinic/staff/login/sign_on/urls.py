"""Addresses of the way to the clinic's directory and back, by the names that the library asks for."""

from django.urls import path

from clinic.settings.sign_on import DIRECTORY
from clinic.staff.login.sign_on.views import begin, come_back

urlpatterns = [
    path("", begin, {"provider_id": DIRECTORY}, name="openid_connect_login"),
    path("back/", come_back, {"provider_id": DIRECTORY}, name="openid_connect_callback"),
]
