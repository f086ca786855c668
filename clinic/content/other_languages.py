"""Shared texts in other languages: which there are, and the way to begin one that is missing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import PermissionsMixin
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import Locale

if TYPE_CHECKING:
    from clinic.content.models import SharedText


@dataclass(frozen=True)
class OtherLanguage:
    """`url` leads to the text in it, or to the form in which it is begun; empty where this person may not begin it."""

    name: str
    is_there: bool
    url: str


def other_languages(texts: "Iterable[SharedText]", user: PermissionsMixin) -> dict[Any, list[OtherLanguage]]:
    """`{id: [OtherLanguage, …]}` for texts of one model, with two queries for all."""
    texts = list(texts)
    if not texts:
        return {}
    model = type(texts[0])
    known: dict[Any, dict[int, int]] = defaultdict(dict)
    rows = model._default_manager.filter(translation_key__in=[text.translation_key for text in texts])
    for key, locale, pk in rows.values_list("translation_key", "locale", "pk"):
        known[key][locale] = pk
    locales = list(Locale.objects.all())
    may_add = user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}")
    return {
        text.pk: [
            there_or_begun(text, locale, known[text.translation_key].get(locale.pk), may_add)
            for locale in locales
            if locale.pk != text.locale_id
        ]
        for text in texts
    }


def there_or_begun(text: "SharedText", locale: Locale, pk: int | None, may_add: bool) -> OtherLanguage:
    address = type(text).snippet_viewset.get_url_name
    if pk:
        return OtherLanguage(locale.language_name, True, reverse(address("edit"), args=[pk]))
    asked = urlencode({"locale": locale.language_code, "of": text.pk})
    return OtherLanguage(locale.language_name, False, f"{reverse(address('add'))}?{asked}" if may_add else "")
