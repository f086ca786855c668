"""Addresses of logging in, before Wagtail's own of the same names."""

from allauth.account.views import reauthenticate
from allauth.usersessions.views import list_usersessions
from django.urls import include, path
from wagtail.admin.auth import require_admin_access

from clinic.staff.login.idle import still_here
from clinic.staff.login.views import Account, LogIn, SecondFactor, remove_second_factor

urlpatterns = [
    path("login/", LogIn.as_view(), name="account_login"),
    path("account/", require_admin_access(Account.as_view()), name="wagtailadmin_account"),
    path("still-here/", still_here, name="still_here"),
    path("logins/", list_usersessions, name="usersessions_list"),
    path("second-factor/again/", reauthenticate, name="account_reauthenticate"),
    path("second-factor/", SecondFactor.as_view(), name="mfa_index"),
    path("second-factor/", include("allauth.mfa.urls")),
    path(
        "users/<int:pk>/second-factor/",
        require_admin_access(remove_second_factor),
        name="remove_second_factor",
    ),
]
