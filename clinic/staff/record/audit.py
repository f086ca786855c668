"""Who did what, from Wagtail's log of pages, its log of everything else, and the reviews. No text of any page."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, PageLogEntry

from clinic.archive.models import Edition
from clinic.archive.snapshot import bounds
from clinic.pages.models import Withdrawal
from clinic.people.models import User
from clinic.review.models import Review

# What a review says better than its line in the log.
TOLD_BY_REVIEWS = {"clinic.sign_off", "clinic.changes_requested", "clinic.emergency_publish"}
AT_ONCE = 500


@dataclass(frozen=True)
class Row:
    """One act. `time` is in UTC; `thing` and `object_id` name what it was done to."""

    time: datetime
    person: str
    action: str
    thing: str
    object_id: str
    title: str
    review: int | None = None
    note: str = ""
    content_hash: str = ""

    def cells(self) -> dict[str, Any]:
        """Values for a file, in the order of COLUMNS: the time as ISO 8601 in UTC, nothing as an empty text."""
        return asdict(self) | {"time": self.time.isoformat().replace("+00:00", "Z"), "review": self.review or ""}


COLUMNS = [*Row.__dataclass_fields__]


def people() -> list[tuple[str, str]]:
    """Choices: everybody with an account, and those who signed without one."""
    accounts = [(f"account:{user.pk}", user.display_name) for user in User.objects.order_by("username")]
    guests = Review.objects.filter(reviewer=None).order_by("reviewer_name").values_list("reviewer_name", flat=True)
    return [("", "Everybody"), *accounts, *[(f"name:{name}", f"{name} (no account)") for name in guests.distinct()]]


class AuditFilter(forms.Form):
    since = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="Up to", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    person = forms.ChoiceField(label="Person", required=False, choices=people)
    page = forms.CharField(
        label="Page", required=False, max_length=255, help_text="A part of its title, or its number."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if any(day and not 1990 <= day.year <= 9000 for day in (since, until)):
            raise ValidationError("Choose days after 1990.")
        if since and until and until < since:
            raise ValidationError("The first day must not be after the last.")
        return cleaned

    def clean_page(self) -> str:
        return self.cleaned_data["page"].strip()


# Narrowing down ---------------------------------------------------------------------------------------------------


def on_days(rows: QuerySet[Any], wanted: dict[str, Any], moment: str) -> QuerySet[Any]:
    """Only what happened on the days asked for, in the clinic's time zone."""
    if wanted.get("since"):
        rows = rows.filter(**{f"{moment}__gte": bounds(wanted["since"])[0]})
    if wanted.get("until"):
        rows = rows.filter(**{f"{moment}__lt": bounds(wanted["until"])[1]})
    return rows


def by_person(rows: QuerySet[Any], wanted: dict[str, Any], account: str, name: str | None = None) -> QuerySet[Any]:
    """Only what one person did; `account` and `name` are the fields that tell who."""
    kind, _, who = (wanted.get("person") or "").partition(":")
    if kind == "account":
        return rows.filter(**{account: who})
    if kind == "name":
        return rows.filter(**{account: None, name: who}) if name else rows.none()
    return rows


def on_page(rows: QuerySet[Any], wanted: dict[str, Any], title: str) -> QuerySet[Any]:
    page = wanted.get("page")
    if not page:
        return rows
    by_number = page.isascii() and page.isdigit() and len(page) < 10
    return rows.filter(page_id=int(page)) if by_number else rows.filter(**{f"{title}__icontains": page})


# The three sources ------------------------------------------------------------------------------------------------


def page_entries(wanted: dict[str, Any]) -> QuerySet[Any]:
    rows = on_days(PageLogEntry.objects.exclude(action__in=TOLD_BY_REVIEWS), wanted, "timestamp")
    return on_page(by_person(rows, wanted, "user_id"), wanted, "label")


def other_entries(wanted: dict[str, Any]) -> QuerySet[Any]:
    rows = ModelLogEntry.objects.none() if wanted.get("page") else ModelLogEntry.objects.all()
    return by_person(on_days(rows, wanted, "timestamp"), wanted, "user_id")


def reviews(wanted: dict[str, Any]) -> QuerySet[Any]:
    rows = on_days(Review.objects.all(), wanted, "created_at")
    return on_page(by_person(rows, wanted, "reviewer_id", "reviewer_name"), wanted, "page__title")


