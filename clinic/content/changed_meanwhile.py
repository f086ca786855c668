"""Who changes something that somebody else changed meanwhile is refused, and sees both values: nothing goes back."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db.models import Model
from django.forms.models import model_to_dict
from django.http import HttpResponse
from taggit.forms import TagField
from taggit.utils import edit_string_for_tags, parse_tags

from clinic.content.lock_against_twins import OneAtATime

NEWER = "Somebody saved this after you opened it. Fields only they changed show their values now; save again to go on."
BESIDE = "What is set below, beside these fields, was changed meanwhile. Open the form again and set it there."
BOTH = "Meanwhile changed to “{}”. Yours is still in the field: save again to keep it, or type theirs."
LOADED = "loaded"

# As it stands in a form: a text, or the keys of what is chosen.
Value = str | list[str]


class Loaded:
    """What the fields of a form said when it was shown, rows below it included, and what they say now.

    The form carries it in a hidden field. `is_stale` once `refuse_stale` has found that it differs. `beside`: what is
    set on the same screen by other means, such as the rights of a role on pages; no two of it are shown.
    """

    is_stale = False

    def __init__(self, form: Any, beside: dict[str, Value] | None = None) -> None:
        self.form = form
        found = [*forms_in(form)]
        saved = saved_now([one.instance for _, one in found])
        self.fields = {f"{prefix}{name}": (one, name) for prefix, one in found for name in one.fields}
        self.now = {f"{prefix}{name}": now for prefix, one in found for name, now in values(one, saved).items()}
        self.now |= beside or {}
        form.fields[LOADED] = forms.CharField(widget=forms.HiddenInput, required=False)
        form.initial[LOADED] = json.dumps(self.now)

    def refuse_stale(self, has_to_say: bool) -> None:
        """`has_to_say`: whether a post that names no version is refused, too; else it was shown none."""
        loaded = self.posted()
        theirs = [name for name, value in self.now.items() if loaded.get(name) != value]
        if not theirs or not (loaded or has_to_say):
            return
        self.is_stale = True
        self.form.data = self.form.data.copy()
        beside = {key: loaded.get(key, "") for key in theirs if key not in self.fields}
        self.form.data[self.form.add_prefix(LOADED)] = json.dumps(self.now | beside)
        for key in theirs:
            if key in beside:
                self.form.add_error(None, BESIDE)
            else:
                form, name = self.fields[key]
                show_both(form, name, loaded.get(key), self.now[key])
        self.form.add_error(None, NEWER)

    def posted(self) -> dict[str, Value]:
        """What the form says it was loaded with; nothing where it does not say so."""
        try:
            found = json.loads(self.form.data.get(self.form.add_prefix(LOADED)) or "{}")
        except (ValueError, RecursionError) as error:
            raise SuspiciousOperation("The form came back damaged.") from error
        said = found if isinstance(found, dict) else {}
        if not all(map(is_value, said.values())):
            raise SuspiciousOperation("The form came back damaged.")
        return said


def is_value(found: Any) -> bool:
    return isinstance(found, str) or isinstance(found, list) and all(isinstance(one, str) for one in found)


def forms_in(form: Any) -> Iterator[tuple[str, Any]]:
    """`(prefix, form)`: itself, and those of rows below that are there already."""
    yield "", form
    for name, formset in getattr(form, "formsets", {}).items():
        for child in formset.forms:
            if child.instance.pk:
                yield f"{name}-{child.instance.pk}-", child


def values(form: Any, saved: Mapping[Model, Any]) -> dict[str, Value]:
    """`{field name: value}` of everything a person can change, as it is saved now; nothing of what is new."""
    newest = saved.get(form.instance) if form.instance.pk else None
    held = model_to_dict(newest, list(form.fields)) if newest else {}
    return {name: value_in(form.fields[name], value) for name, value in held.items()}


def value_in(field: forms.Field, value: Any) -> Value:
    """As the form would post it."""
    return edit_string_for_tags(value) if isinstance(field, TagField) else plain(field.prepare_value(value))


def saved_now(shown: Iterable[Model]) -> dict[Model, Any]:
    """What is saved of each that a form shows: its draft where there is one, as the form may show an earlier version,
    to go back to it. One query a model, beside those of drafts.
    """
    keys = defaultdict(list)
    for one in shown:
        if one.pk:
            keys[type(one)].append(one.pk)
    rows = [row for model, of_model in keys.items() for row in model._base_manager.in_bulk(of_model).values()]
    return {row: newest_of(row) for row in rows}


def newest_of(row: Any) -> Any:
    return row.get_latest_revision_as_object() if hasattr(row, "get_latest_revision_as_object") else row


def plain(value: Any) -> Value:
    if isinstance(value, (list, tuple)):
        return sorted(str(getattr(one, "pk", one)) for one in value)
    return "" if value is None else str(value)


def show_both(form: Any, name: str, loaded: Value | None, now: Value) -> None:
    """Theirs in the field where this person changed nothing; otherwise their own, with theirs beside it."""
    field, posted = form.fields[name], form[name].data
    if loaded is not None and not differ(field, loaded, posted):
        form.data = form.data.copy()
        put(form.data, form.add_prefix(name), field, now)
    elif differ(field, now, posted):
        form.add_error(name, BOTH.format(told(field, now)))


def put(data: Any, name: str, field: forms.Field, now: Value) -> None:
    if isinstance(now, list):
        data.setlist(name, now)
    elif isinstance(field, forms.BooleanField) and now != "True":
        data.pop(name, None)
    else:
        data[name] = now


def differ(field: forms.Field, one: Any, other: Any) -> bool:
    """Whether two values mean something else to a form field; how lines end does not matter."""
    if isinstance(one, list):
        return not isinstance(other, list) or {*one} != {*map(str, other)}
    if isinstance(field, TagField):
        return bool(parse_tags(one) != parse_tags(other))
    try:
        return bool(field.to_python(unix(one)) != field.to_python(unix(other)))
    except ValidationError:
        return True


def unix(text: Any) -> Any:
    return text.replace("\r\n", "\n") if isinstance(text, str) else text


def told(field: Any, now: Value) -> str:
    """As a person reads it: what is chosen by its name."""
    chosen = now if isinstance(now, list) else [now]
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        return ", ".join(map(str, field.queryset.filter(pk__in=filter(None, chosen))))
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ()) if not isinstance(label, list)}
    return ", ".join(labels.get(one, one) for one in chosen)


class BoundToVersion(OneAtATime):
    """Before Wagtail's view in which somebody changes something: one save after the other, each of what it showed."""

    loaded: Loaded
    # Whether a post that does not say which version it was shown is refused.
    has_to_say = False

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]
        self.loaded = Loaded(form, self.beside())
        return form

    def beside(self) -> dict[str, Value]:
        """What else is set on this screen, as it is saved now."""
        return {}

    def is_valid(self, form: Any) -> bool:
        is_valid = super().is_valid(form)  # type: ignore[misc]
        self.loaded.refuse_stale(self.has_to_say)
        if self.loaded.is_stale:
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
        return is_valid and not self.loaded.is_stale

    def form_invalid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if self.loaded.is_stale:
            answer.status_code = 409
        return answer
