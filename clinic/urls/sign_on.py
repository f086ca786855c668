"""The staff process where people can log in at the clinic's own directory."""

from django.urls import include, path

from clinic.urls import staff

handler500 = staff.handler500
urlpatterns = [path("admin/sign-on/", include("clinic.staff.login.sign_on.urls")), *staff.urlpatterns]
