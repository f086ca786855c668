"""Logging in, and helping somebody back in who has lost what that takes."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.admin.forms.account import NameEmailForm
from wagtail.admin.views.account import AccountView, ChangePasswordPanel, LoginView, NameEmailSettingsPanel
from wagtail.log_actions import log

from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.staff.login.account_mail import tell
from clinic.staff.login.asked_again import SlowPasswordChange
from clinic.staff.login.guessing_limits import SlowLoginForm


class LogIn(LoginView):
    """Wagtail's own form, whose right password leads on to the second factor of those who have one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sign_on": settings.SIGN_ON}

    def form_valid(self, form: SlowLoginForm) -> HttpResponse:
        # Without "remember me" the browser forgets when it is closed; the working day ends either.
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data["remember"] else 0)
        login = Login(user=form.get_user(), redirect_url=self.get_success_url())
        return perform_password_login(self.request, {}, login)


class OwnName(NameEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):  # What an account never had stops no other change of it.
            self.fields[name].required = bool(getattr(self.instance, name))


OWN_FORMS = {ChangePasswordPanel: SlowPasswordChange, NameEmailSettingsPanel: OwnName}


class Account(AccountView):
    """Wagtail's page of one's own account, where the old password cannot be guessed."""

    def get_panels(self) -> list[Any]:
        panels: list[Any] = super().get_panels()
        for panel in panels:
            panel.form_class = OWN_FORMS.get(type(panel), panel.form_class)
        return panels


class SecondFactor(IndexView):
    """What somebody has, and what may be added."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"required": settings.SECOND_FACTOR == "required"}


@permission_required("people.change_user", raise_exception=True)
@reauthentication_required(allow_get=True)
def remove_second_factor(request: StaffRequest, pk: int) -> HttpResponse:
    """For a colleague whose telephone is lost: the password alone leads in, to setting up a new one."""
    user = get_object_or_404(User, pk=pk)
    if user == request.user:
        return redirect("mfa_index")
    if request.method == "POST":
        remove_all_factors(user)
        messages.success(request, f"{user.display_name} has no second factor now.")
        return redirect("wagtailusers_users:index")
    return render(request, "clinic/login/remove.html", {"person": user})


@transaction.atomic
def remove_all_factors(user: User) -> None:
    """Whoever is logged in as this person logs in once more, and they hear of it."""
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    log(user, "clinic.second_factor_removed", data={"why": "all, by an admin"})
    tell(user, "An admin removed the second factor")
