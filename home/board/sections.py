"""The sections of the board: which texts stand there, and what is said of each."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.paginator import Paginator
from django.template.defaultfilters import date as worded
from django.utils import timezone

from clinic.review.models import PublishTask, SignOffTask
from home.board.gathering import is_emergency

ROWS = 50
LATELY = timedelta(days=14)
SOON = timedelta(days=60)
EDIT, CHECK, PUBLISH = "wagtailadmin_pages:edit", "clinic_check", "clinic_publish"
TRANSLATE = "clinic_translations"


@dataclass(frozen=True)
class Line:
    """One row: what is said of the text, the name of the screen it leads to, and what it is sorted by."""

    text: object
    said: str
    screen: str
    key: object


@dataclass(frozen=True)
class Section:
    """`rows` is one page of at most ROWS lines; `count` counts them all."""

    key: str
    title: str
    about: str
    rows: object

    @property
    def count(self):
        return self.rows.paginator.count


def in_draft(text, now):
    busy = text.step or text.goes_live_at or text.saved_since_signed
    if text.has_draft and not busy:
        started = "never published" if not text.row["first_published_at"] else "newer than what patients read"
        return f"Draft, {started}. Last saved {moment(text.changed_at)}.", EDIT, newest_first(text.changed_at)
    return None


def waiting_for_sign_off(text, now):
    if text.step is SignOffTask:
        return f"Waiting since {moment(text.step_since)}.", CHECK, text.step_since
    return None


def waiting_to_be_published(text, now):
    if text.step is PublishTask and not text.saved_since_signed:
        return f"Signed off. Waiting since {moment(text.step_since)}.", PUBLISH, text.step_since
    return None


def changed_since_signed(text, now):
    if text.live and not text.standing and text.voided:
        gone = text.voided
        said = f"{gone['voided_why']}. {gone['reviewer_name']}'s signature no longer stands."
        return f"{said} Since {moment(gone['voided_at'])}.", CHECK, gone["voided_at"]
    if text.has_draft and text.saved_since_signed and text.step is not SignOffTask:
        return f"The draft was saved again after it was signed, {moment(text.changed_at)}.", CHECK, text.changed_at
    return None


def scheduled(text, now):
    if text.goes_live_at:
        return f"Goes live {moment(text.goes_live_at)}.", PUBLISH, text.goes_live_at
    if text.live and text.row["expire_at"]:
        return f"Is taken down {moment(text.row['expire_at'])}.", EDIT, text.row["expire_at"]
    return None


def held_up(text, now):
    if text.held_up:
        said = " ".join(f"Was to {one.get_what_display()} {moment(one.due_at)}. {one.reason}" for one in text.held_up)
        return said, EDIT, text.held_up[0].due_at
    return None


def unchecked(text, now):
    if text.live and text.standing and is_emergency(text.standing):
        since, who = text.standing["created_at"], text.standing["reviewer_name"]
        return f"Published unchecked by {who}, {moment(since)}.", CHECK, since
    return None


def overdue(text, now):
    if text.live and text.due and text.due < timezone.localdate(now):
        return f"Was to be checked by {worded(text.due, 'j F Y')}.", CHECK, text.due
    return None


def due(text, now):
    today = timezone.localdate(now)
    if text.live and text.due and today <= text.due <= today + SOON:
        return f"To be checked by {worded(text.due, 'j F Y')}.", CHECK, text.due
    return None


def lagging(text, now):
    """A translation behind its source: since when, who changed that, and what was said of it."""
    if text.live and text.lag:
        lag, by = text.lag, text.lag["by"] and f" by {text.lag['by']}"
        said = f"“{lag['source__title']}” means something else since {moment(lag['lags_since'])}{by or ''}."
        note = f" What changed: {lag['note']}" if lag["note"] else ""
        caught_up = "" if lag["draft_lags_since"] else " The draft has caught up and waits to go live."
        return f"{said}{note}{caught_up}", TRANSLATE, lag["lags_since"]
    return None


def published_lately(text, now):
    published = text.row["last_published_at"]
    if text.live and published and published >= now - LATELY:
        return f"Published {moment(published)}.", EDIT, newest_first(published)
    return None


# In the order in which they need somebody: (address, heading, what it means, rule).
RULES = [
    ("held-up", "Held up", "Not done at its time; tried again by itself.", held_up),
    ("overdue", "Check overdue", "Patients are told so on the page.", overdue),
    ("unchecked", "Live, but unchecked", "Published in an emergency; waits for a second person.", unchecked),
    ("changed", "Signed, then changed", "The signature does not hold for these words.", changed_since_signed),
    ("sign-off", "Waiting for clinical sign-off", "", waiting_for_sign_off),
    ("to-publish", "Waiting to be published", "", waiting_to_be_published),
    ("scheduled", "Scheduled", "Goes live or comes down by itself.", scheduled),
    ("draft", "In draft", "Not sent for checking yet.", in_draft),
    ("lagging", "Translations that lag", "Their readers are told so on the page.", lagging),
    ("due", "To be checked within 60 days", "", due),
    ("published", "Published in the last 14 days", "", published_lately),
]


def moment(when):
    return worded(timezone.localtime(when), "j F Y, H:i") if when else "at an unknown time"


def newest_first(when):
    return -when.timestamp() if when else 0


def sections(texts, pages, now, waiting_for):
    """Every Section, in order. `pages` gives the page of rows asked for, `waiting_for` names who is waited for."""
    return [
        Section(key, title, waiting_for.get(key, about), page_of(lines(texts, rule, now), pages.get(key)))
        for key, title, about, rule in RULES
    ]


def lines(texts, rule, now):
    found = ((text, rule(text, now)) for text in texts)
    return sorted((Line(text, *said) for text, said in found if said), key=lambda line: (line.key, line.text.pk))


def page_of(rows, number):
    return Paginator(rows, ROWS).get_page(number)


def dates(texts):
    """`(day, what, text)` for the calendar: everything scheduled, and every check to come or overdue."""
    for text in texts:
        if text.goes_live_at:
            yield timezone.localdate(text.goes_live_at), "Goes live", text
        if text.live and text.row["expire_at"]:
            yield timezone.localdate(text.row["expire_at"]), "Is taken down", text
        if text.live and text.due:
            yield text.due, "Check due", text
