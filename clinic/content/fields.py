"""Fields that behave as writers expect, and what kind of field one is."""

from typing import Any

from django import forms
from django.db.models import ForeignKey, Model
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage

from clinic.content.prose import has_words


class UnfrozenStreamField(StreamField):
    """A StreamField whose blocks are not written into migrations.

    Otherwise every reworded help text is a migration. The price: a data migration over a stream cannot read the
    blocks from the historical model and has to import them (docs/decisions/0002-blocks-stay-out-of-migrations.md).
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


def is_image(field: Any) -> bool:
    """Does this field of a model choose a picture?"""
    return isinstance(field, ForeignKey) and issubclass(field.related_model, AbstractImage)


class ProseFormField(forms.CharField):
    def to_python(self, value: str | None) -> str:
        return (super().to_python(value) or "") if has_words(value) else ""


class ProseField(RichTextField):
    """Rich text that counts as empty while it holds no words: the editor may leave an empty paragraph behind."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**{"form_class": ProseFormField, **kwargs})

    def clean(self, value: str, model_instance: Model) -> str:
        return super().clean(value if has_words(value) else "", model_instance)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """In migrations it is what it is to the database: Wagtail's field."""
        name, _, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.RichTextField", args, kwargs
