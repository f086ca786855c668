"""Where translations are begun, compared with their source, and said to match it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST
from wagtail.models import Locale, Page

from clinic.archive import translating
from clinic.archive.models import Edition, Translation
from clinic.archive.original_view import rows
from clinic.pages.models import ClinicPage
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.review import bylines
from clinic.review.models import Byline

TRANSLATOR = Byline.Role.TRANSLATOR


class TranslatorForm(forms.Form):
    """Who translated a page. Somebody who works here is asked; for anybody else, whoever names them has asked."""

    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("public_name"),
        label="Translated by",
        required=False,
        empty_label="Nobody who works here",
        help_text="Anybody but yourself is asked first, and not shown to patients before.",
    )
    name = forms.CharField(
        label="Or by somebody outside",
        max_length=120,
        required=False,
        help_text="As patients read it, for example: Elena Vidal, medical translator.",
    )
    agreed = forms.BooleanField(label="I have asked them: their name may stand under this page", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("person") and cleaned.get("name"):
            raise ValidationError("Name one person.")
        if cleaned.get("name") and not cleaned.get("agreed"):
            self.add_error("agreed", "Ask them first. Their name stands for these words.")
        return cleaned


def page_of(user: User, page_id: int) -> ClinicPage:
    """A page of the clinic that this person may change."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ClinicPage):
        raise Http404
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return page


def translations(request: StaffRequest, page_id: int) -> HttpResponse:
    """Of a page: its translations and how they stand. Of a translation: the page beside its source."""
    page = page_of(request.user, page_id)
    translation = translating.translation_of(page)
    return beside_source(request, page, translation) if translation else overview(request, page)


def overview(request: StaffRequest, page: Page) -> HttpResponse:
    known = {other.locale_id: other for other in page.get_translations()}
    found = Translation.objects.with_lag().select_related("page").filter(source=page)
    lags = {one.page.locale_id: one for one in found}
    languages = [
        {"locale": locale, "page": known.get(locale.pk), "translation": lags.get(locale.pk)}
        for locale in Locale.objects.exclude(pk=page.locale_id)
    ]
    may_begin = translating.may_begin(request.user, page)
    context = {"page": page, "newest": page, "languages": languages, "may_begin": may_begin}
    return render(request, "clinic/translation/overview.html", context)


def beside_source(request: StaffRequest, page: Page, translation: Translation) -> HttpResponse:
    form = TranslatorForm(request.POST if request.method == "POST" else None)
    # What patients read at once is a publisher's to say.
    may_name = not page.live or page.permissions_for_user(request.user).can_publish()
    if request.method == "POST" and not may_name:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid() and translator_named(request, form, page):
        return redirect("clinic_translations", page.pk)
    newest = page.get_latest_revision_as_object()
    context = {
        "page": page,
        "newest": newest,
        "translation": translation,
        "may_name": may_name,
        "source": translation.source.specific,
        "edition": Edition.objects.of(translation.source).open().first(),
        "rows": rows(translation, newest, translation.draft_says_as_of),
        "form": form,
        "bylines": Byline.objects.of(page).current().filter(role=TRANSLATOR),
    }
    return render(request, "clinic/translation/side_by_side.html", context)


def translator_named(request: StaffRequest, form: TranslatorForm, page: Page) -> bool:
    """Whether it is done; else the form holds the reason. Naming nobody takes away the name that stands there."""
    person, name = form.cleaned_data["person"], form.cleaned_data["name"]
    try:
        if person:
            bylines.end_unanswered(page, TRANSLATOR, but={person.pk})
            bylines.ask(page, TRANSLATOR, person, request.user)
        elif name:
            bylines.vouch(page, TRANSLATOR, name, request.user)
        else:
            for byline in Byline.objects.of(page).current().filter(role=TRANSLATOR):
                bylines.end(byline, request.user)
    except ValidationError as refusal:
        form.add_error("name", refusal)
        return False
    asked = person and person != request.user
    messages.success(request, f"{person} is asked. Patients read the name once they agree." if asked else "Saved.")
    return True


def original(request: StaffRequest, page_id: int) -> HttpResponse:
    """For the frame beside the form: what the original says, with what changed since this page said the same marked."""
    page = page_of(request.user, page_id)
    translation = translating.translation_of(page)
    if translation is None:
        raise Http404
    context = {
        "page": page,
        "translation": translation,
        "source": translation.source.specific,
        "rows": rows(translation, page, translation.draft_says_as_of),
    }
    return render(request, "clinic/translation/original.html", context)


@require_POST
def begin(request: StaffRequest, page_id: int, language: str) -> HttpResponse:
    """Begin the translation of a page into the language with this code."""
    page = page_of(request.user, page_id)
    locale = get_object_or_404(Locale.objects.exclude(pk=page.locale_id), language_code=language)
    if not translating.may_begin(request.user, page):
        raise PermissionDenied
    *above, draft = translating.begin(page, locale, request.user)
    if waiting := [f"“{one.title}”" for one in above if not one.live]:
        names = ", ".join(waiting)
        messages.warning(request, f"Patients get to it once these are live in that language too: {names}.")
    messages.success(
        request, f"The {locale.language_name} page is a draft that still says it in English. Translate it."
    )
    return redirect("wagtailadmin_pages:edit", draft.pk)


@require_POST
def matches(request: StaffRequest, page_id: int) -> HttpResponse:
    """One click: this translation says what the original says today."""
    page = page_of(request.user, page_id)
    translation = get_object_or_404(Translation, page_id=page.pk)
    seen = request.POST.get("edition", "")
    match = translating.say_it_matches(translation, int(seen) if seen.isdecimal() else None, request.user)
    if match is None:
        messages.error(request, "The English page has changed again since you opened this screen. Compare once more.")
    else:
        day = date_format(timezone.localtime(match.says_as_of), "DATE_FORMAT")
        messages.success(request, f"Noted: it says what the English page of {day} says.")
    return redirect("clinic_translations", page.pk)
