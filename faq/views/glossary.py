"""The glossary at the hand of whoever writes: which words the editor may offer to explain, and which must stay."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from wagtail.models import Locale, Page

from clinic.content.deletion_guard import named, sources
from clinic.people.requests import StaffRequest
from faq.models import GlossaryTerm


@never_cache
def words_to_offer(request: StaffRequest) -> JsonResponse:
    """JSON for the editor: every entry in the language of `?page=`, an id; of the site's first language without it."""
    terms = GlossaryTerm.objects.filter(locale=locale_of(request.GET.get("page", "")))
    found = [{"id": term.pk, "word": term.word, "meaning": term.meaning, "words": term.all_words} for term in terms]
    return JsonResponse({"words": found})


def locale_of(page_id: str) -> int:
    """The id of the language of a page; of the default one where there is no such page."""
    known = page_id.isascii() and page_id.isdigit() and len(page_id) < 10
    found = Page.objects.filter(pk=page_id).values_list("locale_id", flat=True).first() if known else None
    return found or Locale.get_default().pk


def keep_used_terms(request: StaffRequest, snippets: Iterable[Model]) -> HttpResponse | None:
    """Hook before snippets are deleted: an entry that explains a word on some page stays, and staff are told where."""
    for term in snippets:
        if isinstance(term, GlossaryTerm) and (used_in := sources(term)):
            messages.error(
                request, f"“{term}” stays: it is explained in {named(used_in)}. Take the mark out there first."
            )
            return redirect(reverse("wagtailsnippets_faq_glossaryterm:edit", args=[term.pk]))
    return None
