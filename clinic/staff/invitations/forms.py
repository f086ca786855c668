"""Forms about people: nobody types a password for somebody else, and each role says what it is for."""

import re
from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.html import format_html
from wagtail.admin.widgets import AdminDateInput
from wagtail.users.forms import UserEditForm
from wagtail.users.views.bulk_actions import AssignRoleBulkAction

from clinic.people.models import User
from clinic.people.roles import purpose_of

# What Wagtail's form takes in a user name.
NOT_IN_A_NAME = re.compile(r"[^\w.@+-]")


def explained(role: Group) -> str:
    """The role's name, and in one sentence what it is for where it is one of ours."""
    return format_html("<span><strong>{}</strong><br>{}</span>", role.name, purpose_of(role.name))


class RolesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, role: Group) -> str:
        return explained(role)


class RoleField(forms.ModelChoiceField):
    widget = forms.RadioSelect

    def label_from_instance(self, role: Group) -> str:
        return explained(role)


def roles(required: bool) -> RolesField:
    missing = {"required": "Choose at least one role."}
    return RolesField(Group.objects.order_by("pk"), label="Roles", required=required, error_messages=missing)


class InvitationForm(forms.ModelForm):
    """Somebody new. Their address is their user name."""

    email = forms.EmailField(label="E-mail address", max_length=User._meta.get_field("username").max_length)
    first_name = forms.CharField(label="First name", max_length=150)
    last_name = forms.CharField(label="Last name", max_length=150)
    groups = roles(required=True)

    class Meta:
        model = User
        fields = ["email", "first_name", "last_name", "groups"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        known = User.objects.filter(Q(email__iexact=email) | Q(username__iexact=user_name(email))).first()
        if known:
            raise ValidationError(f"{known.display_name} has an account with this address.")
        return email

    def save(self, commit: bool = True) -> User:
        self.instance.username = user_name(self.cleaned_data["email"])
        self.instance.set_unusable_password()
        user: User = super().save(commit)
        return user


def user_name(email: str) -> str:
    """In small letters, as telephones write what is typed at the login."""
    return NOT_IN_A_NAME.sub("_", email.lower())


class PersonForm(UserEditForm):
    """Wagtail's form, in which nobody is made a superuser: what a role may do can be read on one page."""

    groups = roles(required=False)
    deputy = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("public_name"),
        required=False,
        help_text="Gets the reminders while this person is away. Approves only who may approve themselves.",
    )

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"public_name", "role_title", "credentials", "deputy", "away_until"}
        widgets = {"away_until": AdminDateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.is_superuser:
            self.fields.pop("is_superuser", None)
        self.fields["deputy"].queryset = self.fields["deputy"].queryset.exclude(pk=self.instance.pk)
        for name in ("email", "first_name", "last_name"):  # What an account never had stops no other change of it.
            self.fields[name].required = bool(getattr(self.instance, name))


class RoleForm(forms.Form):
    role = RoleField(Group.objects.order_by("pk"), label="Role", empty_label=None)


class AssignExplainedRole(AssignRoleBulkAction):
    """Wagtail's act for many people at once."""

    form_class = RoleForm