class Names:
    """Names of people and reasons of acts, looked up once for all rows."""

    def __init__(self) -> None:
        self.people = {user.pk: user for user in User.objects.prefetch_related("former_names")}
        self.gone = dict(deleted_people())
        self.withdrawals: dict[Any, str] = dict(Withdrawal.objects.values_list("pk", "reason"))
        self.overrides: dict[Any, Any] = dict(Review.objects.exclude(overrides={}).values_list("pk", "overrides"))

    def of(self, user_id: int | None, moment: datetime) -> str:
        """As they were called then. Of an account that is gone, its last name; its number where that is not known."""
        if user_id is None:
            return "by itself"
        if user := self.people.get(user_id):
            return user.name_at(moment)
        return f"{self.gone.get(str(user_id), f'user {user_id}')} (account deleted)"

    def reason(self, data: dict[str, Any]) -> str:
        """What a line of the log says about why."""
        override = self.overrides.get(data.get("review"), {}).get(data.get("rule"), "")
        handed = " to ".join(filter(None, [data.get("from"), data.get("to")])) if "to" in data else ""
        found = [data.get("rule"), override, data.get("why"), data.get("for"), data.get("comment"), handed]
        return ". ".join(str(words) for words in [*found, self.withdrawals.get(data.get("withdrawal"))] if words)


def deleted_people() -> QuerySet[Any, Any]:
    """`(id, name)` of accounts as the log names them, the newest name last."""
    entries = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User))
    return entries.order_by("timestamp").values_list("object_id", "label")


def page_rows(wanted: dict[str, Any], names: Names, newest_first: bool) -> Iterator[Row]:
    published = Edition.objects.filter(page_id=OuterRef("page_id"), revision_id=OuterRef("revision_id"))
    words = Subquery(published.order_by("live_from").values("content_hash")[:1])
    for entry in ordered(page_entries(wanted).annotate(words=words), "timestamp", newest_first):
        yield Row(
            time=entry.timestamp,
            person=names.of(entry.user_id, entry.timestamp),
            action=label_of(entry.action),
            thing="page",
            object_id=str(entry.page_id),
            title=entry.label,
            review=entry.data.get("review"),
            note=names.reason(entry.data),
            content_hash=(entry.words or "") if entry.action == "wagtail.publish" else "",
        )


def other_rows(wanted: dict[str, Any], names: Names, newest_first: bool) -> Iterator[Row]:
    for entry in ordered(other_entries(wanted), "timestamp", newest_first):
        model = entry.content_type.model_class() if entry.content_type_id else None
        yield Row(
            time=entry.timestamp,
            person=names.of(entry.user_id, entry.timestamp),
            action=label_of(entry.action),
            thing=str(model._meta.verbose_name) if model else "",
            object_id=str(entry.object_id),
            # Where people from outside wrote the words, the number alone must do.
            title="" if getattr(model, "holds_patient_words", False) else entry.label,
            note=names.reason(entry.data),
        )


def review_rows(wanted: dict[str, Any], names: Names, newest_first: bool) -> Iterator[Row]:
    for review in ordered(reviews(wanted).select_related("page", "link__shown_to"), "created_at", newest_first):
        yield Row(
            time=review.created_at,
            person=review.signed_how,
            action=review.get_outcome_display(),
            thing="page",
            object_id=str(review.page_id),
            title=review.page.title,
            review=review.pk,
            note=review.note,
            content_hash=review.content_hash,
        )


def ordered(rows: QuerySet[Any], moment: str, newest_first: bool) -> Iterator[Any]:
    """Read from the database bit by bit, so that a file of any length fits into memory."""
    return rows.order_by(f"-{moment}" if newest_first else moment).iterator(chunk_size=AT_ONCE)


def label_of(action: str) -> str:
    return str(registry.get_action_label(action)) if registry.action_exists(action) else action


def rows(wanted: dict[str, Any], newest_first: bool = False) -> Iterator[Row]:
    """Every Row that `wanted` (the cleaned AuditFilter) lets through, by time. Lazy."""
    names = Names()
    sources = (source(wanted, names, newest_first) for source in (page_rows, other_rows, review_rows))
    return merge(*sources, key=attrgetter("time"), reverse=newest_first)


def newest(wanted: dict[str, Any], most: int) -> list[Row]:
    return list(islice(rows(wanted, newest_first=True), most))
