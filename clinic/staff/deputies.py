"""On the page of one's own account: who stands in for a person, and until when they are away."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.views.account import BaseSettingsPanel

from clinic.people.models import User


class AwayForm(forms.ModelForm):
    """Nobody has to ask an admin before a holiday."""

    class Meta:
        model = User
        fields = ["deputy", "away_until"]
        widgets = {"away_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {"deputy": "Who stands in for you"}
        help_texts = {
            "deputy": "Gets your reminders while you are away. Approves only who may approve themselves.",
            "away_until": "Your last day away. Empty: you are not away.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.filter(is_active=True).exclude(pk=self.instance.pk)
        self.fields["deputy"].queryset = others.order_by("username")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        until = cleaned.get("away_until")
        if until and "away_until" in self.changed_data and until < timezone.localdate():
            self.add_error("away_until", ValidationError("This day is over. Leave it empty if you are not away."))
        return cleaned


class AwayPanel(BaseSettingsPanel):
    name, title, order = "away", "While you are away", 200
    form_class = AwayForm
