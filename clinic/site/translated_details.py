"""The clinic's own words in another language: what staff wrote in the details, shown to readers of that language."""

from copy import copy

from django.conf import settings
from django.utils.html import format_html

from clinic.site.models import ClinicDetails
from clinic.site.words_of_details import WORDS


def in_language(details: ClinicDetails, language: str, words: dict[str, str]) -> ClinicDetails:
    """A copy of `details` to show: `words` in place of those of the first language, where there are any.

    `lang_of` has an attribute for the element around each of the words that stayed in the first language.
    """
    shown = copy(details)
    for name, text in words.items():
        setattr(shown, name, text)
    left = [name for name in WORDS if name not in words] if language != settings.LANGUAGE_CODE else []
    shown.lang_of = {name: format_html(' lang="{}"', settings.LANGUAGE_CODE) for name in left}
    return shown
