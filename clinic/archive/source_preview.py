"""The source of a translation in the preview beside the editor's form: read on the right, write on the left."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from clinic.archive.source_view import rows
from clinic.archive.translating import translation_of

SOURCE = "source"


def show_source(request: HttpRequest, page: Page) -> HttpResponse:
    """The words of the source, with what changed in them since the translation last said the same marked."""
    translation = translation_of(page)
    context = {"page": page, "translation": translation}
    if translation:
        context["source"] = translation.source.specific
        context["rows"] = rows(translation, page, translation.draft_says_as_of)
    return render(request, "clinic/languages/source.html", context)
