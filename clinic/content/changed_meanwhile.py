"""Forms for what many pages share: a save that began before somebody else's is refused, and shows both values."""

import json
from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db import models
from django.forms.models import model_to_dict
from wagtail.admin.forms import WagtailAdminModelForm

NEWER = "Somebody saved this after you opened it. Fields only they changed show their values now; save again to go on."
BOTH = "Meanwhile changed to “{}”. Yours is still in the field: save again to keep it, or type theirs."


class OptimisticLockForm(WagtailAdminModelForm):
    """Carries what the fields said when it was loaded, and holds it against what they say when it is saved.

    `is_stale` after validation: it was refused for that. Set as `base_form_class` of a model.
    """

    loaded = forms.CharField(widget=forms.HiddenInput, required=False)
    is_stale = False
    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["loaded"] = json.dumps(self.values(self.newest()))
        else:
            del self.fields["loaded"]

    def newest(self) -> Any:
        """What is saved now, the draft where there is one; the form may show an earlier version, to go back to it."""
        row: Any = type(self.instance)._default_manager.get(pk=self.instance.pk)
        return row.get_latest_revision_as_object() if hasattr(row, "get_latest_revision_as_object") else row

    def values(self, instance: models.Model) -> dict[str, str]:
        """`{field name: value as text}` of everything a person can change."""
        held = model_to_dict(instance, [name for name in self.fields if name != "loaded"])
        return {name: "" if value is None else str(value) for name, value in held.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk:
            self.refuse_stale(self.values(self.newest()))
        return cleaned

    def refuse_stale(self, now: dict[str, str]) -> None:
        loaded = self.loaded_values()
        theirs = [name for name, value in now.items() if loaded.get(name) != value]
        if not theirs:
            return
        self.is_stale = True
        self.data = self.data.copy()
        self.data["loaded"] = json.dumps(now)
        for name in theirs:
            self.show_both(name, loaded.get(name), now[name])
        self.add_error(None, NEWER)

    def loaded_values(self) -> dict[str, str]:
        """What the posted form says it was loaded with; nothing where it does not say so."""
        try:
            found = json.loads(self.data.get("loaded") or "{}")
        except (ValueError, RecursionError) as error:
            raise SuspiciousOperation("The form came back damaged.") from error
        return found if isinstance(found, dict) else {}

    def show_both(self, name: str, loaded: str | None, now: str) -> None:
        """Theirs in the field where this person changed nothing; otherwise their own, with theirs beside it."""
        field, posted = self.fields[name], self[name].data
        if loaded is not None and not differ(field, loaded, posted):
            self.data[self.add_prefix(name)] = now
        elif differ(field, now, posted):
            self.add_error(name, BOTH.format(now))


def differ(field: forms.Field, one: Any, other: Any) -> bool:
    """Whether two texts mean different values for a form field; how lines end does not matter."""
    try:
        return field.to_python(unix(one)) != field.to_python(unix(other))
    except ValidationError:
        return True


def unix(text: Any) -> Any:
    return text.replace("\r\n", "\n") if isinstance(text, str) else text
