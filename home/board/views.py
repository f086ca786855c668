"""The publishing board as a screen of the admin."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from wagtail.permissions import page_permission_policy

from clinic.archive.shared_texts.proposals import waiting
from clinic.jobs.health import BackgroundWork
from clinic.people.menu import PAGE_RIGHTS
from clinic.people.models import User
from clinic.people.requests import StaffRequest
from clinic.staff.stages.pages_at_stage import Texts, texts_for
from faq.models import Subject
from home.board.month import first_of, month_of
from home.board.sections import sections
from home.board.work_list import WorkPanel, items_behind, items_with_old_details, screens_of, shared_item


class BoardFilter(forms.Form):
    """Narrows the board down; the choices are what there is."""

    person = forms.TypedChoiceField(label="Owner or last writer", required=False, coerce=int, empty_value=None)
    subject = forms.TypedChoiceField(label="Subject", required=False, coerce=int, empty_value=None)

    def __init__(self, data: QueryDict, people: dict[int, str]) -> None:
        super().__init__(data)
        everybody = [("", "Everybody"), *sorted(people.items(), key=lambda one: one[1])]
        self.fields["person"].choices = everybody  # type: ignore[attr-defined]
        subjects = [("", "All subjects"), *by_language()]
        self.fields["subject"].choices = subjects  # type: ignore[attr-defined]

    def narrow(self, texts: Texts) -> Texts:
        """A choice that there is not narrows nothing down; the form says so."""
        self.is_valid()
        if person := self.cleaned_data.get("person"):
            texts = texts.worked_on_by(person)
        if subject := self.cleaned_data.get("subject"):
            texts = texts.filter(topicpage__subject=subject)
        return texts


def by_language() -> Iterator[tuple[Any, Any]]:
    """All subjects to choose from; where there are several languages, below the name of each."""
    subjects = Subject.objects.select_related("locale").order_by("locale_id", "sort_order", "name")
    groups = {locale: list(group) for locale, group in groupby(subjects, attrgetter("locale"))}
    for locale, group in groups.items():
        choices = [(subject.pk, subject.name) for subject in group]
        yield from [(locale.get_display_name(), choices)] if len(groups) > 1 else choices


def board(request: StaffRequest) -> HttpResponse:
    """Where every text stands: what waits for whom, what is planned, what is due."""
    if not page_permission_policy.user_has_any_permission(request.user, PAGE_RIGHTS):
        raise PermissionDenied
    everything = texts_for(request.user)
    people = people_of(everything)
    form = BoardFilter(request.GET, people)
    texts, today = form.narrow(everything), timezone.localdate()
    context = {
        "form": form,
        "sections": sections(texts, request.GET, people),
        "shared_texts": [shared_item(text) for text in waiting()],
        "shared_behind": items_behind(),
        "old_details": items_with_old_details(request.user),
        "month": month_of(first_of(request.GET.get("month", ""), today), texts),
        "today": today,
        "screens": screens_of(request.user),
        "work": WorkPanel(),
        "background_work": BackgroundWork(),
    }
    return render(request, "home/board/board.html", context)


def people_of(texts: Texts) -> dict[int, str]:
    """`{id: name}` of everybody who looks after one of them, or saved one last."""
    busy = Q(pk__in=texts.with_person().values("person")) | Q(pk__in=texts.values("latest_revision__user"))
    people = User.objects.filter(busy)
    return {person.pk: person.display_name for person in people}


def kept(query: QueryDict, *dropped: str) -> str:
    """The address' question without `dropped`, to put another value behind it."""
    rest = query.copy()
    for name in dropped:
        rest.pop(name, None)
    return rest.urlencode()
