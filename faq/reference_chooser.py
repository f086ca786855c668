"""Choosing a reference while writing: paste its DOI or PubMed ID, take what is there, or add it and go on."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from wagtail.admin.forms.choosers import BaseFilterForm, LocaleFilterMixin, SearchFilterMixin
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetCreateView,
)

from clinic.archive.shared_texts.proposals import go_live_at_once
from clinic.checks.text.sentences import visible
from clinic.content.lock_against_twins import OneAtATime
from clinic.content.viewsets import AlphabeticalChooser
from faq.finding_references import is_sure, references_found, with_any_of
from faq.identifiers import doi_in, identifiers_in, pmid_in
from faq.models import Reference

# What a new reference needs; everything else can be filled in later in its own form.
FEW = ["doi", "pmid", "title", "authors", "journal", "year", "design", "seen"]
# Written in the language of the page: an entry made from that of another language begins with them to be translated.
WORDS = ["counted", "conflicts"]


def language_of(request: HttpRequest) -> Locale:
    """That of the page that is edited: it comes first in the address, before the one that a list is narrowed to."""
    asked = next(iter(request.GET.getlist("locale")), "")
    return Locale.objects.filter(language_code=asked).first() or Locale.get_default()


class ReferenceSearch(LocaleFilterMixin, SearchFilterMixin, BaseFilterForm):
    """Finds by the name that lists show, and by what was pasted in whatever form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = "Paste a DOI, a PubMed ID or its address, or search by title, author or year"
        self.fields["q"].widget.attrs["placeholder"] = ""
        if "locale" in self.fields:
            self.fields["locale"].label = "Language"

    def filter(self, objects: QuerySet[Reference]) -> QuerySet[Reference]:
        """What has the identifier: in the language asked for, or in another where it is there only in that."""
        pasted, language = visible(self.cleaned_data.get("q") or ""), self.cleaned_data.get("locale")
        if not pasted:
            return super().filter(objects)
        self.is_searching, self.search_query = True, pasted
        found = references_found(pasted, objects)
        here = found.filter(locale__language_code=language) if language else found
        return here if here or not is_sure(pasted) else found


class NewReference(forms.ModelForm):
    """The few fields that matter. The id of none of them is that of a field of the page behind it."""

    prefix = "reference"

    class Meta:
        model = Reference
        fields = [*FEW, *WORDS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WORDS:
            if not getattr(self.instance, name):
                del self.fields[name]


def begun(identifiers: dict[str, str], locale: Locale) -> Reference:
    """A reference that is not saved, in `locale`; begun from the one that says the same in another language."""
    other = with_any_of(identifiers).exclude(locale=locale).first()
    if other and not other.has_translation(locale):
        return other.begun_in(locale)
    return Reference(locale=locale)


class OffersToAdd:
    """Beside what was found: the way to add what was pasted."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        pasted, locale = visible(context["search_query"] or ""), language_of(self.request)
        known = {one.locale_id for one in with_any_of(identifiers_in(pasted))}
        if is_sure(pasted) and context["can_create"] and locale.pk not in known:
            address = self.get_create_url().split("?")[0]  # type: ignore[attr-defined]
            context["add_url"] = f"{address}?{urlencode({'locale': locale.language_code, 'q': pasted})}"
        return context | {"language": locale, "is_elsewhere": bool(known)}


class ChooseReference(OffersToAdd, AlphabeticalChooser, ChooseView):
    filter_form_class = ReferenceSearch
    results_template_name = "faq/references/found.html"


class FoundReferences(OffersToAdd, AlphabeticalChooser, ChooseResultsView):
    filter_form_class = ReferenceSearch
    results_template_name = "faq/references/found.html"


def the_same(posted: QueryDict, locale: Locale) -> Reference | None:
    """The reference that is there with what was posted; None where that is in doubt."""
    asked = {"doi": doi_in(posted.get("reference-doi", "")), "pmid": pmid_in(posted.get("reference-pmid", ""))}
    identifiers = {name: value for name, value in asked.items() if value}
    found = [one for one in with_any_of(identifiers) if one.locale_id == locale.pk]
    fits = len(found) == 1 and all(getattr(found[0], name) in ("", value) for name, value in identifiers.items())
    return found[0] if fits else None


class AddReference(OneAtATime, SnippetCreateView):
    """Saved as in its own form: whoever adds it is its author, and it is live at once, since no page shows it yet."""

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_creation_form_kwargs()
        prefix = NewReference.prefix
        posted = [self.request.POST.get(f"{prefix}-{name}", "") for name in ("doi", "pmid")]
        pasted = posted if self.request.method == "POST" else [visible(self.request.GET.get("q", ""))]
        identifiers = {name: value for one in pasted for name, value in identifiers_in(one).items()}
        return kwargs | {"instance": begun(identifiers, language_of(self.request)), "initial": identifiers}

    def post(self, request: HttpRequest) -> HttpResponse:
        """What somebody has added meanwhile is chosen in place of a second one."""
        twin = the_same(request.POST, language_of(request))
        return self.get_chosen_response(twin) if twin else super().post(request)

    @transaction.atomic
    def save_form(self, form: forms.ModelForm) -> Reference:
        reference: Reference = form.save(commit=False)
        reference.live = False
        reference.save()
        revision = reference.save_revision(user=self.request.user)
        log(reference, "wagtail.create", user=self.request.user, revision=revision, content_changed=True)
        go_live_at_once(reference, self.request.user)
        return reference


class ReferenceChooser(SnippetChooserViewSet):
    choose_view_class = ChooseReference
    choose_results_view_class = FoundReferences
    create_view_class = AddReference
    creation_form_class = NewReference
    preserve_url_parameters = ["multiple", "locale"]
    search_tab_label = "Search"
    creation_tab_label = "New reference"
    create_action_label = "Add and choose"
